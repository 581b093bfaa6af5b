package dev.rollcall.core;

import static dev.rollcall.core.RulesHouse.removeFrom;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.command.EditAssignments;
import dev.rollcall.core.command.Impact;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.command.SetDirectoryRule;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R5 to R9: roles follow the ordered assignments at once, whatever is edited. */
final class RoleAssignmentRulesIT {

    private final RulesHouse rules = new RulesHouse();
    private final UUID directory = rules.house.directory();
    private final UUID ada = rules.house.newUser(directory, "ada");
    private final UUID bob = rules.house.newUser(directory, "bob");
    private final UUID cleo = rules.house.newUser(directory, "cleo");
    private final UUID admins = rules.house.newGroup(directory, "Admins", ada, bob);
    private final UUID guests = rules.house.newGroup(directory, "Guests", bob, cleo);

    @AfterEach
    void close() {
        rules.assertConsistent();
        rules.close();
    }

    @Test
    void anAssignmentThatIsAddedGivesItsRoleToTheGroupAtOnce() {
        Impact impact = rules.foreseen(new EditAssignments.AddAssignment(directory, admins, null, "admin", null));
        assertThat(RulesHouse.kinds(impact))
                .containsExactly(
                        "ROLE_CHANGED ada@example.com member admin null",
                        "ROLE_CHANGED bob@example.com member admin null");
        assertThat(rules.members())
                .containsExactly("ada admin active true", "bob admin active true", "cleo member active true");
    }

    @Test
    void theFirstAssignmentThatMatchesCountsAndANewOrderCountsAtOnce() {
        UUID first = rules.assign(directory, admins, "admin");
        UUID second = rules.assign(directory, guests, "guest");
        assertThat(rules.members())
                .containsExactly("ada admin active true", "bob admin active true", "cleo guest active false");

        Impact impact = rules.foreseen(new EditAssignments.OrderAssignments(directory, List.of(second, first)));

        assertThat(RulesHouse.kinds(impact)).containsExactly("ROLE_CHANGED bob@example.com admin guest null");
        assertThat(rules.members())
                .containsExactly("ada admin active true", "bob guest active false", "cleo guest active false");
        assertThat(impact.seatsAfter()).isEqualTo(1);
    }

    @Test
    void anAssignmentMayBeAddedAtAnyPlace() {
        rules.assign(directory, admins, "admin");
        rules.done(new EditAssignments.AddAssignment(directory, guests, null, "guest", 1));
        assertThat(rules.members())
                .containsExactly("ada admin active true", "bob guest active false", "cleo guest active false");
        assertThat(rules.house.sql("SELECT position, role FROM role_assignment ORDER BY position"))
                .containsExactly("1 guest", "2 admin");
    }

    @Test
    void anAssignmentByNameFindsTheGroupOrWaitsForIt() {
        rules.done(new EditAssignments.AddAssignment(directory, null, "admins", "admin", null));
        assertThat(rules.members().get(0)).isEqualTo("ada admin active true");
        rules.done(new EditAssignments.AddAssignment(directory, null, "Later", "admin", null));
        rules.house.newGroup(directory, "later", cleo);
        assertThat(rules.members().get(2)).isEqualTo("cleo admin active true");
    }

    @Test
    void anAssignmentThatIsChangedOrRemovedChangesTheRolesItGave() {
        UUID id = rules.assign(directory, guests, "admin");
        rules.foreseen(new EditAssignments.ChangeAssignment(directory, id, "guest"));
        assertThat(rules.members())
                .containsExactly("ada member active true", "bob guest active false", "cleo admin active true");
        rules.assign(directory, admins, "admin");
        assertThat(rules.members())
                .containsExactly("ada admin active true", "bob guest active false", "cleo guest active false");
        rules.foreseen(new EditAssignments.RemoveAssignment(directory, id));
        assertThat(rules.members())
                .containsExactly("ada admin active true", "bob admin active true", "cleo member active true");
    }

    @Test
    void whoIsInNoMappedGroupGetsTheDefaultRoleOrNone() {
        rules.assign(directory, admins, "admin");
        Impact impact = rules.foreseen(new SetDirectoryRule.SetDefaultRole(directory, null));
        assertThat(RulesHouse.kinds(impact)).containsExactly("SUSPENDED cleo@example.com member null no_mapped_group");
        assertThat(rules.members())
                .containsExactly("ada admin active true", "bob admin active true", "cleo member suspended false");
        rules.done(new SetDirectoryRule.SetDefaultRole(directory, "guest"));
        assertThat(rules.members().get(2)).isEqualTo("cleo guest active false");
        rules.house.apply(directory, removeFrom(admins, bob));
        assertThat(rules.members().get(1)).isEqualTo("bob guest active false");
    }

    @Test
    void whatMakesNoSenseIsRefusedWithWhatWouldBeAccepted() {
        UUID id = rules.assign(directory, admins, "admin");
        assertThat(rules.refused(new EditAssignments.ChangeAssignment(directory, id, "king"))
                        .detail())
                .isEqualTo("There is no role \"king\"; accepted: admin, member, guest.");
        assertThat(rules.refused(new EditAssignments.OrderAssignments(directory, List.of(id, id)))
                        .refusal())
                .isEqualTo(Refusal.INVALID);
        assertThat(rules.refused(new EditAssignments.RemoveAssignment(directory, UUID.randomUUID()))
                        .refusal())
                .isEqualTo(Refusal.NOT_FOUND);
        assertThat(rules.refused(new SetDirectoryRule.SetDefaultRole(UUID.randomUUID(), "member"))
                        .refusal())
                .isEqualTo(Refusal.NOT_FOUND);
        assertThat(rules.refused(new EditAssignments.AddAssignment(directory, UUID.randomUUID(), null, "admin", null))
                        .refusal())
                .isEqualTo(Refusal.NOT_FOUND);
    }

    @Test
    void aGroupGivesOneRole() {
        rules.assign(directory, admins, "admin");
        assertThat(rules.refused(new EditAssignments.AddAssignment(directory, admins, null, "member", null))
                        .refusal())
                .isEqualTo(Refusal.WRONG_STATE);
        assertThat(rules.refused(new EditAssignments.AddAssignment(directory, null, "ADMINS", "member", null))
                        .refusal())
                .isEqualTo(Refusal.WRONG_STATE);
        rules.done(new EditAssignments.AddAssignment(directory, null, "To come", "member", null));
        assertThat(rules.refused(new EditAssignments.AddAssignment(directory, null, "to come", "guest", null))
                        .detail())
                .startsWith("The group gives the role member already");
    }

    @Test
    void anOrderThatTakesThePlaceOfAnotherThanThereIsIsRefused() {
        UUID first = rules.assign(directory, admins, "admin");
        UUID second = rules.assign(directory, guests, "guest");
        List<UUID> seen = List.of(first, second);
        List<UUID> turned = List.of(second, first);
        rules.done(new EditAssignments.OrderAssignments(directory, turned, seen));
        assertThat(rules.refused(new EditAssignments.OrderAssignments(directory, seen, seen))
                        .refusal())
                .isEqualTo(Refusal.WRONG_STATE);
    }
}
