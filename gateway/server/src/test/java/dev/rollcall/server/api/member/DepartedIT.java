package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R34, W2: for a former member, who removed them, when, by which request, and what would bring them back. */
final class DepartedIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final People people = new People(GATEWAY);

    private JsonNode only(String query) {
        JsonNode items = people.get("/explanations?" + query).path("items");
        assertThat(items).as(query).hasSize(1);
        return items.path(0);
    }

    private static void assertGone(JsonNode why, String request, String by, String reason, String... fix) {
        assertThat(why.path("status").asText()).isEqualTo("removed");
        assertThat(why.at("/removed/request").asText()).isEqualTo(request);
        assertThat(why.at("/removed/by/kind").asText()).isEqualTo(by);
        assertThat(why.at("/removed/reason").asText()).isEqualTo(reason);
        assertThat(why.at("/removed/at").asText()).isNotEmpty();
        assertThat(why.path("sentences").toString()).contains("No longer a member", request);
        assertThat(why.path("fixes").toString()).contains(fix);
    }

    @Test
    @DisplayName("W2: deleted by the identity provider; by address, externalId, member id and user id")
    void deletedByTheProvider() {
        Answer made = people.scim("POST", "/Users", """
            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'%1$s','externalId':'gone-1',
             'emails':[{'value':'%1$s','primary':true}]}\
            """.formatted(people.address("gone")));
        String user = made.json().path("id").asText();
        String member = only("email=" + people.address("gone")).path("member").asText();
        assertThat(only("externalId=gone-1").path("member").asText()).isEqualTo(member);

        Answer deleted = people.scim("DELETE", "/Users/" + user, "");
        String request = deleted.header("Rollcall-Request-Id");
        JsonNode why = only("email=" + people.address("gone"));
        assertGone(why, request, "directory", "deleted", "Assign the person", "Or invite");
        assertThat(why.at("/removed/member").asText()).isEqualTo(member);
        assertThat(why.at("/removed/previousRole").asText()).isEqualTo("member");
        assertThat(only("email=" + people.address("GONE"))).isEqualTo(why);
        assertThat(only("externalId=gone-1")).isEqualTo(why);
        assertThat(people.get("/members/" + member + "/explanation")).isEqualTo(why);
        assertThat(people.get("/users/" + user + "/explanation")).isEqualTo(why);

        // A member who comes back is explained as they are now, followed by the past.
        people.user("gone");
        JsonNode both =
                people.get("/explanations?email=" + people.address("gone")).path("items");
        assertThat(both.findValuesAsText("status")).containsExactly("active", "removed");
    }

    @Test
    @DisplayName("W2: removed by hand, with the administrator's name")
    void removedByHand() {
        people.done("POST", "/members", "{'email':'" + people.address("hand") + "'}");
        String member = only("email=" + people.address("hand")).path("member").asText();
        Answer removed = people.ask("DELETE", "/members/" + member, "");
        JsonNode why = only("email=" + people.address("hand"));
        assertThat(why.at("/removed/by/name").asText()).isNotEmpty();
        assertGone(
                why,
                removed.header("Rollcall-Request-Id"),
                "administrator",
                why.at("/removed/reason").asText(),
                "Invite the address again");
    }

    @Test
    @DisplayName("W2: an admin for a limited time whose time was ended")
    void recoveryEnded() {
        people.operator(
                "POST", "/recovery-admins", "{'email':'" + people.address("rescue") + "','reason':'Locked out.'}");
        String member = only("email=" + people.address("rescue")).path("member").asText();
        Answer ended = people.operator("DELETE", "/recovery-admins/" + member, "");
        assertGone(
                only("email=" + people.address("rescue")),
                ended.header("Rollcall-Request-Id"),
                "administrator",
                "recovery_ended",
                "The operator can grant it again");
    }

    @Test
    @DisplayName("R34: one name at a time, and for a person who never was a member the response says so")
    void oneNameAtATime() {
        assertThat(people.ask("GET", "/explanations", "").status()).isEqualTo(400);
        assertThat(people.ask("GET", "/explanations?email=a@b.example&externalId=c", "")
                        .status())
                .isEqualTo(400);
        assertThat(people.get("/explanations?externalId=never").path("sentence").asText())
                .contains("No directory has sent");
        assertThat(people.ask("GET", "/members/0197f2c4-8a51-7f37-a81e-0d8a4d2f5b11/explanation", "")
                        .status())
                .isEqualTo(404);
    }
}
