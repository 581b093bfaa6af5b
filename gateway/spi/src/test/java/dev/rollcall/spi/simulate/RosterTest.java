package dev.rollcall.spi.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterTest {

    @Test
    void theSameSeedGivesTheSamePeopleHoweverManyThereAre() {
        List<Person> few = roster(20, 0, "okta").people();
        List<Person> many = roster(200, 5, "okta").people();
        assertThat(many.subList(0, 20)).isEqualTo(few);
        assertThat(Roster.of(new Plan(20, 0, "example.com", 8, 1), "okta").people())
                .isNotEqualTo(few);
    }

    @Test
    void userNamesAreUniqueWithinAndAcrossProviders() {
        Set<String> names =
                roster(500, 0, "okta").people().stream().map(Person::userName).collect(Collectors.toSet());
        roster(500, 0, "entra").people().forEach(person -> names.add(person.userName()));
        assertThat(names).hasSize(1_000).allMatch(name -> name.matches("[a-z'.-]+\\d+\\.(okta|entra)@example\\.com"));
    }

    @Test
    void namesAreNotAllAscii() {
        Predicate<Person> ascii = person -> person.displayName().matches("\\p{ASCII}*");
        assertThat(roster(100, 0, "okta").people()).anyMatch(ascii).anyMatch(ascii.negate());
    }

    @Test
    void theNicknameIsTheAddressWithoutProviderAndDomain() {
        Person person = new Person(17, "Ada", "Lovelace", "ada.lovelace17.okta@example.com", "Analyst", "R&D");
        assertThat(person.nickname()).isEqualTo("ada.lovelace17");
    }

    @Test
    void adminsAndMembersShareAllPeopleOutAndTeamsOverlap() {
        Roster roster = roster(1_000, 20, "entra");
        assertThat(roster.teams().get(0).name()).isEqualTo(Plan.ADMIN_GROUP);
        assertThat(roster.teams().get(0).members()).hasSize(10);
        assertThat(roster.teams().get(1).name()).isEqualTo(Plan.MEMBER_GROUP);
        assertThat(roster.teams().get(1).members())
                .hasSize(990)
                .doesNotContainAnyElementsOf(roster.teams().get(0).members());
        assertThat(roster.otherTeams()).hasSize(18);
        Person somebody = roster.people().get(500);
        assertThat(roster.otherTeams())
                .filteredOn(team -> team.members().contains(somebody))
                .hasSize(3);
        assertThat(roster.teams()).extracting(Team::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"1,0", "1,1", "1,3", "2,2", "3,2", "10,3", "1000,20"})
    void whatHappensSparesTheAdminsAndStaysBelowAFifth(int users, int groups) {
        Roster roster = roster(users, groups, "okta");
        List<Person> admins = roster.people().subList(0, (users + 99) / 100);
        assertThat(roster.suspended()).noneMatch(admins::contains);
        assertThat(roster.suspended().size() < 10 || roster.suspended().size() * 5 < users)
                .isTrue();
        assertThat(roster.returners()).noneMatch(roster.leavers()::contains);
        assertThat(roster.returners().size() + roster.leavers().size())
                .isEqualTo(roster.suspended().size());
        assertThat(roster.restless().map(Team::name)).isNotEqualTo(Optional.of(Plan.ADMIN_GROUP));
        ExpectedState standing = roster.standing();
        assertThat(standing.users()).hasSize(users);
        assertThat(standing.users().values().stream().filter(active -> !active)).hasSameSizeAs(roster.leavers());
        assertThat(standing.groups()).hasSize(groups);
        assertThat(standing.admins()).hasSize(groups == 0 ? 0 : admins.size());
    }

    @Test
    void theRestlessGroupIsAnOrdinaryOneWhereThereIsAny() {
        assertThat(roster(10, 0, "okta").restless()).isEmpty();
        assertThat(roster(10, 1, "okta").restless()).isEmpty();
        assertThat(roster(10, 2, "okta").restless()).map(Team::index).contains(1);
        assertThat(roster(10, 3, "okta").restless()).map(Team::index).contains(2);
    }

    private static Roster roster(int users, int groups, String provider) {
        return Roster.of(new Plan(users, groups, "example.com", 7, 1), provider);
    }
}
