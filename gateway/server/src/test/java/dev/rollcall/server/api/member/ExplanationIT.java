package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R23: for each person the product says why they have this status, role and seat, or why they are not in. */
final class ExplanationIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final People people = new People(GATEWAY);

    private JsonNode why(String name) {
        JsonNode items =
                people.get("/explanations?email=" + people.address(name)).path("items");
        assertThat(items).hasSize(1);
        return items.path(0);
    }

    private static String sentences(JsonNode explanation) {
        String sentences = explanation.path("sentences").toString();
        assertThat(sentences).as("words, and no names of the code").doesNotContainPattern("[A-Z]+_[A-Z]+");
        return sentences;
    }

    @Test
    void theRoleIsExplainedByGroupAssignmentAndWhatIsWeaker() {
        String ada = people.user("ada");
        String staff = people.group("Staff", ada);
        String admins = people.group("Admins", ada);
        people.assign(admins, "admin");
        people.assign(staff, "member");
        JsonNode why = why("ada");
        assertThat(why.path("status").asText()).isEqualTo("active");
        assertThat(why.path("role").asText()).isEqualTo("admin");
        assertThat(why.at("/roleBecause/group").asText()).isEqualTo("Admins");
        assertThat(why.at("/roleBecause/position").asInt()).isEqualTo(1);
        assertThat(why.path("mappedGroups")).hasSize(2);
        assertThat(sentences(why))
                .contains("group \\\"Admins\\\", role assignment 1")
                .contains("Staff");
        assertThat(why.at("/record/user").asText()).isEqualTo(ada);
        assertThat(why.at("/record/directory/name").asText()).isEqualTo("Our IdP");
        assertThat(people.get("/members/" + why.path("member").asText() + "/explanation"))
                .isEqualTo(why);
        assertThat(people.get("/users/" + ada + "/explanation")).isEqualTo(why);
    }

    @Test
    void theSeatIsExplainedByTheRequestThatTookIt() {
        Answer created = people.scim("POST", "/Users", """
            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'%1$s',
             'emails':[{'value':'%1$s','primary':true}]}
            """.formatted(people.address("ada")));
        JsonNode why = why("ada");
        String request = created.header("Rollcall-Request-Id");
        assertThat(why.path("seat").asBoolean()).isTrue();
        assertThat(why.at("/seatBecause/request").asText()).isEqualTo(request);
        assertThat(why.at("/seatBecause/cause").asText()).isEqualTo("member.added");
        assertThat(why.at("/lastChange/request").asText()).isEqualTo(request);
        assertThat(why.at("/history/0/type").asText()).isEqualTo("member.added");
        assertThat(why.at("/history/0/request").asText()).isEqualTo(request);
        assertThat(sentences(why)).contains("default role").contains("ledger entry 1, member added");
    }

    @Test
    void whoeverIsKeptOutIsExplainedWithWhatToDo() {
        String ada = people.user("ada@foreign.test");
        JsonNode why = why("ada@foreign.test");
        assertThat(why.path("status").asText()).isEqualTo("excluded");
        assertThat(why.path("member").isNull()).isTrue();
        assertThat(why.at("/record/exclusion").asText()).isEqualTo("unverified_domain");
        assertThat(sentences(why)).contains("not verified");
        assertThat(why.path("fixes").toString()).contains("Verify the domain");
        assertThat(people.get("/users/" + ada + "/explanation")).isEqualTo(why);
    }

    @Test
    void whoeverTheIdPHasDeactivatedIsExplainedThoughNeverAMember() {
        String body = """
            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'%1$s','active':false,
             'emails':[{'value':'%1$s','primary':true}]}
            """.formatted(people.address("ada"));
        assertThat(people.scim("POST", "/Users", body).status()).isEqualTo(201);
        JsonNode why = why("ada");
        assertThat(why.path("status").asText()).isEqualTo("outside");
        assertThat(sentences(why)).contains("inactive");
        assertThat(why.path("fixes").toString()).contains("identity provider");
    }

    @Test
    void aHoldIsExplained() {
        String ada = people.user("ada");
        people.assign(people.group("Admins", ada), "admin");
        people.active(ada, false);
        JsonNode why = why("ada");
        assertThat(why.path("status").asText()).isEqualTo("active");
        assertThat(why.at("/hold/kind").asText()).isEqualTo("last_admin");
        assertThat(sentences(why)).contains("inactive").contains("last active admin");
        assertThat(why.path("fixes").toString()).contains("Make another person an admin");
    }

    @Test
    void aDirectoryThatIsNotLiveIsTheReason() {
        people.rule(new ChangeState.Pause(people.directory));
        people.user("ada");
        JsonNode why = why("ada");
        assertThat(why.path("status").asText()).isEqualTo("outside");
        assertThat(sentences(why)).contains("is paused");
        assertThat(why.path("fixes").toString()).contains("Resume");
    }

    @Test
    void aMemberByHandAndARecoveryAdminAreExplained() {
        people.invite("eve", "member");
        assertThat(sentences(why("eve"))).contains("invited by hand").contains("given by hand");
        people.operator(
                "POST", "/recovery-admins", "{'email':'" + people.address("eve") + "','reason':'Mapping lost'}");
        JsonNode why = why("eve");
        assertThat(why.at("/roleBecause/kind").asText()).isEqualTo("recovery");
        assertThat(sentences(why)).contains("Mapping lost");
        assertThat(why.path("fixes").toString()).contains("role-assignments");
    }

    @Test
    void theRoleOfTheSeatPolicyIsExplainedByTheOneThatWaits() {
        People small = new People(GATEWAY, 1);
        small.operator("PUT", "/seat-policy", "{'policy':'overflow','overflowRole':'guest'}");
        small.invite("ada", "admin");
        small.invite("bob", "admin");
        small.user("cyd");

        for (String name : List.of("bob", "cyd")) {
            JsonNode why =
                    small.get("/explanations?email=" + small.address(name)).at("/items/0");
            String waits = name.equals("bob") ? "admin" : "member";
            assertThat(why.at("/roleBecause/awaitedRole").asText()).isEqualTo(waits);
            assertThat(sentences(why))
                    .contains("Role guest for now", "purchased seats are taken", "the role becomes " + waits);
            assertThat(why.path("fixes").toString()).contains("Buy more seats");
            assertThat(small.member(name).path("why").asText()).contains("waits for a seat for the role " + waits);
        }
    }

    @Test
    void aRefusedSeatIsExplainedByWhatLetsThePersonInAfterAll() {
        People small = new People(GATEWAY, 1);
        small.operator("PUT", "/seat-policy", "{'policy':'hold'}");
        small.user("ada");
        small.user("bob");
        String hold = "/holds/" + small.get("/holds").at("/items/0/id").asText();
        small.done("POST", hold + "/reject", "");
        small.operator("PUT", "/plan", "{'plan':'enterprise','purchasedSeats':9,'enterpriseMaxSeats':1}");

        JsonNode why = small.get("/explanations?email=" + small.address("bob")).at("/items/0");
        assertThat(sentences(why)).contains("no purchased seat was free", "An administrator refused another one");
        assertThat(why.path("fixes").toString()).contains("Approve").doesNotContain("Buy more seats");

        small.done("POST", hold + "/approve", "");
        assertThat(small.lines()).contains("bob active member seat");
    }

    @Test
    void aRoleThatAHoldKeepsIsExplainedByIt() {
        people.invite("ada", "admin");
        people.user("ada");

        JsonNode why = why("ada");
        assertThat(why.at("/roleBecause/kind").asText()).isEqualTo("kept");
        assertThat(sentences(why)).contains("Role admin, unchanged").doesNotContain("default role of the directory");
        assertThat(why.at("/hold/kind").asText()).isEqualTo("last_admin");
        assertThat(people.member("ada").at("/reason/kind").asText()).isEqualTo("kept");
    }

    @Test
    void whoeverWasDeletedDuringAPauseIsExplained() {
        String ada = people.user("ada");
        people.done("POST", "/directories/" + people.directory + "/pause", "");
        people.delete("/Users/" + ada);

        assertThat(sentences(why("ada"))).contains("deleted them while the directory was paused");
        assertThat(why("ada").path("fixes").toString()).contains("Resume the directory");
    }

    @Test
    void whoeverADirectoryHasLeftBehindWasNotInvitedByHand() {
        people.user("ada");
        people.done("POST", "/directories/" + people.directory + "/deactivate", "{'members':'keep'}");

        JsonNode member = people.member("ada");
        assertThat(member.path("why").asText()).contains("added by a directory that no longer");
        assertThat(sentences(people.get("/members/" + member.path("id").asText() + "/explanation")))
                .contains("added by a directory that no longer manages them")
                .doesNotContain("invited by hand");
    }

    @Test
    void nobodyOfAnAddressIsExplainedToo() {
        JsonNode none = people.get("/explanations?email=who@" + people.domain);
        assertThat(none.path("items")).isEmpty();
        assertThat(none.path("sentence").asText()).contains("assigned to the application");
        assertThat(people.ask("GET", "/explanations", "").status()).isEqualTo(400);
        assertThat(people.ask("GET", "/members/" + UUID.randomUUID() + "/explanation", "")
                        .status())
                .isEqualTo(404);
        assertThat(new People(GATEWAY)
                        .get("/explanations?email=who@" + people.domain)
                        .path("items"))
                .isEmpty();
    }
}
