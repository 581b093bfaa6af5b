package dev.rollcall.core;

import static dev.rollcall.core.RulesHouse.active;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.ChangeState.Deactivate;
import dev.rollcall.core.command.Impact;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.SetDirectoryRule;
import dev.rollcall.scim.schema.CoreTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R21: a directory that takes out too many people at once is held; nothing of what the IdP says is lost. */
final class MassGuardIT {

    private final RulesHouse rules = new RulesHouse();
    private final UUID directory = rules.house.directory();
    private final List<UUID> users = new ArrayList<>();

    MassGuardIT() {
        rules.invite("eve", "admin");
        for (int i = 0; i < 10; i++) {
            users.add(rules.house.newUser(directory, "user" + i));
        }
        rules.done(new SetDirectoryRule.SetMassGuard(directory, 20, 1, Duration.ofHours(1)));
    }

    @AfterEach
    void close() {
        rules.assertConsistent();
        rules.close();
    }

    private List<String> managed() {
        return rules.house.sql(
                "SELECT split_part(email, '@', 1), status FROM member WHERE role <> 'admin' ORDER BY email");
    }

    private UUID hold(int index) {
        return UUID.fromString(rules.house
                .sql("SELECT hold_id FROM hold WHERE closed_at IS NULL ORDER BY hold_id")
                .get(index));
    }

