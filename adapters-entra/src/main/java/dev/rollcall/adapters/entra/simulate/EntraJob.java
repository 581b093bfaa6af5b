package dev.rollcall.adapters.entra.simulate;

import dev.rollcall.spi.simulate.IdpTransport.WireException;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Reply;
import dev.rollcall.spi.simulate.ScriptEnded;
import dev.rollcall.spi.simulate.ScriptRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plays the provisioning job of a tenant: in each cycle it reports to the gateway whatever has changed since its last
 * report. Time is simulated, so nobody has to wait for it.
 */
final class EntraJob {

    private static final Duration CYCLE = Duration.ofMinutes(40);
    private static final Duration PATIENCE = Duration.ofDays(28);
    private static final int SILENT_CYCLES = 5;
    private static final Instant LAST = Instant.MAX.minusNanos(1);

    /** Microsoft counts from 5,000 failures; a simulated tenant is smaller. */
    private static final int QUARANTINE_FAILURES = 10;

    private static final double QUARANTINE_SHARE = 0.4;

    private final Plan plan;
    private final EntraTenant tenant;
    private final EntraUsers users;
    private final EntraGroups groups;
    private final Pass<EntraAccount> accounts;
    private final Pass<EntraAccount> managers;
    private final Pass<EntraTeam> teams;
    private final Pass<EntraTeam> members;
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private @Nullable Reply probe;
    private int silentCycles;

    EntraJob(Plan plan, EntraTenant tenant, EntraUsers users, EntraGroups groups, ScriptRunner crew) {
        this.plan = plan;
        this.tenant = tenant;
        this.users = users;
        this.groups = groups;
        accounts = new Pass<>(crew);
        managers = new Pass<>(crew);
        teams = new Pass<>(crew);
        members = new Pass<>(crew);
    }

    Instant now() {
        return now;
    }

    /** Time passes without a cycle. */
    void pass(Duration duration) {
        now = now.plus(duration);
    }

    /**
     * One cycle, forty minutes after the last: the probe, then users, groups, and references between them.
     *
     * @throws WireException when the probe of several cycles in a row got no answer
     */
    void cycle() {
        pass(CYCLE);
        passes().forEach(Pass::restart);
        tenant.accounts().forEach(account -> account.age(now));
        try {
            probe = users.probe(plan);
            groups.probe(plan);
            silentCycles = 0;
        } catch (ScriptEnded unexpected) {
            return;
        } catch (WireException silence) {
            if (++silentCycles == SILENT_CYCLES) {
                throw silence;
            }
            return;
        }
        accounts.each(dueAccounts(), now, users::sync);
        teams.each(dueTeams(), now, groups::sync);
        managers.each(dueReports(), now, users::assignManager);
        members.each(moves(false), EntraTeam.Move::team, now, groups::move);
        members.each(moves(true), EntraTeam.Move::team, now, groups::move);
        judge();
    }

    /** Between two cycles an administrator provisions a group by hand. */
    void onDemand(EntraTeam team) {
        members.each(team.isLinked() ? List.of(team) : List.of(), now, groups::provisionOnDemand);
    }

    /** Cycles until nothing is left to tell; what failed is tried again when it is due, for 28 days. */
    void settle() {
        Instant end = now.plus(PATIENCE);
        while (hasWork(end) && now.isBefore(end)) {
            while (!hasWork(now.plus(CYCLE))) {
                pass(CYCLE);
            }
            cycle();
        }
        report(!hasWork(LAST), "an object has been in escrow for 28 days");
    }

    /** Whether something may be told by then. */
    private boolean hasWork(Instant by) {
        return accounts.isReady(dueAccounts(), by)
                || teams.isReady(dueTeams(), by)
                || managers.isReady(dueReports(), by)
                || members.isReady(teamsWithMoves(), by);
    }

    /** Too large a share of failures puts the whole job into quarantine: no gateway should ever see that. */
    private void judge() {
        int attempts = passes().mapToInt(Pass::attempts).sum();
        int failures = passes().mapToInt(Pass::failures).sum();
        report(
                failures < QUARANTINE_FAILURES || failures <= QUARANTINE_SHARE * attempts,
                "quarantine: " + failures + " of " + attempts + " objects failed in one cycle");
    }

    private void report(boolean fine, String otherwise) {
        try {
            if (probe != null) {
                probe.demand(fine, otherwise);
            }
        } catch (ScriptEnded told) {
            // The wire knows; the job goes on, as Entra's does once a day.
        }
    }

    private Stream<Pass<?>> passes() {
        return Stream.of(accounts, managers, teams, members);
    }

    private List<EntraAccount> dueAccounts() {
        return tenant.accounts().stream().filter(EntraAccount::isDue).toList();
    }

    private List<EntraAccount> dueReports() {
        return tenant.accounts().stream()
                .filter(account -> !account.isPurged() && account.dueManager() != null)
                .toList();
    }

    private List<EntraTeam> dueTeams() {
        return tenant.teams().stream().filter(EntraTeam::isDue).toList();
    }

    private List<EntraTeam> teamsWithMoves() {
        return tenant.teams().stream().filter(EntraTeam::hasMoves).toList();
    }

    private List<EntraTeam.Move> moves(boolean joining) {
        return tenant.teams().stream()
                .flatMap(team -> (joining ? team.joiners() : team.leavers()).stream())
                .toList();
    }
}
