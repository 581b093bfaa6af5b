package dev.rollcall.adapters.okta;

import dev.rollcall.spi.simulate.Batches;
import dev.rollcall.spi.simulate.Crew;
import dev.rollcall.spi.simulate.Line;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Roster;
import dev.rollcall.spi.simulate.Simulator;
import dev.rollcall.spi.simulate.Standing;
import dev.rollcall.spi.simulate.Team;
import dev.rollcall.spi.simulate.Wire;
import java.util.List;
import java.util.Map;

/** Okta at work: connection test, assignment of everybody, group push, and the changes of an ordinary week. */
public final class OktaSimulator implements Simulator {

    /** How the app was made, which decides how Okta writes. */
    public enum Flavour {
        /** From the catalogue: profiles by PUT, everything else by PATCH. */
        OIN,
        /** By the App Integration Wizard: everything by GET and PUT. */
        AIW
    }

    static final String PROVIDER = "okta";

    private static final Map<String, String> HEADERS = Map.of(
            "User-Agent", "Okta SCIM Client 1.0.0",
            "Accept", "application/scim+json",
            "Accept-Charset", "utf-8",
            "Accept-Encoding", "gzip,deflate");
    private static final String CONTENT_TYPE = "application/scim+json; charset=utf-8";

    private final Flavour flavour;

    public OktaSimulator(Flavour flavour) {
        this.flavour = flavour;
    }

    @Override
    public Standing run(Plan plan, Wire wire) {
        Roster roster = Roster.of(plan, PROVIDER);
        Line line = new Line(wire, HEADERS, CONTENT_TYPE);
        OktaUsers users = flavour == Flavour.OIN ? new OktaUsers.Oin(line, plan) : new OktaUsers.Aiw(line, plan);
        OktaGroups groups = flavour == Flavour.OIN ? new OktaGroups.Oin(line, users) : new OktaGroups.Aiw(line, users);
        try (Crew crew = new Crew(plan.concurrency())) {
            crew.each(List.of(line), OktaUsers::testConnection);
            crew.each(roster.people(), users::assign);
            crew.each(roster.roleTeams(), groups::push);
            crew.each(roster.otherTeams(), groups::push);
            crew.each(users.linked(roster.promoted()), users::promote);
            crew.each(users.linked(roster.suspended()), users::deactivate);
            crew.each(users.linked(roster.returners()), users::reassign);
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
        boolean oin = flavour == Flavour.OIN;
        int pushes = roster.teams().stream()
                .mapToInt(team -> oin ? 3 + batches(team) : 4)
                .sum();
        int restless = roster.restless()
                .map(team -> oin ? 6 + 2 * Batches.count(roster.wanderers(team).size(), OktaGroups.BATCH) : 9)
                .orElse(0);
        return 1
                + 3 * roster.people().size()
                + pushes
                + 2 * roster.promoted().size()
                + (oin ? 1 : 2) * roster.suspended().size()
                + 2 * roster.returners().size()
                + restless;
    }

    private static int batches(Team team) {
        return Batches.count(team.members().size(), OktaGroups.BATCH);
    }
}
