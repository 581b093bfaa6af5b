package dev.rollcall.core;

import static dev.rollcall.core.RulesHouse.active;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.ChangeState.Activate;
import dev.rollcall.core.command.ChangeState.Deactivate;
import dev.rollcall.core.command.Impact;
import dev.rollcall.core.command.Impact.Kind;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.command.RuleCommand.Undo;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.command.SetTerms;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.scim.schema.CoreTypes;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R1 to R3, R17, R18, R22: a directory's way from draft to deactivated, preview, pause and undo. */
final class LifeCycleIT {

    private final RulesHouse rules = new RulesHouse();
    private final UUID draft = rules.house.directory(rules.house.orgId, "draft", "member", "tolerant");

    @AfterEach
    void close() {
        rules.assertConsistent();
        rules.close();
    }

    private String state() {
        return rules.house
                .sql("SELECT state FROM directory WHERE directory_id = $1", draft)
                .get(0);
    }

    /** Who is a member with what, in the order of addresses; without times of change. */
    private List<String> memberships() {
        return rules.house.sql("SELECT member_id, email, display_name, role, status, seat, directory_id, user_id"
                + " FROM member ORDER BY email, member_id");
    }

    @Test
    void aDraftGoesLiveWithWhatTheIdpHasSentAlready() {
        rules.house.newUser(draft, "ada");
        assertThat(rules.members()).isEmpty();
        UUID activation = rules.made(new Activate(draft));
        assertThat(state()).isEqualTo("active");
        assertThat(rules.members()).containsExactly("ada member active true");
        assertThat(rules.house.sql("SELECT activation_id FROM seat_ledger")).containsExactly(activation.toString());
        assertThat(rules.events()).containsExactly("directory.activated", "member.added");
        assertThat(rules.refused(new Activate(draft)).refusal()).isEqualTo(Refusal.WRONG_STATE);
    }

    @Test
    void onlyAnEligibleOrganisationGoesLive() {
        rules.done(new SetTerms.SetPlan(true, 49, 0));
        assertThat(rules.refused(new Activate(draft)).detail())
                .isEqualTo(
                        "The organisation has 49 seats. A directory needs the Enterprise plan with at least 50 seats,"
                                + " or at least 1 Enterprise Max seat: buy more seats, or upgrade one to Enterprise Max.");
        rules.done(new SetTerms.SetPlan(false, 500, 0));
        assertThat(rules.refused(new Activate(draft)).refusal()).isEqualTo(Refusal.NOT_ELIGIBLE);
        rules.done(new SetTerms.SetPlan(false, 1, 1));
        rules.done(new Activate(draft));
        rules.done(new SetTerms.SetPlan(false, 0, 0));
        assertThat(state()).as("what runs goes on running").isEqualTo("active");
    }

    @Test
    void onlyAnOrganisationWithAVerifiedDomainGoesLive() {
        rules.done(new OfDomain.ReleaseDomain("example.com"));
        assertThat(rules.refused(new Activate(draft)).refusal()).isEqualTo(Refusal.NO_VERIFIED_DOMAIN);
        rules.done(new OfDomain.VerifyDomain("example.com", true));
        rules.done(new Activate(draft));
    }

    @Test
    void aPreviewStoresAndAnswersAndTellsExactlyWhatGoingLiveChanges() {
        rules.invite("eve", "admin");
        rules.done(new ChangeState.StartPreview(draft));
        UUID ada = rules.house.newUser(draft, "ada");
        rules.house.newUser(draft, "eve");
        rules.house.create(draft, CoreTypes.USER, "{\"userName\":\"fox@elsewhere.org\"}");
        rules.house.apply(draft, active(rules.house.newUser(draft, "gil"), false));
        rules.assign(draft, rules.house.newGroup(draft, "Admins", ada), "admin");
        assertThat(rules.members()).containsExactly("eve admin active true");

        Impact impact = rules.foreseen(new Activate(draft));

        assertThat(RulesHouse.kinds(impact))
                .containsExactlyInAnyOrder(
                        "ADDED ada@example.com null admin null",
                        "ADOPTED eve@example.com admin member null",
                        "EXCLUDED fox@elsewhere.org null null unverified_domain");
        assertThat(impact.lines().stream().filter(Impact.Line::losesAdmin)).hasSize(1);
        assertThat(impact.seatsBefore()).isEqualTo(1);
        assertThat(impact.seatsAfter()).isEqualTo(2);
        assertThat(rules.members()).containsExactly("ada admin active true", "eve member active true");
    }

