package dev.rollcall.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.command.EditAssignments;
import dev.rollcall.core.command.Impact;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleOutcome;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.command.SetDirectoryRule;
import dev.rollcall.core.model.condition.AttributesAre;
import dev.rollcall.core.model.condition.Condition;
import dev.rollcall.core.model.condition.ExpressionHolds;
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

    private RuleCommand on(Condition condition, String role, @Nullable Integer position) {
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
    void expressionsStandInTheSameOrderAndFollowEveryChangeOfTheUser() {
        set(bob, "Lead engineer");
        rules.assign(directory, admins, "guest");
        Condition lead = new ExpressionHolds("user.title.startsWith(\"Lead\")");
        Impact impact = rules.foreseen(on(lead, "admin", null));
        assertThat(RulesHouse.kinds(impact)).containsExactly("ROLE_CHANGED bob@example.com member admin null");
        set(ada, "Lead");
        assertThat(rules.members()).containsExactly("ada guest active false", "bob admin active true");
        rules.house.apply(directory, RulesHouse.removeFrom(admins, ada));
        assertThat(rules.members()).containsExactly("ada admin active true", "bob admin active true");
        set(bob, "Clerk");
        assertThat(rules.members()).containsExactly("ada admin active true", "bob member active true");
    }

    @Test
    void aConditionIsChangedInItsPlaceAndOneOfAGroupIsRefused() {
        set(ada, "Lead");
        set(bob, "Clerk");
        UUID group = rules.assign(directory, admins, "guest");
        UUID id = rules.made(on(title("lead"), "guest", 1));
        Impact impact = rules.foreseen(new EditAssignments.ChangeAssignment(
                directory, id, "admin", new ExpressionHolds("user.title in [\"Lead\", \"Clerk\"]")));
        assertThat(RulesHouse.kinds(impact))
                .containsExactlyInAnyOrder(
                        "ROLE_CHANGED ada@example.com guest admin null",
                        "ROLE_CHANGED bob@example.com member admin null");
        assertThat(rules.house.sql("SELECT position, role, condition ->> 'expression' FROM role_assignment"
                        + " WHERE condition IS NOT NULL"))
                .containsExactly("1 admin user.title in [\"Lead\", \"Clerk\"]");
        assertThat(rules.refused(new EditAssignments.ChangeAssignment(directory, group, null, title("x")))
                        .detail())
                .contains("gives its role to a group");
        assertThat(rules.refused(on(new ExpressionHolds("user.title in [\"Lead\", \"Clerk\"]"), "guest", null))
                        .detail())
                .startsWith("Users for whom user.title in [\"Lead\", \"Clerk\"] holds get the role admin already");
    }

    @Test
    void theLastAdminKeepsTheRoleThatAnExpressionTakes() {
        set(ada, "Lead");
        set(bob, "Clerk");
        UUID id = rules.made(on(new ExpressionHolds("user.title == \"Lead\""), "admin", null));
        set(ada, "Clerk");
        assertThat(rules.members().get(0)).isEqualTo("ada admin active true");
        assertThat(rules.holds()).containsExactly("last_admin ada role_change open");
        set(bob, "Lead");
        assertThat(rules.members()).containsExactly("ada member active true", "bob admin active true");
        rules.foreseen(new EditAssignments.RemoveAssignment(directory, id));
        assertThat(rules.members().get(1)).isEqualTo("bob admin active true");
    }

    @Test
    void anExpressionThatCannotBeUsedAnyMoreHoldsForNobody() {
        set(ada, "Lead");
        rules.done(on(new ExpressionHolds("user.title == \"Lead\""), "guest", null));
        rules.house.sql("UPDATE role_assignment SET condition = '{\"expression\": \"user.title.shout()\"}'");
        set(ada, "Head");
        assertThat(rules.members()).containsExactly("ada member active true", "bob member active true");
        rules.foreseen(on(title("head"), "guest", null));
        assertThat(rules.members().get(0)).isEqualTo("ada guest active false");
    }

    @Test
    void allExpressionsOfADirectoryTogetherAreBounded() {
        String loop = "user.emails.exists(e, e.value.endsWith(\"%s\") && e.type.contains(\"a\") && e.type != \"b\")";
        for (int i = 0; i < 100; i++) {
            ExpressionHolds one = new ExpressionHolds(loop.formatted(i));
            assertThat(one.cost()).isGreaterThan(2_000);
            if (rules.ask(on(one, "guest", null)) instanceof RuleOutcome.Refused refused) {
                assertThat(refused.refusal()).isEqualTo(Refusal.INVALID);
                assertThat(refused.detail()).contains("steps for a large user, and at most 100000 are accepted");
                assertThat(i).isGreaterThan(1);
                return;
            }
        }
        throw new AssertionError("a hundred loops were accepted");
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
