package dev.rollcall.core;

import static dev.rollcall.core.House.createOf;
import static dev.rollcall.core.House.deleteOf;
import static dev.rollcall.core.House.patchOf;
import static dev.rollcall.core.House.replaceOf;
import static dev.rollcall.core.House.stored;
import static dev.rollcall.core.House.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.command.Caller;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.CoreTypes;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

public final class ProvisioningUsersIT {

    private final House house = new House();
    private final UUID directory = house.directory();

    @AfterEach
    void close() {
        house.assertConsistent();
        house.close();
    }

    private List<String> members() {
        return house.sql("SELECT email, role, status, seat FROM member ORDER BY member_id");
    }

    private List<String> ledger() {
        return house.sql("SELECT cause, delta, balance FROM seat_ledger ORDER BY entry");
    }

    private List<String> events() {
        return house.sql("SELECT type FROM event ORDER BY seq");
    }

    private ScimRequest.Command active(UUID id, boolean active) {
        return patchOf(CoreTypes.USER, id, "[{\"op\":\"replace\",\"value\":{\"active\":" + active + "}}]");
    }

    @Test
    void aCreatedUserIsAMemberWithRoleSeatLedgerRowAndEvent() {
        StoredResource ada = house.create(directory, CoreTypes.USER, user("ada"));
        assertThat(ada.version()).isEqualTo(1);
        assertThat(ada.created()).isEqualTo(ada.lastModified());
        assertThat(ada.document().path("active").booleanValue()).isTrue();
        assertThat(members()).containsExactly("ada@example.com member active true");
        assertThat(ledger()).containsExactly("member.added 1 1");
        assertThat(events()).containsExactly("member.added");
        assertThat(house.sql(
                        "SELECT l.activation_id = d.activation_id FROM seat_ledger l JOIN directory d USING (org_id)"))
                .containsExactly("true");
    }

    @Test
    void deactivationSuspendsAndFreesTheSeatAndReactivationBringsTheSameMemberBack() {
        UUID ada = house.newUser(directory, "ada");
        String member = house.sql("SELECT member_id FROM member").get(0);
        assertThat(stored(house.apply(directory, active(ada, false))).version()).isEqualTo(2);
        assertThat(members()).containsExactly("ada@example.com member suspended false");
        house.apply(directory, active(ada, true));
        assertThat(members()).containsExactly("ada@example.com member active true");
        assertThat(house.sql("SELECT member_id FROM member")).containsExactly(member);
        assertThat(ledger()).containsExactly("member.added 1 1", "member.suspended -1 0", "member.restored 1 1");
        assertThat(events()).containsExactly("member.added", "member.suspended", "member.restored");
    }

    @Test
    void deletionRemovesRecordMembershipAndGroupMembership() {
        UUID ada = house.newUser(directory, "ada");
        UUID group = house.newGroup(directory, "Eng", ada);
        assertThat(house.apply(directory, deleteOf(CoreTypes.USER, ada))).isInstanceOf(Outcome.Deleted.class);
        assertThat(members()).isEmpty();
        assertThat(house.sql("SELECT member_value FROM group_member")).isEmpty();
        assertThat(house.sql("SELECT version FROM directory_group")).containsExactly("2");
        assertThat(house.sql("SELECT email_key FROM directory_user_email")).isEmpty();
        assertThat(ledger()).containsExactly("member.added 1 1", "member.removed -1 0");
        assertThat(refused(house.apply(directory, deleteOf(CoreTypes.USER, ada)))
                        .status())
                .isEqualTo(404);
        assertThat(house.newUser(directory, "ada")).as("the name is free again").isNotEqualTo(ada);
        assertThat(group).isNotNull();
    }

