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

/** Entra at work: the probe, an initial cycle with references in later passes, and the changes of some incremental ones. */
public final class EntraSimulator implements Simulator {

    static final String PROVIDER = "entra";

    // No User-Agent and no Accept: Entra may send neither.
    private static final Map<String, String> HEADERS = Map.of();
    private static final String CONTENT_TYPE = "application/scim+json; charset=utf-8";

    private final EntraDialect dialect;

    public EntraSimulator(EntraDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public Standing run(Plan plan, Wire wire) {
        Roster roster = Roster.of(plan, PROVIDER);
        Line line = new Line(wire, HEADERS, CONTENT_TYPE);
        EntraUsers users = new EntraUsers(line, dialect);
        EntraGroups groups = new EntraGroups(line, dialect, users);
        try (Crew crew = new Crew(plan.concurrency())) {
            crew.each(List.of(plan), probed -> {
                users.probe(probed);
                groups.probe(probed);
            });
            crew.each(roster.people(), users::provision);
            crew.each(roster.roleTeams(), groups::provision);
            crew.each(roster.otherTeams(), groups::provision);
            crew.each(users.linked(reports(roster)), report -> users.assignManager(report, managerOf(report, roster)));
            crew.each(users.linked(roster.promoted()), users::promote);
            crew.each(users.linked(roster.suspended()), users::disable);
            crew.each(users.linked(roster.returners()), users::enable);
            crew.each(groups.linked(roster.restless().stream().toList()), team -> {
                groups.renameAndBack(team);
                groups.leaveAndRejoin(team, roster.wanderers(team));
            });
        }
        return roster.standing();
    }

    @Override
    public int estimate(Plan plan) {
        Roster roster = Roster.of(plan, PROVIDER);
        return 2
                + 3 * roster.people().size()
                + roster.teams().stream().mapToInt(EntraSimulator::provisioning).sum()
                + 2 * reports(roster).size()
                + 2 * roster.promoted().size()
                + roster.suspended().size()
                + 2 * roster.returners().size()
                + roster.restless().map(team -> restless(roster, team)).orElse(0);
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
        return 4 + Batches.count(wanderers, EntraGroups.BATCH) + 3 * wanderers;
    }
}
