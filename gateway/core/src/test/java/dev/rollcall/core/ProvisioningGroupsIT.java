package dev.rollcall.core;

import static dev.rollcall.core.House.createOf;
import static dev.rollcall.core.House.deleteOf;
import static dev.rollcall.core.House.patchOf;
import static dev.rollcall.core.House.replaceOf;
import static dev.rollcall.core.House.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.scim.schema.CoreTypes;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProvisioningGroupsIT {

    private final House house = new House();
    private final UUID directory = house.directory();

    @AfterEach
    void close() {
        house.assertConsistent();
        house.close();
    }

    private List<String> roles() {
        return house.sql("SELECT display_name, role FROM member ORDER BY member_id");
    }

    private List<String> membersOf(UUID group) {
        return house.sql("SELECT member_value FROM group_member WHERE group_id = $1 ORDER BY member_value", group);
    }

    private StoredResource patch(UUID group, String operations) {
        return stored(house.apply(directory, patchOf(CoreTypes.GROUP, group, operations)));
    }

    private static String add(Object... ids) {
        StringBuilder values = new StringBuilder();
        for (Object id : ids) {
            values.append(values.isEmpty() ? "" : ",").append("{\"value\":\"" + id + "\"}");
        }
        return "{\"op\":\"add\",\"path\":\"members\",\"value\":[" + values + "]}";
    }

    private static String remove(UUID id) {
        return "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + id + "\\\"]\"}";
    }

    @Test
    void theFirstAssignmentThatMatchesGivesTheRole() {
        house.assign(directory, 1, "admin", "Admins");
        house.assign(directory, 2, "member", "Everyone");
        UUID ada = house.newUser(directory, "ada");
        UUID bob = house.newUser(directory, "bob");
        house.newGroup(directory, "Everyone", ada, bob);
        assertThat(roles()).containsExactly("ada member", "bob member");
        UUID admins = house.newGroup(directory, "admins", ada);
        assertThat(roles()).containsExactly("ada admin", "bob member");
        assertThat(house.sql("SELECT role_group_id FROM member WHERE role = 'admin'"))
                .containsExactly(admins.toString());
        patch(admins, "[" + remove(ada) + "," + add(bob) + "]");
        assertThat(roles()).containsExactly("ada member", "bob admin");
        assertThat(house.sql("SELECT type FROM event WHERE type LIKE 'member.%' ORDER BY seq"))
                .containsExactly(
                        "member.added",
                        "member.added",
                        "member.updated",
                        "member.updated",
                        "member.role_changed",
                        "member.role_changed",
                        "member.role_changed");
    }

    @Test
    void renamingAMappedGroupChangesNoRole() {
        house.assign(directory, 1, "admin", "Admins");
        UUID ada = house.newUser(directory, "ada");
        UUID admins = house.newGroup(directory, "Admins", ada);
        patch(admins, "[{\"op\":\"replace\",\"value\":{\"displayName\":\"Owners\"}}]");
        assertThat(roles()).containsExactly("ada admin");
        assertThat(membersOf(admins)).containsExactly(ada.toString());
    }

    @Test
    void deletingAMappedGroupTakesTheRoleAndItsAssignmentWaitsForTheNextOfThatName() {
        house.assign(directory, 1, "admin", "Admins");
        UUID ada = house.newUser(directory, "ada");
        house.assign(directory, 2, "admin", "Owners");
        house.newGroup(directory, "Owners", house.newUser(directory, "bob"));
        UUID admins = house.newGroup(directory, "Admins", ada);
        house.apply(directory, deleteOf(CoreTypes.GROUP, admins));
        assertThat(roles()).containsExactly("ada member", "bob admin");
        assertThat(house.sql("SELECT group_id, awaited_name FROM role_assignment"))
                .contains("null Admins");
        house.newGroup(directory, "Admins", ada);
        assertThat(roles()).containsExactly("ada admin", "bob admin");
    }

    @Test
    void withoutADefaultRoleOnlyMappedGroupsLetPeopleIn() {
        UUID closed = house.directory(house.orgId, "active", null, "tolerant");
        house.assign(closed, 1, "member", "Staff");
        UUID ada = house.newUser(closed, "ada");
        assertThat(roles()).isEmpty();
        assertThat(house.sql("SELECT exclusion FROM directory_user")).containsExactly("no_mapped_group");
        UUID staff = house.newGroup(closed, "Staff", ada);
        assertThat(roles()).containsExactly("ada member");
        assertThat(house.sql("SELECT exclusion FROM directory_user")).containsExactly("null");
        house.apply(closed, patchOf(CoreTypes.GROUP, staff, "[" + remove(ada) + "]"));
        assertThat(house.sql("SELECT status, seat FROM member")).containsExactly("suspended false");
    }

    @Test
    void addingAndRemovingTwiceIsOneChange() {
        UUID ada = house.newUser(directory, "ada");
        UUID group = house.newGroup(directory, "Eng");
        assertThat(patch(group, "[" + add(ada) + "]").version()).isEqualTo(2);
        assertThat(patch(group, "[" + add(ada, ada) + "]").version()).isEqualTo(2);
        assertThat(membersOf(group)).containsExactly(ada.toString());
        assertThat(patch(group, "[" + remove(ada) + "]").version()).isEqualTo(3);
        assertThat(patch(group, "[" + remove(ada) + "]").version()).isEqualTo(3);
    }

    @Test
    void removeWithAListOfValuesRemovesOnlyThose() {
        UUID ada = house.newUser(directory, "ada");
        UUID bob = house.newUser(directory, "bob");
        UUID group = house.newGroup(directory, "Eng", ada, bob);
        patch(
                group,
                "[{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"$ref\":null,\"value\":\"" + ada + "\"}]}]");
        assertThat(membersOf(group)).containsExactly(bob.toString());
        patch(group, "[{\"op\":\"remove\",\"path\":\"members\"}]");
        assertThat(membersOf(group)).isEmpty();
    }

    @Test
    void putReplacesTheWholeList() {
        UUID ada = house.newUser(directory, "ada");
        UUID bob = house.newUser(directory, "bob");
        UUID cy = house.newUser(directory, "cy");
        UUID group = house.newGroup(directory, "Eng", ada, bob);
        house.apply(
                directory,
                replaceOf(
                        CoreTypes.GROUP,
                        group,
                        "{\"displayName\":\"Eng 2\",\"members\":[{\"value\":\"" + bob
                                + "\",\"display\":null},{\"value\":\"" + cy + "\"}]}"));
        assertThat(membersOf(group)).containsExactlyInAnyOrder(bob.toString(), cy.toString());
        assertThat(house.sql("SELECT doc ->> 'displayName', version FROM directory_group"))
                .containsExactly("Eng 2 2");
    }

    @Test
    void anUnknownMemberIsParkedAndConnectedWhenTheUserAppears() {
        house.assign(directory, 1, "admin", "Admins");
        UUID group = house.newGroup(directory, "Admins");
        UUID stranger = House.newId();
        patch(group, "[" + add("ada", stranger) + "]");
        assertThat(house.sql("SELECT count(*) FROM group_member WHERE member_id IS NULL"))
                .containsExactly("2");
        StoredResource ada = house.create(directory, CoreTypes.USER, House.user("ada"));
        assertThat(ada.document().path("groups").path(0).path("display").asText())
                .isEqualTo("Admins");
        assertThat(membersOf(group)).containsExactlyInAnyOrder(ada.id().toString(), stranger.toString());
        assertThat(roles()).containsExactly("ada admin");
        patch(group, "[" + remove(stranger) + "]");
        assertThat(membersOf(group)).containsExactly(ada.id().toString());
    }

    @Test
    void anotherGroupOfTheSameNameIsAConflictThatNamesIt() {
        UUID group = house.newGroup(directory, "Eng");
        var error = ProvisioningUsersIT.refused(
                house.apply(directory, createOf(CoreTypes.GROUP, "{\"displayName\":\"ENG\",\"externalId\":\"g-2\"}")));
        assertThat(error.status()).isEqualTo(409);
        assertThat(error.detail()).contains(group.toString());
    }

    @Test
    void groupsCanHoldGroupsAndAreNoPeople() {
        UUID inner = house.newGroup(directory, "Inner");
        UUID outer = house.newGroup(directory, "Outer", inner);
        assertThat(house.sql("SELECT member_type FROM group_member")).containsExactly("Group");
        house.apply(directory, deleteOf(CoreTypes.GROUP, inner));
        assertThat(membersOf(outer)).isEmpty();
        assertThat(house.sql("SELECT version FROM directory_group")).containsExactly("2");
    }

    @Test
    void parallelAddsToOneGroupLoseNobody() {
        UUID group = house.newGroup(directory, "Eng");
        List<UUID> users = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            users.add(house.newUser(directory, "u" + i));
        }
        List<Future<Outcome>> adds = new ArrayList<>();
        for (UUID user : users) {
            adds.add(house.provisioning.apply(
                    house.caller(directory), patchOf(CoreTypes.GROUP, group, "[" + add(user) + "]")));
        }
        House.await(Future.all(adds));
        assertThat(membersOf(group)).hasSize(40);
        assertThat(house.sql("SELECT version FROM directory_group")).containsExactly("41");
    }

    @Test
    void aRefusedPatchMovesNobody() {
        UUID ada = house.newUser(directory, "ada");
        UUID group = house.newGroup(directory, "Eng");
        house.newGroup(directory, "Ops");
        Outcome outcome = house.apply(
                directory,
                patchOf(
                        CoreTypes.GROUP,
                        group,
                        "[" + add(ada) + ",{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"ops\"}]"));
        assertThat(ProvisioningUsersIT.refused(outcome).status()).isEqualTo(409);
        assertThat(membersOf(group)).isEmpty();
    }

    @Test
    void someoneWhoIsDeletedAndNamedAgainInOneBatchIsParked() {
        try (House oneLoop = new House(InstantSource.system())) {
            UUID where = oneLoop.directory();
            UUID ada = oneLoop.newUser(where, "ada");
            UUID group = oneLoop.newGroup(where, "Staff", ada);
            House.await(oneLoop.atOnce(() -> Future.all(
                    oneLoop.provisioning.apply(oneLoop.caller(where), deleteOf(CoreTypes.USER, ada)),
                    oneLoop.provisioning.apply(
                            oneLoop.caller(where), patchOf(CoreTypes.GROUP, group, "[" + add(ada) + "]")))));
            assertThat(oneLoop.sql("SELECT member_value, member_id FROM group_member"))
                    .containsExactly(ada + " null");
            oneLoop.assertConsistent();
        }
    }
}
