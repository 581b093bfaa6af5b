package dev.rollcall.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.command.EditAssignments;
import dev.rollcall.core.command.Impact;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.command.SetDirectoryRule;
import dev.rollcall.core.model.AttributesAre;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R5, R6: conditions on attributes stand in one ordered list with groups, and follow every change of a user at once. */
final class RoleConditionRulesIT {

    private final RulesHouse rules = new RulesHouse();
    private final UUID directory = rules.house.directory();
    private final UUID ada = rules.house.newUser(directory, "ada");
    private final UUID bob = rules.house.newUser(directory, "bob");
    private final UUID admins = rules.house.newGroup(directory, "Admins", ada);

    @AfterEach
    void close() {
        rules.assertConsistent();
        rules.close();
    }

    private static AttributesAre title(String... values) {
        return new AttributesAre(List.of(new AttributesAre.Attribute(AttributePath.of("title"), List.of(values))));
    }

    private void set(UUID user, String title) {
        rules.house.apply(
                directory,
                House.patchOf(
                        CoreTypes.USER, user, "[{\"op\":\"replace\",\"path\":\"title\",\"value\":\"" + title + "\"}]"));
    }

    private RuleCommand on(AttributesAre condition, String role, @Nullable Integer position) {
        return new EditAssignments.AddAssignment(directory, condition, role, position);
    }

    @Test
    void aConditionGivesItsRoleToWhomItAppliesAtOnceAndAfterEveryChangeOfTheUser() {
        set(ada, "Lead");
        Impact impact = rules.foreseen(on(title("lead", "head"), "admin", null));
        assertThat(RulesHouse.kinds(impact)).containsExactly("ROLE_CHANGED ada@example.com member admin null");
        set(bob, "HEAD");
        assertThat(rules.members()).containsExactly("ada admin active true", "bob admin active true");
        set(bob, "Clerk");
        assertThat(rules.members()).containsExactly("ada admin active true", "bob member active true");
    }

    @Test
    void groupsAndConditionsStandInOneOrder() {
        set(ada, "Clerk");
        set(bob, "Clerk");
        UUID group = rules.assign(directory, admins, "guest");
        UUID condition = rules.made(on(title("clerk"), "member", null));
        assertThat(rules.members()).containsExactly("ada guest active false", "bob member active true");

        Impact impact = rules.foreseen(new EditAssignments.OrderAssignments(directory, List.of(condition, group)));

        assertThat(RulesHouse.kinds(impact)).containsExactly("ROLE_CHANGED ada@example.com guest member null");
        rules.foreseen(new EditAssignments.ChangeAssignment(directory, condition, "guest"));
        assertThat(rules.members()).containsExactly("ada guest active false", "bob guest active false");
        rules.foreseen(new EditAssignments.RemoveAssignment(directory, condition));
        assertThat(rules.members()).containsExactly("ada guest active false", "bob member active true");
    }

    @Test
    void twoConditionsAreTurnedRound() {
        set(bob, "Lead");
        UUID first = rules.made(on(title("lead"), "guest", null));
        UUID second = rules.made(on(title("lead", "head"), "admin", null));
        assertThat(rules.members().get(1)).isEqualTo("bob guest active false");
        rules.foreseen(new EditAssignments.OrderAssignments(directory, List.of(second, first)));
        assertThat(rules.members().get(1)).isEqualTo("bob admin active true");
    }

    @Test
    void withoutADefaultRoleAConditionLetsPeopleIn() {
        rules.done(new SetDirectoryRule.SetDefaultRole(directory, null));
        assertThat(rules.members()).containsExactly("ada member suspended false", "bob member suspended false");
        set(ada, "Lead");
        rules.foreseen(on(title("lead"), "member", 1));
        assertThat(rules.members()).containsExactly("ada member active true", "bob member suspended false");
    }

    @Test
    void theSameConditionTwiceIsRefusedWithTheOneThatThereIs() {
        rules.done(on(title("lead"), "admin", null));
        assertThat(rules.refused(on(title("lead"), "guest", null)).detail())
                .startsWith("Users whose title is \"lead\" get the role admin already");
        assertThat(rules.refused(on(title("head"), "king", null)).refusal()).isEqualTo(Refusal.INVALID);
    }

    @Test
    void aConditionIsNeverTakenForOneThatWaitsForAGroup() {
        rules.done(on(title("lead"), "admin", null));
        rules.house.newGroup(directory, "title is lead", bob);
        assertThat(rules.members().get(1)).isEqualTo("bob member active true");
        assertThat(rules.house.sql(
                        "SELECT count(*) FROM role_assignment WHERE group_id IS NULL AND condition IS NOT NULL"))
                .containsExactly("1");
    }
}
