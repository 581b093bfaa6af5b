package dev.rollcall.adapters.entra.simulate;

import dev.rollcall.spi.simulate.Batches;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.IdpClient;
import dev.rollcall.spi.simulate.IdpTransport;
import dev.rollcall.spi.simulate.Patience;
import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Roster;
import dev.rollcall.spi.simulate.ScriptRunner;
import dev.rollcall.spi.simulate.Simulator;
import dev.rollcall.spi.simulate.Team;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Simulates a tenant of Entra: its provisioning job tells the gateway of its {@link EntraLife whole life}, in cycles. What fails is
 * sent again in a later cycle; time is simulated, so that thirty days pass at once.
 */
public final class EntraSimulator implements Simulator {

    public static final String PROVIDER = "entra";

    // No User-Agent and no Accept: Entra may send neither.
    private static final Map<String, String> HEADERS = Map.of();
    private static final String CONTENT_TYPE = "application/scim+json; charset=utf-8";

    private final List<EntraDialect> dialects;

    /** With one dialect, or with several that take turns from one PATCH to the next. */
    public EntraSimulator(EntraDialect... dialects) {
        this.dialects = List.of(dialects);
    }

    @Override
    public ExpectedState run(Plan plan, IdpTransport wire) {
        Roster roster = Roster.of(plan, PROVIDER);
        EntraTenant tenant = new EntraTenant(roster);
        IdpClient line = new IdpClient(wire, HEADERS, CONTENT_TYPE, Patience.BY_CYCLE);
        AtomicInteger turn = new AtomicInteger();
        Supplier<EntraDialect> dialect = () -> dialects.get(Math.floorMod(turn.getAndIncrement(), dialects.size()));
        try (ScriptRunner crew = new ScriptRunner(plan.concurrency())) {
            EntraJob job =
                    new EntraJob(plan, tenant, new EntraUsers(line, dialect), new EntraGroups(line, dialect), crew);
            EntraAudit audit = new EntraAudit(new IdpClient(wire, HEADERS, CONTENT_TYPE), crew, tenant);
            new EntraLife(plan, roster, tenant, job, audit).live();
        }
        return roster.standing();
    }

    @Override
    public int estimate(Plan plan) {
        Roster roster = Roster.of(plan, PROVIDER);
        int users = plan.users();
        int pages = Batches.count(users, 100) + 1;
        return 3 * users
                + roster.teams().stream().mapToInt(EntraSimulator::provisioning).sum()
                + 2 * EntraTenant.reports(plan)
                + 2 * roster.promoted().size()
                + roster.suspended().size()
                + 2 * roster.returners().size()
                + roster.restless().map(team -> restless(roster, team)).orElse(0)
                + EntraLife.COMPARISONS * (pages + roster.teams().size() + 1)
                + EntraLife.BESIDE_THE_PLAN;
    }

    private static int provisioning(Team team) {
        return 2 + Batches.count(team.members().size(), EntraTeam.BATCH);
    }

    private static int restless(Roster roster, Team team) {
        List<Person> wanderers = roster.wanderers(team);
        int onDemand = 1 + Math.min(EntraGroups.ON_DEMAND, team.members().size());
        return onDemand + 4 + 2 * Batches.count(wanderers.size(), EntraTeam.BATCH) + 3 * wanderers.size();
    }
}
