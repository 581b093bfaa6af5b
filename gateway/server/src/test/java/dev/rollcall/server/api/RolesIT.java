package dev.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles that the operator defines beside those built in. */
final class RolesIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static Api operator() {
        return Api.operator(GATEWAY);
    }

    private static Answer overflowTo(String role) {
        return operator().put("/organizations/demo/seat-policy", "{'policy':'overflow','overflowRole':'" + role + "'}");
    }

    @Test
    void threeAreThereFromTheStart() {
        JsonNode items = Api.ofDemo(GATEWAY).get("/roles").json().path("items");
        assertThat(items.findValuesAsText("name")).contains("admin", "guest", "member");
        assertThat(operator().get("/roles/admin").json().path("builtIn").asBoolean())
                .isTrue();
        assertThat(operator().get("/roles/guest").json().path("seat").asBoolean())
                .isFalse();
    }

    @Test
    void aDefinedRoleIsUsedAtOnceAndStaysWhileItIsUsed() {
        assertThat(overflowTo("viewer").json().path("detail").asText()).contains("needs no seat");
        Answer made = operator().post("/roles", "{'name':'viewer','seat':false,'description':'Reads.'}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(overflowTo("viewer").status()).isEqualTo(200);

        Answer refused = operator().delete("/roles/viewer");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("1 organisations as overflow role");
        assertThat(operator()
                        .get("/roles/viewer/uses")
                        .json()
                        .path("overflowRoles")
                        .asInt())
                .isEqualTo(1);

        operator().put("/organizations/demo/seat-policy", "{'policy':'expand'}");
        assertThat(operator().delete("/roles/viewer").status()).isEqualTo(204);
        assertThat(operator().get("/roles/viewer").status()).isEqualTo(404);
        assertThat(overflowTo("viewer").status()).isEqualTo(400);
    }

    @Test
    void whatCanBeGrantedIsEveryRoleThatIsDefined() {
        operator().post("/roles", "{'name':'reviewer','seat':true,'description':'Reviews.'}");

        Answer role = Http.request("GET", GATEWAY.scimUrl("okta") + "/Roles/reviewer")
                .bearer(GATEWAY.credential("okta"))
                .send();

        assertThat(role.status()).isEqualTo(200);
        assertThat(role.json().path("description").asText()).startsWith("Reviews. Given by a group");
    }

    @Test
    void anOverflowRoleBesideAnotherPolicyIsKnownAndNotKept() {
        String policy = "/organizations/demo/seat-policy";
        assertThat(operator()
                        .put(policy, "{'policy':'limit','overflowRole':'nobody'}")
                        .json()
                        .path("detail")
                        .asText())
                .contains("no role \"nobody\"", "accepted: admin");
        assertThat(operator()
                        .put(policy, "{'policy':'limit','overflowRole':'guest'}")
                        .status())
                .isEqualTo(200);

        assertThat(operator()
                        .get("/organizations/demo/seats")
                        .json()
                        .path("overflowRole")
                        .isNull())
                .isTrue();
        operator().put(policy, "{'policy':'expand'}");
    }

    @Test
    void aRoleThatCostsASeatIsNoOverflowRole() {
        operator().post("/roles", "{'name':'editor','seat':true}");
        assertThat(overflowTo("editor").status()).isEqualTo(400);
    }

    @Test
    void whatIsBuiltInStays() {
        assertThat(operator().delete("/roles/member").status()).isEqualTo(409);
        assertThat(operator().delete("/roles/nobody").status()).isEqualTo(404);
    }

    @Test
    void onlyWhatIsSaidAboutItCanBeChanged() {
        String before =
                operator().post("/roles", "{'name':'auditor','seat':false}").header("ETag");
        assertThat(operator()
                        .request("PATCH", "/roles/auditor")
                        .header("If-Match", before)
                        .body("{'description':'Looks on.'}")
                        .send()
                        .json()
                        .path("description")
                        .asText())
                .isEqualTo("Looks on.");
        assertThat(operator()
                        .request("PATCH", "/roles/auditor")
                        .header("If-Match", before)
                        .body("{'description':'Looks away.'}")
                        .send()
                        .status())
                .isEqualTo(412);
        assertThat(operator().patch("/roles/auditor", "{'seat':true}").status()).isEqualTo(400);
    }

    @Test
    void anOrganisationLooksOnly() {
        Api demo = Api.ofDemo(GATEWAY);
        assertThat(demo.post("/roles", "{'name':'own','seat':false}").status()).isEqualTo(403);
        assertThat(demo.delete("/roles/guest").status()).isEqualTo(403);
        assertThat(demo.get("/roles/guest/uses").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'name':'guest','seat':false}   | 409 | already a role "guest"
        {'name':'Guest','seat':false}   | 400 | lower-case letter
        {'name':'x','seat':'no'}        | 400 | true or false
        {'name':'x'}                    | 400 | "seat" cannot be used
        """)
    void whatCannotBeDefinedIsRefusedWithWhatCan(String body, int status, String told) {
        Answer refused = operator().post("/roles", body);
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.json().path("detail").asText()).contains(told);
    }
}