    private void suspendFirst(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(rules.house.apply(directory, active(users.get(i), false)))
                    .isInstanceOf(Outcome.Stored.class);
        }
    }

    @Test
    void aShareMayGoAndTheRestIsHeldWhileTheIdpIsAnsweredWithSuccess() {
        suspendFirst(4);
        assertThat(managed()).contains("user0 suspended", "user1 suspended", "user2 active", "user3 active");
        assertThat(rules.holds())
                .containsExactly("mass_change user2 suspension open", "mass_change user3 suspension open");
        assertThat(rules.house.sql("SELECT active FROM directory_user WHERE user_id = $1", users.get(3)))
                .containsExactly("false");
    }

    @Test
    void removalsCountAndAreHeldToo() {
        suspendFirst(2);
        assertThat(rules.house.apply(directory, House.deleteOf(CoreTypes.USER, users.get(5))))
                .isInstanceOf(Outcome.Deleted.class);
        assertThat(managed()).contains("user5 active");
        rules.done(new RuleCommand.Approve(hold(0)));
        assertThat(managed()).noneMatch(line -> line.startsWith("user5"));
        assertThat(rules.holds()).containsExactly("mass_change user5 removal approved");
    }

    @Test
    void aRejectedRemovalLeavesAMemberByHand() {
        suspendFirst(2);
        rules.house.apply(directory, House.deleteOf(CoreTypes.USER, users.get(5)));
        rules.done(new RuleCommand.Reject(hold(0)));
        assertThat(rules.house.sql("SELECT status, directory_id FROM member WHERE email LIKE 'user5%'"))
                .containsExactly("active null");
        rules.house.newUser(directory, "user5");
        assertThat(rules.house.sql("SELECT count(*) FROM member WHERE email LIKE 'user5%'"))
                .containsExactly("1");
    }

    @Test
    void approvalLetsAllHappenAndRejectionKeepsUntilTheIdpSaysOtherwise() {
        suspendFirst(6);
        rules.done(new RuleCommand.Reject(hold(0)));
        rules.foreseen(new RuleCommand.ApproveMassChange(directory));
        assertThat(managed())
                .startsWith(
                        "user0 suspended",
                        "user1 suspended",
                        "user2 active",
                        "user3 suspended",
                        "user4 suspended",
                        "user5 suspended",
                        "user6 active");
        rules.house.apply(directory, active(users.get(2), false));
        assertThat(managed()).as("said again, it changes nothing").contains("user2 active");
        rules.house.apply(directory, active(users.get(2), true));
        rules.house.apply(directory, active(users.get(2), false));
        assertThat(rules.holds().stream().filter(line -> line.contains("user2")))
                .containsExactly("mass_change user2 suspension withdrawn", "mass_change user2 suspension open");
    }

    @Test
    void rejectionOfAllKeepsEverybody() {
        suspendFirst(6);
        rules.done(new RuleCommand.RejectMassChange(directory));
        assertThat(managed().stream().filter(line -> line.endsWith("suspended")))
                .hasSize(2);
        assertThat(rules.holds()).allMatch(line -> line.endsWith("rejected"));
    }

    @Test
    void whoComesBackIsHeldNoMore() {
        suspendFirst(3);
        rules.house.apply(directory, active(users.get(2), true));
        assertThat(rules.holds()).containsExactly("mass_change user2 suspension withdrawn");
        rules.house.apply(directory, House.deleteOf(CoreTypes.USER, users.get(3)));
        rules.house.newUser(directory, "user3");
        assertThat(rules.holds()).endsWith("mass_change user3 removal withdrawn");
    }

    @Test
    void aDirectoryThatGrowsMeanwhileMayTakeOutItsShareOfAll() {
        suspendFirst(2);
        for (int i = 10; i < 25; i++) {
            users.add(rules.house.newUser(directory, "user" + i));
        }
        for (int i = 2; i < 5; i++) {
            rules.house.apply(directory, active(users.get(i), false));
        }
        assertThat(rules.holds()).containsExactly("mass_change user4 suspension open");
    }

    @Test
    void theNextWindowAdmitsItsShare() {
        rules.done(new SetDirectoryRule.SetMassGuard(directory, 20, 1, Duration.ofSeconds(1)));
        rules.house.sql(
                "UPDATE directory SET guard_since = now() - interval '1 hour', guard_base = 10, guard_count = 9");
        suspendFirst(3);
        assertThat(rules.holds()).hasSize(1);
    }

    @Test
    void whatAnAdministratorAsksForIsHeldWholeWhenItIsTooMuch() {
        assertThat(rules.foreseen(new SetDirectoryRule.SetDefaultRole(directory, null))
                        .counts())
                .containsExactly(entry(Impact.Kind.HELD, 10));
        assertThat(managed()).allMatch(line -> line.endsWith("active"));
        assertThat(rules.house.sql("SELECT count(DISTINCT cause_id), count(*) FROM hold"))
                .containsExactly("1 10");
        UUID hold = UUID.fromString(
                rules.house.sql("SELECT DISTINCT cause_id FROM hold").get(0));
        assertThat(rules.foreseen(new RuleCommand.Reject(hold, List.of(hold(0), hold(1))))
                        .counts())
                .containsExactly(entry(Impact.Kind.HELD, 2));
        assertThat(rules.foreseen(new RuleCommand.Approve(hold)).counts())
                .containsExactly(entry(Impact.Kind.SUSPENDED, 8));
        assertThat(rules.house.sql("SELECT mass_hold, mass_held FROM directory"))
                .containsExactly("null 0");
    }

    @Test
    void whatTheGuardAdmitsLaterIsHeldNoMore() {
        rules.done(new SetDirectoryRule.SetDefaultRole(directory, null));
        rules.foreseen(new SetDirectoryRule.SetMassGuard(directory, 20, 9, Duration.ofHours(1)));
        assertThat(managed()).allMatch(line -> line.endsWith("active"));
        rules.foreseen(new SetDirectoryRule.SetMassGuard(directory, 20, 10, Duration.ofHours(1)));
        assertThat(managed()).allMatch(line -> line.endsWith("suspended"));
        assertThat(rules.holds()).hasSize(10).allMatch(line -> line.endsWith("resolved"));
    }

    @Test
    void aMinimumOfPeopleMayAlwaysGo() {
        rules.done(new SetDirectoryRule.SetMassGuard(directory, 0, 5, Duration.ofHours(1)));
        suspendFirst(6);
        assertThat(rules.holds()).containsExactly("mass_change user5 suspension open");
    }

    @Test
    void aDeactivatedDirectoryHoldsNothing() {
        suspendFirst(4);
        rules.house.apply(directory, House.deleteOf(CoreTypes.USER, users.get(5)));
        rules.foreseen(new ChangeState.Deactivate(directory, Deactivate.Members.KEEP));
        assertThat(rules.holds()).hasSize(3).allMatch(line -> line.endsWith("withdrawn"));
        assertThat(managed()).contains("user2 active", "user3 active", "user5 active");
    }

    @Test
    void aWindowLastsAMonthAtMost() {
        Duration tooLong = Duration.ofDays(30).plusSeconds(1);
        assertThat(rules.refused(new SetDirectoryRule.SetMassGuard(directory, 20, 1, tooLong))
                        .detail())
                .contains("30 days");
        rules.done(new SetDirectoryRule.SetMassGuard(directory, 20, 1, Duration.ofDays(30)));
    }
}