    @Test
    void aTakenUserNameIsAConflictInAnySpelling() {
        UUID ada = house.newUser(directory, "ada");
        var error = refused(
                house.apply(directory, createOf(CoreTypes.USER, user("ADA").replace("\"ADA\"", "\"x\""))));
        assertThat(error.status()).isEqualTo(409);
        assertThat(error.scimType()).isEqualTo(ScimType.UNIQUENESS);
        assertThat(error.detail()).contains(ada.toString());
        UUID bob = house.newUser(directory, "bob");
        assertThat(refused(house.apply(directory, replaceOf(CoreTypes.USER, bob, user("ada"))))
                        .status())
                .isEqualTo(409);
        assertThat(refused(house.apply(
                                directory,
                                patchOf(
                                        CoreTypes.USER,
                                        bob,
                                        "[{\"op\":\"replace\",\"path\":\"userName\",\"value\":\"Ada@Example.com\"}]")))
                        .status())
                .isEqualTo(409);
        assertThat(house.sql("SELECT version FROM directory_user WHERE user_id = $1", bob))
                .containsExactly("1");
    }

    @Test
    void aRequestThatChangesNothingLeavesVersionAndTimeAlone() {
        StoredResource ada = house.create(directory, CoreTypes.USER, user("ada"));
        StoredResource again = stored(house.apply(directory, replaceOf(CoreTypes.USER, ada.id(), user("ada"))));
        assertThat(again.version()).isEqualTo(1);
        assertThat(again.lastModified()).isEqualTo(ada.lastModified());
        assertThat(events()).containsExactly("member.added");
    }

    @Test
    void aStaleIfMatchIsRefusedAndAFreshOneIsNot() {
        UUID ada = house.newUser(directory, "ada");
        var rename =
                replaceOf(CoreTypes.USER, ada, user("ada").replace("\"displayName\":\"ada\"", "\"displayName\":\"A\""));
        var body = ((ScimRequest.Replace) rename).resource();
        var stale = new ScimRequest.Replace(CoreTypes.USER, ada.toString(), body, "W/\"7\"", Projection.DEFAULT);
        assertThat(refused(house.apply(directory, stale)).status()).isEqualTo(412);
        var fresh = new ScimRequest.Replace(CoreTypes.USER, ada.toString(), body, "W/\"1\"", Projection.DEFAULT);
        assertThat(stored(house.apply(directory, fresh)).version()).isEqualTo(2);
        assertThat(house.sql("SELECT display_name FROM member")).containsExactly("A");
    }

