package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members by hand, and members that a directory manages (R10, R11, R15). */
final class MembersIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final People people = new People(GATEWAY);

    // R10: managed records

    @Test
    void aManagedMemberIsMarkedInTheListTheRecordAndTheEvents() {
        people.user("ada");
        JsonNode listed = people.member("ada");
        ObjectNode one = (ObjectNode) people.get("/members/" + listed.path("id").asText());
        assertThat(one.path("welcomeMail").isNull())
                .as("R14: none for whom a directory adds")
                .isTrue();
        one.remove("welcomeMail");
        assertThat(one).isEqualTo(listed);
        assertThat(one.at("/managedBy/directory").asText()).isEqualTo(people.directory.toString());
        assertThat(one.at("/managedBy/name").asText()).isEqualTo("Our IdP");
        JsonNode events = people.get("/events").path("items");
        JsonNode added = events.path(events.size() - 1);
        assertThat(added.path("type").asText()).isEqualTo("member.added");
        assertThat(added.at("/data/managedBy/directory").asText()).isEqualTo(people.directory.toString());
        assertThat(added.at("/data/managedBy/name").asText()).isEqualTo("Our IdP");
    }

    @Test
    void aManagedMemberCannotBeEditedOrRemovedByHand() {
        people.user("ada");
        String path = "/members/" + people.member("ada").path("id").asText();
        for (String method : new String[] {"PATCH", "DELETE"}) {
            Answer refused = people.ask(method, path, method.equals("PATCH") ? "{'role':'admin'}" : "");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(refused.json().path("type").asText()).endsWith("managed-by-directory");
            assertThat(refused.json().path("detail").asText())
                    .contains("\"Our IdP\"")
                    .contains("identity provider");
        }
        assertThat(people.lines()).containsExactly("ada active member seat");
    }

    @Test
    void whomADirectoryHasSuspendedCannotBeInvitedPastIt() {
        String ada = people.user("ada");
        people.active(ada, false);
        Answer refused = people.ask("POST", "/members", "{'email':'ADA@" + people.domain + "'}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText()).endsWith("managed-by-directory");
        assertThat(people.lines()).containsExactly("ada suspended member");
    }

    // By hand

    @Test
    void aMemberIsInvitedEditedAndRemovedByHand() {
        JsonNode invited = people.done(
                "POST", "/members", "{'email':'Eve@" + people.domain + "','displayName':'Eve Example','role':'admin'}");
        String id = invited.path("subject").asText();
        assertThat(invited.at("/counts/added").asInt()).isEqualTo(1);
        assertThat(invited.at("/seats/after").asInt()).isEqualTo(1);
        assertThat(invited.at("/member/id").asText()).isEqualTo(id);
        assertThat(invited.at("/member/managedBy").isNull()).isTrue();
        assertThat(people.lines()).containsExactly("Eve active admin seat");

        people.invite("bob", "admin");
        JsonNode edited = people.done("PATCH", "/members/" + id, "{'role':'member','displayName':'Eve'}");
        assertThat(edited.at("/counts/role_changed").asInt()).isEqualTo(1);
        assertThat(edited.at("/member/role").asText()).isEqualTo("member");
        assertThat(edited.at("/member/displayName").asText()).isEqualTo("Eve");

        people.done("DELETE", "/members/" + id, "");
        assertThat(people.lines()).containsExactly("bob active admin seat");
        assertThat(people.seatsUsed()).isEqualTo(1);
        assertThat(people.ask("GET", "/members/" + id, "").status()).isEqualTo(404);
        assertThat(people.events())
                .endsWith("member.invited", "member.invited", "member.role_changed", "member.removed");
    }

    @Test
    void withoutAMailServerTheAnswerSaysThatNobodyIsTold() {
        JsonNode invited = people.done("POST", "/members", "{'email':'eve@" + people.domain + "'}");
        assertThat(invited.at("/welcomeMail/state").asText()).isEqualTo("off");
        assertThat(invited.at("/welcomeMail/detail").asText()).contains("mail.host");
        assertThat(people.get("/members/" + invited.path("subject").asText()).path("welcomeMail"))
                .isEqualTo(invited.path("welcomeMail"));
    }

    @Test
    void aForecastOfAnInvitationChangesNothing() {
        JsonNode forecast = people.done("POST", "/members?dryRun=true", "{'email':'eve@" + people.domain + "'}");
        assertThat(forecast.path("dryRun").asBoolean()).isTrue();
        assertThat(forecast.at("/counts/added").asInt()).isEqualTo(1);
        assertThat(forecast.has("member")).isFalse();
        assertThat(forecast.path("people")).hasSize(1);

        JsonNode inNumbers =
                people.done("POST", "/members?dryRun=true&people=0", "{'email':'eve@" + people.domain + "'}");
        assertThat(inNumbers.path("people")).isEmpty();
        assertThat(inNumbers.path("peopleOmitted").asInt()).isEqualTo(1);
        assertThat(people.lines()).isEmpty();
    }

    @Test
    void ofTwoAdministratorsTheSecondIsToldThatTheMemberHasChanged() {
        String path = "/members/" + people.invite("eve", "member");
        String seen = people.ask("GET", path, "").header("ETag");
        people.done("PATCH", path, "{'displayName':'First'}");
        for (String method : new String[] {"PATCH", "DELETE"}) {
            Answer second = Http.request(method, GATEWAY.url() + "/api/v1/organizations/" + people.slug + path)
                    .bearer(GATEWAY.token(new Scope.Organisation(people.org)))
                    .header("If-Match", seen)
                    .body(method.equals("PATCH") ? "{'displayName':'Second'}" : "")
                    .send();
            assertThat(second.status()).isEqualTo(412);
        }
        assertThat(people.get(path).path("displayName").asText()).isEqualTo("First");
        String now = people.ask("GET", path, "").header("ETag");
        assertThat(Http.request("DELETE", GATEWAY.url() + "/api/v1/organizations/" + people.slug + path)
                        .bearer(GATEWAY.token(new Scope.Organisation(people.org)))
                        .header("If-Match", now)
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        {'email':'nobody'}                   | 400 | e-mail address
        {'email':'a@b.c','role':'king'}      | 400 | role
        {'email':'a@b.c','roles':'admin'}    | 400 | did you mean
        {'displayName':'A'}                  | 400 | email
        """)
    void anInvitationThatMakesNoSenseIsRefusedWithWhatWould(String body, int status, String told) {
        Answer refused = people.ask("POST", "/members", body);
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.json().path("detail").asText()).contains(told);
    }

    @Test
    void anAddressIsInvitedOnce() {
        people.invite("eve", "member");
        Answer again = people.ask("POST", "/members", "{'email':'EVE@" + people.domain + "'}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("type").asText()).endsWith("address-taken");
    }

    @Test
    void anotherOrganisationsMemberDoesNotExist() {
        String eve = people.invite("eve", "member");
        People others = new People(GATEWAY);
        for (String method : new String[] {"GET", "PATCH", "DELETE"}) {
            assertThat(others.ask(method, "/members/" + eve, method.equals("PATCH") ? "{'role':'admin'}" : "")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(others.ask("GET", "/members/" + UUID.randomUUID(), "").status())
                .isEqualTo(404);
        assertThat(others.ask("GET", "/members/nobody", "").status()).isEqualTo(404);
        assertThat(people.lines()).containsExactly("eve active member seat");
    }

    @Test
    void theListIsFilteredByTextRoleStatusAndDirectory() {
        people.user("ada");
        people.active(people.user("bob"), false);
        people.done(
                "POST",
                "/members",
                "{'email':'x1@" + people.domain + "','displayName':'Zo\u00eb Quick','role':'admin'}");
        assertThat(people.get("/members?text=zo\u00cb".replace("\u00cb", "%C3%8B"))
                        .path("items"))
                .hasSize(1);
        assertThat(people.get("/members?text=quick").at("/items/0/displayName").asText())
                .isEqualTo("Zo\u00eb Quick");
        assertThat(people.get("/members?role=admin").path("items")).hasSize(1);
        assertThat(people.get("/members?status=suspended").at("/items/0/email").asText())
                .startsWith("bob@");
        assertThat(people.get("/members?directory=" + people.directory).path("items"))
                .hasSize(2);
        assertThat(people.get("/members?text=100%25").path("items")).isEmpty();
    }

    // R11: adoption

    @Test
    void anInvitedMemberIsAdoptedWithoutASecondSeat() {
        String eve = people.invite("eve", "admin");
        people.invite("bob", "admin");
        people.user("EVE@" + people.domain);
        JsonNode member = people.get("/members/" + eve);
        assertThat(member.at("/managedBy/name").asText()).isEqualTo("Our IdP");
        assertThat(member.path("role").asText()).isEqualTo("member");
        assertThat(people.get("/members").path("items")).hasSize(2);
        assertThat(people.seatsUsed()).isEqualTo(2);
        assertThat(people.events()).endsWith("member.adopted");
        assertThat(people.ask("DELETE", "/members/" + eve, "").status()).isEqualTo(409);
    }

    // R15: deactivate, reactivate, delete

    @Test
    void aReturningUserIsTheSameMemberWithTheRoleThatTheMappingGivesNow() {
        people.invite("eve", "admin");
        String ada = people.user("ada");
        String group = people.group("Admins", ada);
        String id = people.member("ada").path("id").asText();
        people.active(ada, false);
        assertThat(people.lines()).containsExactly("ada suspended member", "eve active admin seat");
        people.assign(group, "admin");
        people.active(ada, true);
        assertThat(people.lines()).containsExactly("ada active admin seat", "eve active admin seat");
        assertThat(people.member("ada").path("id").asText()).isEqualTo(id);
        people.delete("/Users/" + ada);
        assertThat(people.lines()).containsExactly("eve active admin seat");
        assertThat(people.ask("GET", "/members/" + id, "").status()).isEqualTo(404);
        assertThat(people.events()).containsSubsequence("member.suspended", "member.restored", "member.removed");
    }

    // Beside R20: the last admin cannot be taken away by hand

    @Test
    void theLastAdminCannotBeRemovedOrMadeAMemberByHand() {
        String path = "/members/" + people.invite("eve", "admin");
        assertThat(people.ask("DELETE", path, "").json().path("type").asText()).endsWith("last-admin");
        assertThat(people.ask("PATCH", path, "{'role':'member'}")
                        .json()
                        .path("type")
                        .asText())
                .endsWith("last-admin");
        assertThat(people.lines()).containsExactly("eve active admin seat");
    }
}
