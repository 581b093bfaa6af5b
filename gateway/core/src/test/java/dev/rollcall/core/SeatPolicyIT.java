package dev.rollcall.core;

import static dev.rollcall.core.RulesHouse.active;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.command.Caller;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.Impact;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.command.SetTerms;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.scim.schema.CoreTypes;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R16: what happens when a user needs a seat and all are taken. */
final class SeatPolicyIT {

    private final RulesHouse rules = new RulesHouse();
    private final UUID directory = rules.house.directory();
    private final List<UUID> users = new ArrayList<>();

    @AfterEach
    void close() {
        rules.assertConsistent();
        rules.close();
    }

    private void policy(SeatPolicy policy, int seats) {
        rules.done(new SetTerms.SetPlan(true, seats, 0));
        rules.done(new SetTerms.SetSeatPolicy(policy, policy == SeatPolicy.OVERFLOW ? "guest" : null));
    }

    private void users(String... names) {
        for (String name : names) {
            users.add(rules.house.newUser(directory, name));
        }
    }

    private List<String> excluded() {
        return rules.house.sql(
                "SELECT doc ->> 'externalId', exclusion FROM directory_user WHERE exclusion IS NOT NULL ORDER BY"
                        + " user_id");
    }

    @Test
    void expandGivesSeatsAboveThePurchasedOnesAndRecordsThemAsBillable() {
        policy(SeatPolicy.EXPAND, 1);
        users("ada", "bob", "cleo");
        assertThat(rules.house.sql("SELECT balance, billable FROM seat_ledger ORDER BY entry"))
                .containsExactly("1 0", "2 1", "3 2");
    }

    @Test
    void underLimitPeopleStayOutAndComeInOldestFirstInTheTransactionThatFreesASeat() {
        policy(SeatPolicy.LIMIT, 1);
        users("ada", "bob", "cleo");
        assertThat(rules.members()).containsExactly("ada member active true");
        assertThat(excluded()).containsExactly("bob no_seat_available", "cleo no_seat_available");

        rules.house.apply(directory, active(users.get(0), false));
        assertThat(rules.members()).containsExactly("ada member suspended false", "bob member active true");
        assertThat(excluded()).containsExactly("cleo no_seat_available");

        rules.house.apply(directory, active(users.get(0), true));
        assertThat(excluded()).containsExactly("ada no_seat_available", "cleo no_seat_available");
        rules.house.apply(directory, House.deleteOf(CoreTypes.USER, users.get(1)));
        assertThat(rules.members()).as("ada is older than cleo").containsExactly("ada member active true");
    }

    @Test
    void aNewcomerDoesNotOvertakeThoseWhoWaitEvenInOneBatch() {
        policy(SeatPolicy.LIMIT, 1);
        users("ada", "bob");
        var first = rules.house.provisioning.apply(
                rules.house.caller(directory), House.deleteOf(CoreTypes.USER, users.get(0)));
        var second = rules.house.provisioning.apply(
                rules.house.caller(directory), House.createOf(CoreTypes.USER, House.user("cleo")));
        House.await(first);
        House.await(second);
        assertThat(rules.members()).containsExactly("bob member active true");
    }

    @Test
    void aSeatThatIsGivenOnIsPutDownToTheRequestThatFreedItWhateverElseIsInItsBatch() {
        policy(SeatPolicy.LIMIT, 2);
        users("ada", "bob", "cleo");
        Caller leaving = rules.house.caller(directory);
        House.await(rules.house.atOnce(() -> Future.all(
                rules.house.provisioning.apply(leaving, House.deleteOf(CoreTypes.USER, users.get(0))),
                rules.house.provisioning.apply(
                        rules.house.caller(directory),
                        House.patchOf(
                                CoreTypes.USER,
                                users.get(1),
                                "[{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Bobby\"}]")))));

        assertThat(rules.members()).containsExactly("bob member active true", "cleo member active true");
        assertThat(rules.house.sql("SELECT request_id FROM seat_ledger ORDER BY entry DESC LIMIT 2"))
                .containsExactly(
                        leaving.requestId().toString(), leaving.requestId().toString());
    }

    @Test
    void boughtSeatsAndANewPolicyLetPeopleIn() {
        policy(SeatPolicy.LIMIT, 1);
        users("ada", "bob", "cleo", "dan");
        Impact bought = rules.foreseen(new SetTerms.SetPlan(true, 2, 0));
        assertThat(RulesHouse.kinds(bought)).containsExactly("ADDED bob@example.com null member null");
        rules.foreseen(new SetTerms.SetSeatPolicy(SeatPolicy.EXPAND, null));
        assertThat(rules.members()).hasSize(4).allMatch(line -> line.endsWith("active true"));
        rules.foreseen(new SetTerms.SetPlan(true, 1, 0));
        assertThat(rules.members()).as("fewer seats take nobody's").hasSize(4);
    }

    @Test
    void overflowLetsPeopleInWithoutASeatAndLiftsThemOldestFirst() {
        policy(SeatPolicy.OVERFLOW, 1);
        users("ada", "bob", "cleo");
        assertThat(rules.members())
                .containsExactly("ada member active true", "bob guest active false", "cleo guest active false");
        rules.house.apply(directory, active(users.get(0), false));
        assertThat(rules.members())
                .containsExactly("ada member suspended false", "bob member active true", "cleo guest active false");
        assertThat(rules.events()).endsWith("member.suspended", "member.role_changed");
        assertThat(rules.refused(new SetTerms.SetSeatPolicy(SeatPolicy.OVERFLOW, "member"))
                        .detail())
                .isEqualTo("The policy overflow needs a role that needs no seat; accepted: guest.");
    }