    @Test
    void someoneWhoReturnsUnderANewNameIsTheSameRecord() {
        UUID ada = house.newUser(directory, "ada");
        house.apply(directory, active(ada, false));
        Outcome outcome = house.apply(
                directory, createOf(CoreTypes.USER, user("ada").replace("ada@example.com", "ada.king@example.com")));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Stored.class, it -> assertThat(it.created()).isTrue());
        assertThat(stored(outcome).id()).isEqualTo(ada);
        assertThat(members()).containsExactly("ada.king@example.com member active true");
    }

    @Test
    void aMemberOfAnotherOrganisationIsStoredButExcludedAndTheIdpIsNotRefused() {
        UUID elsewhere = House.newId();
        house.organization(elsewhere, "example.org");
        house.sql("UPDATE organization SET unverified_domains = true WHERE org_id = $1", elsewhere);
        house.sql("UPDATE domain SET verified_at = NULL WHERE org_id = $1", house.orgId);
        UUID theirs = house.directory(elsewhere, "active", "member", "tolerant");
        House.await(house.provisioning.apply(
                new Caller(elsewhere, theirs, dev.rollcall.scim.Mode.TOLERANT, Set.of(), House.newId()),
                createOf(CoreTypes.USER, user("ada"))));
        house.sql("UPDATE domain SET verified_at = now() WHERE org_id = $1", house.orgId);
        StoredResource ours = house.create(directory, CoreTypes.USER, user("ada"));
        assertThat(ours.version()).isEqualTo(1);
        assertThat(house.sql("SELECT exclusion FROM directory_user WHERE org_id = $1", house.orgId))
                .containsExactly("member_elsewhere");
        assertThat(house.sql("SELECT email FROM member WHERE org_id = $1", house.orgId))
                .isEmpty();
        assertThat(house.sql("SELECT type FROM event WHERE org_id = $1", house.orgId))
                .containsExactly("user.excluded");
    }

    @Test
    void anUnverifiedDomainAndAMissingAddressExclude() {
        house.create(
                directory, CoreTypes.USER, "{\"userName\":\"eve\",\"emails\":[{\"value\":\"eve@elsewhere.net\"}]}");
        house.create(directory, CoreTypes.USER, "{\"userName\":\"svc-printer\"}");
        assertThat(house.sql("SELECT exclusion FROM directory_user ORDER BY user_id"))
                .containsExactly("unverified_domain", "no_email");
        assertThat(members()).isEmpty();
    }

    @Test
    void aHandInvitedMemberIsAdoptedWithoutASecondSeat() {
        UUID invited = House.newId();
        house.sql(
                "INSERT INTO member (org_id, member_id, email, email_key, display_name, role, status, seat, joined_at,"
                        + " changed_at, changed_by) VALUES ($1, $2, 'Ada@Example.com', 'ada@example.com', 'Ada', 'member',"
                        + " 'active', true, now(), now(), $2)",
                house.orgId,
                invited);
        house.sql("SELECT rollcall_recount($1)", house.orgId);
        house.sql(
                "INSERT INTO email_claim (email_key, org_id, member_id) VALUES ('ada@example.com', $1, $2)",
                house.orgId,
                invited);
        house.sql(
                "INSERT INTO seat_ledger (org_id, entry, at, member_id, delta, balance, cause, request_id)"
                        + " VALUES ($1, 1, now(), $2, 1, 1, 'member.added', $2)",
                house.orgId,
                invited);
        house.sql("UPDATE organization SET seats_used = 1, last_ledger_entry = 1 WHERE org_id = $1", house.orgId);
        house.newUser(directory, "ada");
        assertThat(house.sql("SELECT member_id, role, directory_id FROM member"))
                .containsExactly(invited + " member " + directory);
        assertThat(house.sql("SELECT seats_used FROM organization")).containsExactly("1");
        assertThat(events()).containsExactly("member.adopted");
    }

    @Test
    void aDirectoryThatIsNotActiveStoresButMakesNoMembers() {
        UUID preview = house.directory(house.orgId, "preview", "member", "tolerant");
        house.newUser(preview, "ada");
        assertThat(house.sql("SELECT user_name_key FROM directory_user")).containsExactly("ada@example.com");
        assertThat(members()).isEmpty();
        assertThat(events()).isEmpty();
    }

    @Test
    void aRecordOfAnotherDirectoryIsNotFound() {
        UUID ada = house.newUser(directory, "ada");
        UUID other = house.directory();
        assertThat(refused(house.apply(other, deleteOf(CoreTypes.USER, ada))).status())
                .isEqualTo(404);
        assertThat(refused(house.apply(directory, deleteOf(CoreTypes.USER, House.newId())))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void commandsOfOneBatchSeeEachOther() {
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            outcomes.add(
                    house.provisioning.apply(house.caller(directory), createOf(CoreTypes.USER, user("u" + i % 100))));
        }
        House.await(Future.join(outcomes));
        assertThat(outcomes.stream().filter(it -> it.result() instanceof Outcome.Stored))
                .hasSize(100);
        assertThat(outcomes.stream()
                        .filter(it -> it.result() instanceof Outcome.Refused refused
                                && refused.error().status() == 409))
                .hasSize(200);
        assertThat(house.sql("SELECT seats_used FROM organization")).containsExactly("100");
    }

    static dev.rollcall.scim.error.ScimError refused(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return refused.error();
        }
        throw new AssertionError("not refused: " + outcome);
    }
}
