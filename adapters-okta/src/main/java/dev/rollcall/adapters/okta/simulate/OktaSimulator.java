package dev.rollcall.adapters.okta.simulate;

import dev.rollcall.spi.simulate.Batches;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.IdpClient;
import dev.rollcall.spi.simulate.IdpTransport;
import dev.rollcall.spi.simulate.Patience;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Roster;
import dev.rollcall.spi.simulate.ScriptRunner;
import dev.rollcall.spi.simulate.Simulator;
import dev.rollcall.spi.simulate.Team;
import java.util.List;
import java.util.Map;

/**
 * Plays the life of a tenant: the connection test, what Governance reads, a first import, the assignment of all users, group push,
 * the changes of ordinary weeks with a rehire under another name, a group that is unlinked and deleted, and an import at the end
 * that is compared with everything that was sent.
 */
public final class OktaSimulator implements Simulator {

    /** How the app was made, which decides how Okta writes. */
    public enum Flavour {
        /** From the catalogue: profiles by PUT, everything else by PATCH. */
        OIN,
        /** By the App Integration Wizard: everything by GET and PUT. */
        AIW
    }

    public static final String PROVIDER = "okta";

    private static final Map<String, String> HEADERS = Map.of(
            "User-Agent", "Okta SCIM Client 1.0.0",
            "Accept", "application/scim+json",
            "Accept-Charset", "utf-8",
            "Accept-Encoding", "gzip,deflate");
    private static final String CONTENT_TYPE = "application/scim+json; charset=utf-8";
    private static final int DISCOVERY = 4;
    private static final int PROJECT = 5;

    private final Flavour flavour;

    public OktaSimulator(Flavour flavour) {
        this.flavour = flavour;
    }

    @Override
    public ExpectedState run(Plan plan, IdpTransport wire) {
        IdpClient line = new IdpClient(wire, HEADERS, CONTENT_TYPE, Patience.DOUBLING);
        OktaUsers users = flavour == Flavour.OIN ? new OktaUsers.Oin(line, plan) : new OktaUsers.Aiw(line, plan);
        OktaGroups groups = flavour == Flavour.OIN ? new OktaGroups.Oin(line, users) : new OktaGroups.Aiw(line, users);
        Roster roster = Roster.of(plan, PROVIDER);
        try (ScriptRunner crew = new ScriptRunner(plan.concurrency())) {
            Tenant tenant = new Tenant(plan, roster, line, users, groups, crew);
            tenant.connect();
            tenant.assignAndPush();
            tenant.ordinaryWeeks();
            tenant.project();
            tenant.importAndCompare();
        }
        return roster.standing();
    }

    private record Tenant(
            Plan plan, Roster roster, IdpClient line, OktaUsers users, OktaGroups groups, ScriptRunner crew) {

        void connect() {
            crew.each(List.of(line), OktaUsers::testConnection);
            crew.each(List.of(line), OktaGovernance::discover);
            crew.each(List.of(new OktaImport(line)), first -> {
                first.users();
                first.groups();
            });
        }

        void assignAndPush() {
            crew.each(roster.people(), users::assign);
            crew.each(roster.roleTeams(), groups::push);
            crew.each(roster.otherTeams(), groups::push);
        }

        void ordinaryWeeks() {
            crew.each(users.linked(roster.promoted()), users::promote);
            crew.each(users.linked(roster.suspended()), users::deactivate);
            crew.each(users.linked(roster.sameNamed()), users::reassign);
            crew.each(users.linked(roster.renamed()), users::rehireUnderAnotherName);
            crew.each(groups.linked(roster.restless().stream().toList()), team -> {
                groups.renameAndBack(team);
                groups.leaveAndRejoin(team, roster.wanderers(team));
            });
        }

        /** A group that is pushed, unlinked and deleted; its people stay. */
        void project() {
            crew.each(users.linked(roster.people().subList(0, 1)), member -> {
                Team project = new Team(plan.groups(), "Project of a month", List.of(member));
                groups.push(project);
                groups.unlinkAndDelete(project);
            });
        }

        void importAndCompare() {
            crew.each(List.of(new OktaImport(line)), last -> {
                users.compare(last.users(), roster.people(), roster.leavers());
                groups.compare(last.groups(), roster.teams());
            });
        }
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
                + DISCOVERY
                + 2 * (pages(plan.users()) + pages(plan.groups()))
                + 3 * roster.people().size()
                + pushes
                + 2 * roster.promoted().size()
                + (oin ? 1 : 2) * roster.suspended().size()
                + 2 * roster.sameNamed().size()
                + 4 * roster.renamed().size()
                + restless
                + PROJECT;
    }

    private static int pages(int resources) {
        return Math.max(1, Batches.count(resources, OktaImport.PAGE));
    }

    private static int batches(Team team) {
        return Batches.count(team.members().size(), OktaGroups.BATCH);
    }
}