    @Test
    void goingLiveKeepsTheLastAdminAndSaysSoBefore() {
        rules.invite("eve", "admin");
        rules.house.newUser(draft, "eve");
        Impact impact = rules.foreseen(new Activate(draft));
        assertThat(RulesHouse.kinds(impact)).containsExactly("HELD eve@example.com admin admin last_admin");
        assertThat(rules.members()).containsExactly("eve admin active true");
    }

    @Test
    void whilePausedEverythingIsStoredAndEffectsComeWithTheEndOfThePause() {
        UUID ada = rules.house.newUser(draft, "ada");
        UUID bob = rules.house.newUser(draft, "bob");
        rules.done(new Activate(draft));
        rules.done(new ChangeState.Pause(draft));
        rules.house.apply(draft, active(ada, false));
        rules.house.apply(draft, House.deleteOf(CoreTypes.USER, bob));
        rules.house.newUser(draft, "cleo");
        assertThat(rules.members()).containsExactly("ada member active true", "bob member active true");

        Impact impact = rules.foreseen(new ChangeState.Resume(draft));

        assertThat(RulesHouse.kinds(impact))
                .containsExactlyInAnyOrder(
                        "SUSPENDED ada@example.com member null null",
                        "REMOVED bob@example.com member null null",
                        "ADDED cleo@example.com null member null");
        assertThat(rules.members()).containsExactly("ada member suspended false", "cleo member active true");
    }

    @Test
    void whoIsDeletedAndProvisionedAgainDuringAPauseStaysTheSameMember() {
        UUID ada = rules.house.newUser(draft, "ada");
        rules.done(new Activate(draft));
        List<String> member = rules.house.sql("SELECT member_id, seat FROM member");
        rules.done(new ChangeState.Pause(draft));
        rules.house.apply(draft, House.deleteOf(CoreTypes.USER, ada));
        rules.house.newUser(draft, "ada");
        rules.done(new ChangeState.Resume(draft));
        assertThat(rules.house.sql("SELECT member_id, seat FROM member")).isEqualTo(member);
        assertThat(rules.house.sql("SELECT cause FROM seat_ledger")).containsExactly("member.added");
    }

    @Test
    void deactivationKeepsMembersByHandOrSuspendsThem() {
        rules.invite("eve", "admin");
        rules.house.newUser(draft, "ada");
        rules.done(new Activate(draft));
        rules.foreseen(new Deactivate(draft, Deactivate.Members.KEEP));
        assertThat(rules.members()).containsExactly("ada member active true", "eve admin active true");
        assertThat(rules.house.sql("SELECT count(*) FROM member WHERE directory_id IS NOT NULL"))
                .containsExactly("0");
        rules.done(new Activate(draft));
        assertThat(rules.events()).endsWith("directory.activated", "member.adopted");
        rules.foreseen(new Deactivate(draft, Deactivate.Members.SUSPEND));
        assertThat(rules.members()).containsExactly("ada member suspended false", "eve admin active true");
        rules.done(new Activate(draft));
        assertThat(rules.members())
                .as("the same member comes back, no second one")
                .containsExactly("ada member active true", "eve admin active true");
    }

