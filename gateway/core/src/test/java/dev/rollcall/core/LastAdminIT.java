package dev.rollcall.core;

import static dev.rollcall.core.RulesHouse.active;
import static dev.rollcall.core.RulesHouse.addTo;
import static dev.rollcall.core.RulesHouse.removeFrom;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.ChangeState.Deactivate;
import dev.rollcall.core.command.EditAssignments;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.command.SetTerms;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R19: no sync and no edit leaves an organisation without an active admin; what would is held and resolves itself. */
final class LastAdminIT {

    private final RulesHouse rules = new RulesHouse();
    private final UUID directory = rules.house.directory();
    private final UUID ada = rules.house.newUser(directory, "ada");
    private final UUID bob = rules.house.newUser(directory, "bob");
    private final UUID admins = rules.house.newGroup(directory, "Admins", ada);
    private final UUID assignment = rules.assign(directory, admins, "admin");

    @AfterEach
    void close() {
        rules.assertConsistent();
        rules.close();
    }

    private void assertKept(String effect) {
        assertThat(rules.members()).contains("ada admin active true");
        assertThat(rules.holds()).containsExactly("last_admin ada " + effect + " open");
    }

    private void makeBobAdmin() {
        rules.house.apply(directory, addTo(admins, bob));
    }

    private void assertResolved(String adaNow) {
        assertThat(rules.members()).contains("bob admin active true").contains(adaNow);
        assertThat(rules.holds()).hasSize(1).allMatch(hold -> hold.endsWith("resolved"));
    }

    @Test
    void anAdminWhoIsSuspendedStaysUntilAnotherOneExists() {
        Outcome answer = rules.house.apply(directory, active(ada, false));
        assertThat(answer).isInstanceOf(Outcome.Stored.class);
        assertKept("suspension");
        makeBobAdmin();
        assertResolved("ada admin suspended false");
        assertThat(rules.events())
                .endsWith(
                        "hold.opened",
                        "group.members_changed",
                        "member.role_changed",
                        "hold.closed",
                        "member.suspended");
    }

    @Test
    void anAdminWhoLosesTheGroupStaysUntilAnotherOneExists() {
        rules.house.apply(directory, removeFrom(admins, ada));
        assertKept("role_change");
        makeBobAdmin();
        assertResolved("ada member active true");
    }

    @Test
    void anAdminWhoseRecordIsDeletedStaysMarkedAndLeavesWhenAnotherOneExists() {
        assertThat(rules.house.apply(directory, House.deleteOf(CoreTypes.USER, ada)))
                .isInstanceOf(Outcome.Deleted.class);
        assertKept("removal");
        makeBobAdmin();
        assertThat(rules.members()).containsExactly("bob admin active true");
        assertThat(rules.holds()).containsExactly("last_admin ada removal resolved");
    }

    @Test
    void anAdminWhoIsProvisionedAgainIsTheSameMember() {
        String member = rules.house
                .sql("SELECT member_id FROM member WHERE email LIKE 'ada%'")
                .get(0);
        rules.house.apply(directory, House.deleteOf(CoreTypes.USER, ada));
        UUID again = rules.house.newUser(directory, "ada");
        assertKept("role_change");
        rules.house.apply(directory, addTo(admins, again));
        assertThat(rules.holds()).containsExactly("last_admin ada role_change withdrawn");
        assertThat(rules.house.sql("SELECT member_id FROM member WHERE email LIKE 'ada%'"))
                .containsExactly(member);
    }

    @Test
    void anAdminWhoseNewAddressIsTakenStaysUnderTheOldOneAndIsHeldByNoRule() {
        rules.house.apply(directory, email(ada, "bob"));
        assertThat(rules.house.sql("SELECT email, role, status FROM member ORDER BY email"))
                .containsExactly("ada@example.com admin active", "bob@example.com member active");
        rules.house.apply(directory, email(bob, "ada"));
        assertThat(rules.house.sql("SELECT email, role, status FROM member ORDER BY email"))
                .containsExactly("ada@example.com member active", "bob@example.com admin active");
        assertThat(rules.holds()).isEmpty();
    }

    private static Command email(UUID user, String name) {
        return House.patchOf(
                CoreTypes.USER,
                user,
                "[{\"op\":\"replace\",\"value\":{\"emails\":[{\"value\":\"" + name
                        + "@example.com\",\"primary\":true}]}}]");
    }

