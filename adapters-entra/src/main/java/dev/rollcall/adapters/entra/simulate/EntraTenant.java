package dev.rollcall.adapters.entra.simulate;

import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Roster;
import dev.rollcall.spi.simulate.Team;
import java.util.ArrayList;
import java.util.List;

/** The users and groups in scope of the job: those of a plan, and those that come and go in addition. */
final class EntraTenant {

    /** Everybody of the plan whose place ends on four reports to the first of the same five. */
    private static final int REPORTS_OF_FIVE = 5;

    private final List<EntraAccount> planned;
    private final List<EntraAccount> accounts;
    private final List<EntraTeam> teams = new ArrayList<>();

    EntraTenant(Roster roster) {
        planned = roster.people().stream().map(EntraAccount::new).toList();
        accounts = new ArrayList<>(planned);
        for (int i = REPORTS_OF_FIVE - 1; i < planned.size(); i += REPORTS_OF_FIVE) {
            planned.get(i).reportTo(planned.get(i - REPORTS_OF_FIVE + 1));
        }
        for (Team team : roster.teams()) {
            teams.add(new EntraTeam(team.name(), of(team.members())));
        }
    }

    static int reports(Plan plan) {
        return plan.users() / REPORTS_OF_FIVE;
    }

    /** The accounts of people of the plan. */
    List<EntraAccount> of(List<Person> people) {
        return people.stream().map(person -> planned.get(person.index())).toList();
    }

    EntraTeam of(Team team) {
        return teams.get(team.index());
    }

    List<EntraAccount> accounts() {
        return accounts;
    }

    List<EntraTeam> teams() {
        return teams;
    }

    void add(EntraAccount account) {
        accounts.add(account);
    }

    /** The job does not look after it any more; nothing is sent. */
    void forget(EntraAccount account) {
        accounts.remove(account);
    }

    void add(EntraTeam team) {
        teams.add(team);
    }

    void forget(EntraTeam team) {
        teams.remove(team);
    }
}
