package dev.rollcall.spi.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The details of a plan: which people there are, in which groups, and what happens to each of them. About one user in a hundred
 * is an admin and
 * nothing happens to them; of the others one in ten is promoted, one in twenty deactivated, and one in fifty stays so.
 */
public final class Roster {

    private static final List<String> TEAM_NAMES = List.of(
            "Engineering",
            "Sales EMEA",
            "Vertrieb Süd",
            "Finance & Control",
            "People's Team",
            "Support \"Tier 1\"",
            "Équipe Produit",
            "R&D");

    private final List<Person> people;
    private final List<Person> ordinary;
    private final List<Team> teams;
    private final int admins;

    private Roster(Plan plan, String provider) {
        people = IntStream.range(0, plan.users())
                .mapToObj(index -> People.person(plan, provider, index))
                .toList();
        admins = shareOf(plan.users(), 100);
        ordinary = people.subList(admins, people.size());
        teams = IntStream.range(0, plan.groups())
                .mapToObj(index -> team(plan, index))
                .toList();
    }

    public static Roster of(Plan plan, String provider) {
        return new Roster(plan, provider);
    }

    public List<Person> people() {
        return people;
    }

    /** All groups; {@link Plan#ADMIN_GROUP} and {@link Plan#MEMBER_GROUP} first. */
    public List<Team> teams() {
        return teams;
    }

    /** The two groups that roles are mapped to, as far as the plan has them. */
    public List<Team> roleTeams() {
        return teams.subList(0, Math.min(2, teams.size()));
    }

    public List<Team> otherTeams() {
        return teams.subList(roleTeams().size(), teams.size());
    }

    /** Whose profile changes. */
    public List<Person> promoted() {
        return ordinary.subList(0, shareOf(ordinary.size(), 10));
    }

    /** Who is deactivated; all but the {@link #leavers()} come back. */
    public List<Person> suspended() {
        int suspended = Math.min(
                ordinary.size(), shareOf(ordinary.size(), 20) + leavers().size());
        return ordinary.subList(ordinary.size() - suspended, ordinary.size());
    }

    public List<Person> returners() {
        return suspended().subList(0, suspended().size() - leavers().size());
    }

    /** Of the {@link #returners()}, one in four: they come back under another name. */
    public List<Person> renamed() {
        return returners().subList(0, shareOf(returners().size(), 4));
    }

    /** The other {@link #returners()}. */
    public List<Person> sameNamed() {
        return returners().subList(renamed().size(), returners().size());
    }

    /** Who is still deactivated at the end. */
    public List<Person> leavers() {
        return ordinary.subList(ordinary.size() - shareOf(ordinary.size(), 50), ordinary.size());
    }

    /** The group that is renamed, and that some leave and join again: an ordinary one where there is any, never the admins. */
    public Optional<Team> restless() {
        return teams.stream().skip(Math.max(1, Math.min(2, teams.size() - 1))).findFirst();
    }

    /** Who leaves the restless group and joins it again. */
    public List<Person> wanderers(Team restless) {
        return restless.members().subList(0, shareOf(restless.members().size(), 10));
    }

    public ExpectedState standing() {
        return ExpectedState.of(people, Set.copyOf(leavers()), teams);
    }

    private Team team(Plan plan, int index) {
        if (index == 0) {
            return new Team(index, Plan.ADMIN_GROUP, people.subList(0, admins));
        }
        if (index == 1) {
            return new Team(index, Plan.MEMBER_GROUP, ordinary);
        }
        int others = plan.groups() - 2;
        List<Person> members = new ArrayList<>();
        for (int slice = 0; slice < Math.min(plan.teams(), others); slice++) {
            for (int i = Math.floorMod(index - 2 - slice, others); i < people.size(); i += others) {
                members.add(people.get(i));
            }
        }
        int ordinal = index - 2;
        String name = TEAM_NAMES.get(ordinal % TEAM_NAMES.size());
        return new Team(index, ordinal < TEAM_NAMES.size() ? name : name + " " + ordinal, members);
    }

    /** One in {@code per}, rounded up. */
    private static int shareOf(int size, int per) {
        return Batches.count(size, per);
    }
}