    @Test
    void theGroupMayBeDeletedAndTheMappingRemovedOrReordered() {
        rules.house.apply(directory, House.deleteOf(CoreTypes.GROUP, admins));
        assertKept("role_change");
        rules.done(new EditAssignments.RemoveAssignment(directory, assignment));
        assertKept("role_change");
        UUID owners = rules.house.newGroup(directory, "Owners", ada);
        rules.assign(directory, owners, "admin");
        assertThat(rules.holds()).containsExactly("last_admin ada role_change withdrawn");
        UUID all = rules.house.newGroup(directory, "All", ada, bob);
        UUID low = rules.assign(directory, all, "guest");
        List<String> order = rules.house.sql("SELECT assignment_id FROM role_assignment ORDER BY position");
        rules.foreseen(new EditAssignments.OrderAssignments(directory, List.of(low, UUID.fromString(order.get(0)))));
        assertThat(rules.members()).contains("ada admin active true", "bob guest active false");
        assertThat(rules.holds().get(1)).isEqualTo("last_admin ada role_change open");
    }

    @Test
    void theNewAdminOfTheSameCommandIsEnough() {
        rules.house.apply(
                directory,
                House.replaceOf(
                        CoreTypes.GROUP,
                        admins,
                        "{\"displayName\":\"Admins\",\"members\":[{\"value\":\"" + bob + "\"}]}"));
        assertThat(rules.holds()).isEmpty();
        assertThat(rules.members()).containsExactly("ada member active true", "bob admin active true");
    }

    @Test
    void anAdminByHandIsAnotherOne() {
        rules.house.apply(directory, active(ada, false));
        assertKept("suspension");
        rules.invite("eve", "admin");
        assertThat(rules.members()).contains("ada admin suspended false", "eve admin active true");
    }

    @Test
    void adminsThatAreOnlyInvitedCannotRemoveTheLastOfThemselves() {
        UUID eve = rules.invite("eve", "admin");
        rules.house.apply(directory, active(ada, false));
        assertThat(rules.refused(new OfMember.RemoveMember(eve)).refusal()).isEqualTo(Refusal.LAST_ADMIN);
        assertThat(rules.refused(new OfMember.EditMember(eve, null, "member")).refusal())
                .isEqualTo(Refusal.LAST_ADMIN);
        assertThat(rules.members()).contains("eve admin active true");
    }

    @Test
    void aDeactivatedDirectorySuspendsEverybodyButTheLastAdmin() {
        rules.foreseen(new ChangeState.Deactivate(directory, Deactivate.Members.SUSPEND));
        assertThat(rules.members()).containsExactly("ada admin active true", "bob member suspended false");
        assertKept("suspension");
        rules.invite("eve", "admin");
        assertThat(rules.members())
                .containsExactly("ada admin suspended false", "bob member suspended false", "eve admin active true");
    }

    @Test
    void withoutProtectionTheLastAdminGoes() {
        rules.house.apply(directory, active(ada, false));
        assertKept("suspension");
        rules.foreseen(new SetTerms.ProtectLastAdmin(false));
        assertThat(rules.members()).containsExactly("ada admin suspended false", "bob member active true");
        assertThat(rules.holds()).containsExactly("last_admin ada suspension resolved");
    }

    @Test
    void theHoldOfTheLastAdminCannotBeApproved() {
        rules.house.apply(directory, active(ada, false));
        UUID hold = UUID.fromString(rules.house.sql("SELECT hold_id FROM hold").get(0));
        assertThat(rules.refused(new RuleCommand.Approve(hold)).refusal()).isEqualTo(Refusal.LAST_ADMIN);
    }

    @Test
    void aNameOrAddressThatChangesWhileTheRoleIsHeldTakesEffect() {
        rules.house.apply(directory, removeFrom(admins, ada));
        rules.house.apply(
                directory,
                House.patchOf(CoreTypes.USER, ada, "[{\"op\":\"replace\",\"value\":{\"displayName\":\"Ada L.\"}}]"));
        assertThat(rules.house.sql("SELECT display_name, role FROM member WHERE email LIKE 'ada%'"))
                .containsExactly("Ada L. admin");
        assertKept("role_change");
    }
}