    @Test
    void aMistakenActivationIsUndoneByOneCommandAndItsLedgerSumsToZero() {
        rules.invite("eve", "admin");
        rules.invite("adopted", "guest");
        List<String> before = memberships();
        List<Future<?>> created = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            created.add(rules.house.provisioning.apply(
                    rules.house.caller(draft), House.createOf(CoreTypes.USER, House.user("user" + i))));
        }
        created.forEach(House::await);
        rules.house.newUser(draft, "adopted");
        UUID activation = rules.made(new Activate(draft));
        assertThat(rules.house.sql("SELECT seats_used FROM organization WHERE org_id = $1", rules.house.orgId))
                .containsExactly("502");

        Impact impact = rules.foreseen(new Undo(activation));

        assertThat(impact.counts()).containsEntry(Kind.REMOVED, 500).containsEntry(Kind.UNMANAGED, 1);
        assertThat(memberships()).isEqualTo(before);
        assertThat(rules.house.sql("SELECT sum(delta) FROM seat_ledger WHERE activation_id = $1", activation))
                .containsExactly("0");
        assertThat(state()).isEqualTo("deactivated");
        assertThat(rules.refused(new Undo(activation)).refusal()).isEqualTo(Refusal.WRONG_STATE);
    }

    @Test
    void undoBringsBackWhatTheActivationDidToThoseWhomItTookOver() {
        rules.invite("eve", "admin");
        rules.invite("ada", "member");
        rules.invite("bob", "guest");
        rules.invite("cleo", "admin");
        List<String> before = memberships();
        UUID ada = rules.house.newUser(draft, "ada");
        UUID bob = rules.house.newUser(draft, "bob");
        UUID cleo = rules.house.newUser(draft, "cleo");
        UUID activation = rules.made(new Activate(draft));
        rules.house.apply(draft, active(ada, false));
        rules.house.apply(draft, House.deleteOf(CoreTypes.USER, bob));
        rules.house.apply(
                draft,
                House.patchOf(
                        CoreTypes.USER,
                        cleo,
                        "[{\"op\":\"replace\",\"value\":{\"displayName\":\"Cleopatra\",\"emails\":[{\"value\":"
                                + "\"queen@example.com\",\"primary\":true}]}}]"));
        assertThat(rules.members())
                .containsExactly("ada member suspended false", "eve admin active true", "queen member active true");
        rules.done(new Deactivate(draft, Deactivate.Members.SUSPEND));

        rules.foreseen(new Undo(activation));

        assertThat(memberships()).isEqualTo(before);
        assertThat(rules.house.sql("SELECT sum(delta) FROM seat_ledger WHERE activation_id = $1", activation))
                .containsExactly("0");
    }

    @Test
    void membersWhomAnEarlierActivationMadeStayWhenALaterOneIsUndone() {
        rules.invite("eve", "admin");
        rules.house.newUser(draft, "ada");
        UUID first = rules.made(new Activate(draft));
        rules.done(new Deactivate(draft, Deactivate.Members.KEEP));
        rules.house.newUser(draft, "bob");
        UUID second = rules.made(new Activate(draft));
        assertThat(rules.refused(new Undo(first)).refusal()).isEqualTo(Refusal.WRONG_STATE);
        rules.foreseen(new Undo(second));
        assertThat(rules.members()).containsExactly("ada member active true", "eve admin active true");
    }

    @Test
    void undoKeepsTheLastAdminUntilAnotherOneExists() {
        UUID ada = rules.house.newUser(draft, "ada");
        rules.assign(draft, rules.house.newGroup(draft, "Admins", ada), "admin");
        UUID activation = rules.made(new Activate(draft));
        rules.foreseen(new Undo(activation));
        assertThat(rules.members()).containsExactly("ada admin active true");
        assertThat(rules.holds()).containsExactly("last_admin ada removal open");
        rules.invite("eve", "admin");
        assertThat(rules.members()).containsExactly("eve admin active true");
    }

    @Test
    void undoBringsTheLastAdminBackToWhatTheyWereAsSoonAsAnotherOneExists() {
        rules.invite("ada", "member");
        List<String> before = memberships();
        UUID ada = rules.house.newUser(draft, "ada");
        rules.house.apply(
                draft,
                House.patchOf(
                        CoreTypes.USER, ada, "[{\"op\":\"replace\",\"value\":{\"displayName\":\"Ada Lovelace\"}}]"));
        rules.assign(draft, rules.house.newGroup(draft, "Admins", ada), "admin");
        UUID activation = rules.made(new Activate(draft));
        rules.foreseen(new Undo(activation));
        assertThat(rules.members()).containsExactly("ada admin active true");
        assertThat(rules.holds()).containsExactly("last_admin ada role_change open");
        rules.invite("eve", "admin");
        assertThat(memberships()).containsAll(before);
    }

    @Test
    void undoUnderALimitGivesSeatsToNobodyElseFirst() {
        rules.done(new SetTerms.SetPlan(true, 50, 0));
        rules.done(new SetTerms.SetSeatPolicy(SeatPolicy.LIMIT, null));
        rules.invite("eve", "admin");
        UUID ada = rules.house.newUser(draft, "ada");
        UUID activation = rules.made(new Activate(draft));
        rules.house.apply(draft, active(ada, false));
        rules.foreseen(new Undo(activation));
        assertThat(rules.members()).containsExactly("eve admin active true");
    }

    @Test
    void activationsAreUndoneOneAfterTheOtherNewestFirst() {
        rules.invite("eve", "admin");
        List<String> before = memberships();
        rules.house.newUser(draft, "ada");
        UUID first = rules.made(new Activate(draft));
        rules.done(new Deactivate(draft, Deactivate.Members.KEEP));
        UUID second = rules.made(new Activate(draft));
        assertThat(rules.refused(new Undo(first)).detail()).contains(second.toString());
        rules.foreseen(new Undo(second));
        rules.foreseen(new Undo(first));
        assertThat(memberships()).isEqualTo(before);
    }

    @Test
    void undoOfAnEndedActivationLeavesThePreviewThatCameAfterItRunning() {
        rules.invite("eve", "admin");
        rules.house.newUser(draft, "ada");
        UUID activation = rules.made(new Activate(draft));
        rules.done(new Deactivate(draft, Deactivate.Members.KEEP));
        rules.done(new ChangeState.StartPreview(draft));
        rules.foreseen(new Undo(activation));
        assertThat(state()).isEqualTo("preview");
        assertThat(rules.members()).containsExactly("eve admin active true");
    }

    @Test
    void somebodyWhoIsKeptIsShownInTheRoleTheyKeep() {
        UUID ada = rules.house.newUser(draft, "ada");
        rules.assign(draft, rules.house.newGroup(draft, "Admins", ada), "admin");
        rules.done(new Activate(draft));
        rules.done(new ChangeState.Pause(draft));
        rules.house.apply(draft, active(ada, false));
        Impact impact = rules.foreseen(new ChangeState.Resume(draft));
        assertThat(RulesHouse.kinds(impact)).containsExactly("HELD ada@example.com admin admin last_admin");
        assertThat(impact.lines().get(0).userId()).isEqualTo(ada);
    }

    @Test
    void whatIsOnItsWayToADraftThatIsDeletedFailsNoneOfItsNeighbours() {
        UUID other = rules.house.directory();
        new Directories(rules.house.database.writes(), InstantSource.system())
                .deleteDraft(rules.admin(), draft)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        Future<Outcome> late = rules.house.provisioning.apply(
                rules.house.caller(draft), House.createOf(CoreTypes.USER, House.user("ada")));
        Future<Outcome> neighbour = rules.house.provisioning.apply(
                rules.house.caller(other), House.createOf(CoreTypes.USER, House.user("bob")));
        assertThat(House.await(neighbour)).isInstanceOf(Outcome.Stored.class);
        assertThat(House.await(late))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.error().status()).isEqualTo(401));
        assertThat(rules.members()).containsExactly("bob member active true");
    }
}
