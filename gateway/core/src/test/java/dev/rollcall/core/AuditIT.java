package dev.rollcall.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.SetDirectoryRule;
import dev.rollcall.core.command.SetTerms;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every change leaves one entry, in its own transaction, and nothing takes it back. */
final class AuditIT {

    private final RulesHouse rules = new RulesHouse();
    private final UUID directory = rules.house.directory();

    @AfterEach
    void close() {
        rules.close();
    }

    private List<String> entries() {
        return rules.house.sql("SELECT action, before, after FROM audit ORDER BY at, audit_id");
    }

    @Test
    void aUserIsToldWholeWhenItComesAndGoesAndByWhatDiffersWhenItChanges() {
        UUID ada = rules.house
                .create(directory, CoreTypes.USER, "{\"userName\":\"ada@example.com\",\"title\":\"Dr\"}")
                .id();
        rules.house.apply(directory, RulesHouse.active(ada, false));
        rules.house.apply(directory, RulesHouse.active(ada, false));
        rules.house.apply(directory, House.deleteOf(CoreTypes.USER, ada));

        assertThat(entries())
                .containsExactly(
                        "create_user null {\"userName\":\"ada@example.com\",\"title\":\"Dr\",\"active\":true}",
                        "change_user {\"active\":true} {\"active\":false}",
                        "delete_user {\"title\":\"Dr\",\"active\":false,\"userName\":\"ada@example.com\"} null");
        assertThat(rules.house.sql("SELECT DISTINCT directory_id, actor, subject FROM audit"))
                .containsExactly(directory + " null " + ada);
    }

    @Test
    void aGroupTellsWhoCameAndWhoWent() {
        UUID ada = rules.house.newUser(directory, "ada");
        UUID group = rules.house
                .create(directory, CoreTypes.GROUP, "{\"displayName\":\"A\",\"members\":[{\"value\":\"" + ada + "\"}]}")
                .id();
        rules.house.apply(directory, RulesHouse.removeFrom(group, ada));
        rules.house.apply(directory, RulesHouse.addTo(group, ada));

        assertThat(entries())
                .endsWith(
                        "create_group null {\"displayName\":\"A\",\"members\":[\"" + ada + "\"]}",
                        "change_group {\"membersRemoved\":[\"" + ada + "\"]} {}",
                        "change_group {} {\"membersAdded\":[\"" + ada + "\"]}");
    }

    @Test
    void whatWasRefusedOrForecastLeavesNothing() {
        rules.forecast(new SetTerms.SetPlan(true, 60, 0));
        rules.refused(new SetTerms.SetPlan(true, -1, 0));
        rules.house.newUser(directory, "ada");
        rules.house.apply(directory, House.createOf(CoreTypes.USER, "{\"userName\":\"ada@example.com\"}"));

        assertThat(rules.house.sql("SELECT action FROM audit")).containsExactly("create_user");
    }

    @Test
    void aRuleCommandTellsSettingsFromWhatToWhatAndItsImpact() {
        rules.house.newUser(directory, "ada");
        rules.done(new SetTerms.SetPlan(true, 60, 0));
        rules.done(new SetTerms.SetPlan(true, 60, 0));
        rules.done(new SetDirectoryRule.SetDefaultRole(directory, null));
        UUID eve = rules.invite("eve", "member");
        rules.done(new OfMember.EditMember(eve, "Eve", "admin"));
        rules.done(new OfDomain.ReleaseDomain("example.com"));

        assertThat(rules.house.sql(
                        "SELECT action, subject_type, actor, before, after FROM audit WHERE actor IS NOT NULL"
                                + " ORDER BY at, audit_id"))
                .containsExactly(
                        "set_plan organization test@example.com {\"purchasedSeats\":50} {\"purchasedSeats\":60}",
                        "set_default_role directory test@example.com {\"defaultRole\":\"member\"}"
                                + " {\"defaultRole\":null,\"impact\":{\"suspended\":1}}",
                        "invite member test@example.com null {\"email\":\"eve@example.com\",\"displayName\":\"eve\","
                                + "\"role\":\"member\",\"welcome\":false,\"impact\":{\"added\":1}}",
                        "edit_member member test@example.com {\"displayName\":\"eve\",\"role\":\"member\"}"
                                + " {\"displayName\":\"Eve\",\"role\":\"admin\",\"impact\":{\"role_changed\":1}}",
                        "release_domain domain test@example.com {\"state\":\"verified\",\"proof\":\"attested\"} null");
    }

    /** W23. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit SET actor = 'x'",
                "DELETE FROM audit",
                "TRUNCATE audit",
                "UPDATE seat_ledger SET delta = 1",
                "DELETE FROM seat_ledger",
                "TRUNCATE seat_ledger",
                "UPDATE event SET type = 'x'",
                "DELETE FROM event",
                "TRUNCATE event"
            })
    void theDatabaseLetsNobodyRewriteWhatHappened(String statement) {
        assertThatThrownBy(() -> rules.house.sql(statement)).hasMessageContaining("append-only");
    }
}
