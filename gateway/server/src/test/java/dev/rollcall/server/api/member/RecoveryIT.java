package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import dev.rollcall.testkit.postgres.Invariants;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R20: the operator helps an organisation that has lost access, for a time; the mapping is what is repaired. */
final class RecoveryIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.MEMBER_CHECK, "1");

    private final People people = new People(GATEWAY);

    @AfterEach
    void everythingTellsOneStory() {
        assertThat(Invariants.broken(GATEWAY.databaseUrl())).isEmpty();
    }

    private JsonNode grant(String name, String more) {
        Answer answer = people.operator(
                "POST",
                "/recovery-admins",
                "{'email':'" + people.address(name) + "','reason':'Mapping lost, ticket 7'" + more + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String in(long seconds) {
        return ",'ends':'" + Instant.now().plusSeconds(seconds) + "'";
    }

    @Test
    void aManagedMemberIsAdminWhateverTheMappingSaysUntilItIsTakenBack() {
        String ada = people.user("ada");
        JsonNode granted = grant("ada", "");
        assertThat(granted.at("/counts/role_changed").asInt()).isEqualTo(1);
        assertThat(granted.at("/repair/roleAssignments/0/directory").asText()).isEqualTo(people.directory.toString());
        assertThat(people.lines()).containsExactly("ada active admin seat");

        people.rule(new RuleCommand.Recompute(people.directory));
        people.address(ada, "ada.new@" + people.domain);
        assertThat(people.lines()).containsExactly("ada.new active admin seat");
        JsonNode shown = people.get("/recovery-admins");
        assertThat(shown.at("/items/0/reason").asText()).isEqualTo("Mapping lost, ticket 7");
        assertThat(shown.at("/items/0/grantedBy").asText()).isEqualTo("test");
        assertThat(shown.at("/repair/what").asText()).contains("Assign the role admin");

        people.done("DELETE", "/recovery-admins/" + granted.path("subject").asText(), "");
        assertThat(people.lines()).containsExactly("ada.new active member seat");
        assertThat(people.get("/recovery-admins").path("items")).isEmpty();
        assertThat(people.events()).containsSubsequence("recovery.granted", "recovery.ended", "member.role_changed");
    }

    @Test
    void itEndsByItselfWhenItsTimeIsOver() {
        people.user("ada");
        grant("ada", in(2));
        assertThat(people.lines()).containsExactly("ada active admin seat");
        Eventually.assertThat(() -> assertThat(people.lines()).containsExactly("ada active member seat"));
        assertThat(people.get("/recovery-admins").path("items")).isEmpty();
    }

    @Test
    void somebodyNewComesInForTheTimeAndLeavesWithIt() {
        JsonNode granted = grant("helper@" + people.slug + ".test", "");
        assertThat(granted.at("/counts/added").asInt()).isEqualTo(1);
        assertThat(people.lines()).containsExactly("helper active admin seat");
        people.done("DELETE", "/recovery-admins/" + granted.path("subject").asText(), "");
        assertThat(people.lines()).isEmpty();
        assertThat(people.seatsUsed()).isZero();
    }

    @Test
    void whoeverTheMappingMakesAnAdminMeanwhileStaysOne() {
        String ada = people.user("ada");
        String id = grant("ada", "").path("subject").asText();
        people.assign(people.group("Admins", ada), "admin");
        assertThat(people.ask("DELETE", "/recovery-admins/" + id, "").status())
                .as("it ended by itself")
                .isEqualTo(404);
        assertThat(people.lines()).containsExactly("ada active admin seat");
        people.active(ada, false);
        assertThat(people.holds()).as("she is the last admin now").containsExactly("last_admin ada suspension");
    }

    @Test
    void aRecoveryAdminIsNoReasonToLetTheLastAdminGo() {
        String ada = people.user("ada");
        people.assign(people.group("Admins", ada), "admin");
        people.active(ada, false);
        assertThat(people.holds()).containsExactly("last_admin ada suspension");
        grant("helper@" + people.slug + ".test", "");
        assertThat(people.holds()).as("the time of the other one ends").containsExactly("last_admin ada suspension");
    }

    @Test
    void aMemberByHandGetsTheFormerRoleBack() {
        String eve = people.invite("eve", "guest");
        grant("eve", "");
        assertThat(people.lines()).containsExactly("eve active admin seat");
        people.done("DELETE", "/recovery-admins/" + eve, "");
        assertThat(people.lines()).containsExactly("eve active guest");
    }

    @Test
    void aSecondGrantProlongsTheFirst() {
        people.user("ada");
        grant("ada", in(3_600));
        String end = grant("ada", in(7_200)).path("ends").asText();
        assertThat(people.get("/recovery-admins").path("items")).hasSize(1);
        assertThat(Instant.parse(
                        people.get("/recovery-admins").at("/items/0/ends").asText()))
                .isBetween(Instant.parse(end).minusMillis(1), Instant.parse(end));
    }

    @Test
    @DisplayName("M9: an admin for a limited time stays one for a time, whatever role is given by hand, and by whom")
    void whatIsForATimeDoesNotBecomeForGood() {
        people.invite("bob", "admin");
        String eve = people.invite("eve", "member");
        grant("eve", "");
        for (String role : List.of("admin", "member")) {
            Answer refused = people.ask("PATCH", "/members/" + eve, "{'role':'" + role + "'}");
            assertThat(refused.status()).as(role).isEqualTo(409);
            assertThat(refused.json().path("detail").asText())
                    .contains(
                            "an admin for a limited time",
                            "assign the role admin to a " + "group",
                            "/recovery-admins/" + eve);
            assertThat(people.operator("PATCH", "/members/" + eve, "{'role':'" + role + "'}")
                            .status())
                    .as(role)
                    .isEqualTo(409);
        }
        people.done("PATCH", "/members/" + eve, "{'displayName':'Eve E.'}");
        assertThat(people.get("/recovery-admins").path("items")).hasSize(1);
        people.done("DELETE", "/recovery-admins/" + eve, "");
        people.done("PATCH", "/members/" + eve, "{'role':'admin'}");
        assertThat(people.lines()).contains("eve active admin seat");
        assertThat(people.events()).containsSubsequence("recovery.granted", "recovery.ended", "member.role_changed");
    }

    @Test
    void onlyTheOperatorGrantsAndOnlyForATime() {
        people.user("ada");
        String ada = "{'email':'" + people.address("ada") + "','reason':'x'";
        assertThat(people.ask("POST", "/recovery-admins", ada + "}").status()).isEqualTo(403);
        assertThat(people.operator("POST", "/recovery-admins", ada + in(-1) + "}")
                        .status())
                .isEqualTo(400);
        assertThat(people.operator("POST", "/recovery-admins", ada + in(8 * 86_400) + "}")
                        .json()
                        .path("detail")
                        .asText())
                .contains("7 days");
        people.invite("eve", "admin");
        assertThat(people.operator("POST", "/recovery-admins", "{'email':'" + people.address("eve") + "','reason':'x'}")
                        .status())
                .isEqualTo(409);
        assertThat(people.ask("DELETE", "/recovery-admins/" + UUID.randomUUID(), "")
                        .status())
                .isEqualTo(404);
    }
}
