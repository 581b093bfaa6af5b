package dev.rollcall.adapters.entra;

import dev.rollcall.spi.simulate.Batches;
import dev.rollcall.spi.simulate.Crew;
import dev.rollcall.spi.simulate.Line;
import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Roster;
import dev.rollcall.spi.simulate.Simulator;
import dev.rollcall.spi.simulate.Standing;
import dev.rollcall.spi.simulate.Team;
import dev.rollcall.spi.simulate.Wire;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The life of a tenant: the connection test, an initial cycle with references in later passes, something on demand, an incremental
 * cycle with its changes, one thirty days later with what is purged by then, and a comparison of all that the directory holds with
 * all that it was told. Each cycle begins with the probe.
 */
public final class EntraSimulator implements Simulator {

    static final String PROVIDER = "entra";

    // No User-Agent and no Accept: Entra may send neither.
    private static final Map<String, String> HEADERS = Map.of();
    private static final String CONTENT_TYPE = "application/scim+json; charset=utf-8";

    private static final int CYCLES = 3;
    private static final int PURGED = 9;

    private final List<EntraDialect> dialects;

    /** With one dialect, or with several that take turns from one PATCH to the next. */
    public EntraSimulator(EntraDialect... dialects) {
        this.dialects = List.of(dialects);
    }

    @Override
    public Standing run(Plan plan, Wire wire) {
        Roster roster = Roster.of(plan, PROVIDER);
        Line line = new Line(wire, HEADERS, CONTENT_TYPE);
        AtomicInteger turn = new AtomicInteger();
        Supplier<EntraDialect> dialect = () -> dialects.get(Math.floorMod(turn.getAndIncrement(), dialects.size()));
        EntraUsers users = new EntraUsers(line, dialect);
        EntraGroups groups = new EntraGroups(line, dialect, users);
        try (Crew crew = new Crew(plan.concurrency())) {
            Tenant tenant = new Tenant(plan, roster, users, groups, crew);
            tenant.initialCycle();
            tenant.onDemand();
            tenant.incrementalCycle();
            tenant.monthLater();
            tenant.compare();
        }
        return roster.standing();
    }

    private record Tenant(Plan plan, Roster roster, EntraUsers users, EntraGroups groups, Crew crew) {

        void initialCycle() {
            keepAlive();
            crew.each(roster.people(), users::provision);
            crew.each(roster.roleTeams(), groups::provision);
            crew.each(roster.otherTeams(), groups::provision);
            crew.each(users.linked(reports(roster)), report -> users.assignManager(report, managerOf(report, roster)));
        }

        void onDemand() {
            crew.each(groups.linked(roster.restless().stream().toList()), groups::provisionOnDemand);
        }

        void incrementalCycle() {
            keepAlive();
            crew.each(users.linked(roster.promoted()), users::promote);
            crew.each(users.linked(roster.suspended()), users::disable);
            crew.each(users.linked(roster.returners()), users::enable);
            for (Team team : groups.linked(roster.restless().stream().toList())) {
                crew.each(List.of(team), groups::renameAndBack);
                List<Person> wanderers = users.linked(roster.wanderers(team));
                crew.each(List.of(team), left -> groups.leave(left, wanderers));
                crew.each(wanderers, wanderer -> groups.rejoin(team, wanderer));
            }
        }

        void monthLater() {
            keepAlive();
            crew.each(List.of(purged(plan)), users::purgeAndRecreate);
            crew.each(
                    users.linked(roster.people().subList(0, 1)), first -> groups.createAndDelete(project(plan, first)));
        }

        void compare() {
            Set<Person> leavers = Set.copyOf(roster.leavers());
            Set<Person> promoted = Set.copyOf(roster.promoted());
            crew.each(
                    users.linked(roster.people()),
                    person -> users.compare(
                            promoted.contains(person) ? person.promoted() : person, !leavers.contains(person)));
            crew.each(groups.linked(roster.teams()), groups::compare);
        }

        private void keepAlive() {
            crew.each(List.of(plan), probed -> {
                users.probe(probed);
                groups.probe(probed);
            });
        }
    }

    @Override
    public int estimate(Plan plan) {
        Roster roster = Roster.of(plan, PROVIDER);
        return 2 * CYCLES
                + 3 * roster.people().size()
                + roster.teams().stream().mapToInt(EntraSimulator::provisioning).sum()
                + 2 * reports(roster).size()
                + 2 * roster.promoted().size()
                + roster.suspended().size()
                + 2 * roster.returners().size()
                + roster.restless().map(team -> restless(roster, team)).orElse(0)
                + PURGED
                + 5
                + roster.people().size()
                + roster.teams().size();
    }

    /** Somebody beyond the plan, who is gone again at the end. */
    private static Person purged(Plan plan) {
        return new Person(
                plan.users(),
                "Guest",
                "Purged",
                "guest.purged." + PROVIDER + "@" + plan.domain(),
                "Contractor",
                "Sales");
    }

    /** A group beyond the plan. */
    private static Team project(Plan plan, Person member) {
        return new Team(plan.groups(), "Project of a month", List.of(member));
    }

    /** One in five has a manager: the first of the same five. */
    private static List<Person> reports(Roster roster) {
        return roster.people().stream()
                .filter(person -> person.index() % 5 == 4)
                .toList();
    }

    private static Person managerOf(Person report, Roster roster) {
        return roster.people().get(report.index() - 4);
    }

    private static int provisioning(Team team) {
        return 2 + Batches.count(team.members().size(), EntraGroups.BATCH);
    }

    private static int restless(Roster roster, Team team) {
        int wanderers = roster.wanderers(team).size();
        int onDemand = 1 + Math.min(EntraGroups.ON_DEMAND, team.members().size());
        return onDemand + 4 + Batches.count(wanderers, EntraGroups.BATCH) + 3 * wanderers;
    }
}