    @Test
    void underHoldPeopleWaitForAnAdministratorOrAFreeSeat() {
        policy(SeatPolicy.HOLD, 1);
        users("ada", "bob", "cleo", "dan");
        assertThat(excluded()).containsExactly("bob awaits_approval", "cleo awaits_approval", "dan awaits_approval");
        UUID bob = UUID.fromString(rules.house
                .sql("SELECT hold_id FROM hold WHERE email LIKE 'bob%'")
                .get(0));
        UUID cleo = UUID.fromString(rules.house
                .sql("SELECT hold_id FROM hold WHERE email LIKE 'cleo%'")
                .get(0));

        rules.foreseen(new RuleCommand.Approve(bob));
        assertThat(rules.members()).containsExactly("ada member active true", "bob member active true");
        assertThat(rules.house.sql("SELECT billable FROM seat_ledger ORDER BY entry DESC LIMIT 1"))
                .containsExactly("1");
        rules.done(new RuleCommand.Reject(cleo));
        assertThat(excluded()).containsExactly("cleo seat_refused", "dan awaits_approval");

        rules.done(new SetTerms.SetPlan(true, 3, 0));
        assertThat(excluded()).containsExactly("cleo seat_refused");
        assertThat(rules.holds())
                .containsExactly(
                        "seat bob admission approved", "seat cleo admission rejected", "seat dan admission resolved");
        rules.done(new RuleCommand.Approve(cleo));
        assertThat(rules.members()).hasSize(4);
        assertThat(rules.refused(new RuleCommand.Approve(cleo)).refusal()).isEqualTo(Refusal.WRONG_STATE);
    }

    @Test
    void whoeverWaitsForApprovalAndIsDeactivatedWaitsNoMore() {
        policy(SeatPolicy.HOLD, 0);
        users("ada", "bob");
        rules.house.apply(directory, active(users.get(0), false));
        rules.house.apply(directory, House.deleteOf(CoreTypes.USER, users.get(1)));
        assertThat(rules.holds()).containsExactly("seat ada admission withdrawn", "seat bob admission withdrawn");
        rules.house.apply(directory, active(users.get(0), true));
        assertThat(rules.holds()).contains("seat ada admission open");
    }

    @Test
    void whoWaitsInOverflowGoesOnWaitingWhenThePolicyBecomesLimit() {
        policy(SeatPolicy.OVERFLOW, 1);
        users("ada", "bob");
        rules.foreseen(new SetTerms.SetSeatPolicy(SeatPolicy.LIMIT, null));
        assertThat(rules.members()).containsExactly("ada member active true", "bob guest active false");
        assertThat(excluded()).isEmpty();
        rules.foreseen(new SetTerms.SetSeatPolicy(SeatPolicy.OVERFLOW, "guest"));
        assertThat(rules.members()).containsExactly("ada member active true", "bob guest active false");
    }

    @Test
    void waitingUsersOfAPausedDirectoryDoNotStandInTheWayOfOthers() {
        policy(SeatPolicy.LIMIT, 1);
        users("ada", "bob");
        UUID other = rules.house.directory();
        rules.done(new ChangeState.Pause(directory));
        rules.house.newUser(other, "cleo");
        rules.done(new SetTerms.SetPlan(true, 2, 0));
        assertThat(rules.members()).containsExactly("ada member active true", "cleo member active true");
        rules.done(new SetTerms.SetPlan(true, 3, 0));
        assertThat(rules.members()).hasSize(2);
        rules.foreseen(new ChangeState.Resume(directory));
        assertThat(rules.members()).hasSize(3);
    }

    @Test
    void anInvitationAsksTheSameFunction() {
        policy(SeatPolicy.LIMIT, 1);
        rules.invite("ada", "member");
        assertThat(rules.refused(new OfMember.Invite("bob@example.com", "Bob", "member"))
                        .refusal())
                .isEqualTo(Refusal.NO_SEAT);
        rules.invite("gus", "guest");
        policy(SeatPolicy.OVERFLOW, 1);
        rules.invite("bob", "member");
        assertThat(rules.members())
                .containsExactly("ada member active true", "bob guest active false", "gus guest active false");
        rules.done(new SetTerms.SetPlan(true, 2, 0));
        assertThat(rules.members())
                .containsExactly("ada member active true", "bob member active true", "gus guest active false");
        policy(SeatPolicy.HOLD, 2);
        assertThat(rules.refused(new OfMember.Invite("cleo@example.com", "Cleo", "member"))
                        .refusal())
                .isEqualTo(Refusal.NO_SEAT);
    }

    @Test
    void whoWasInvitedIntoTheOverflowRoleIsLiftedUnderEveryPolicy() {
        policy(SeatPolicy.OVERFLOW, 1);
        rules.invite("ada", "admin");
        rules.invite("bob", "member");
        rules.done(new SetTerms.SetSeatPolicy(SeatPolicy.LIMIT, null));
        assertThat(rules.members()).containsExactly("ada admin active true", "bob guest active false");
        rules.foreseen(new SetTerms.SetPlan(true, 2, 0));
        assertThat(rules.members()).containsExactly("ada admin active true", "bob member active true");
    }

    @Test
    void whoeverWaitsInAPausedDirectoryKeepsNobodyElseFromASeat() {
        policy(SeatPolicy.OVERFLOW, 1);
        users("ada", "bob");
        rules.invite("cleo", "member");
        rules.done(new ChangeState.Pause(directory));
        rules.done(new SetTerms.SetPlan(true, 2, 0));
        assertThat(rules.members())
                .containsExactly("ada member active true", "bob guest active false", "cleo member active true");
    }
}
