package dev.rollcall.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** M10: tokens that the gateway issues are known by an id, listed and revoked, and end by themselves. */
final class OperatorTokensIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static Http tokens(String method, String path) {
        return Http.request(method, GATEWAY.url() + "/api/v1/operator-tokens" + path)
                .bearer(GATEWAY.token(new Scope.Operator()));
    }

    private static Answer organisations(String method, String token) {
        return Http.request(method, GATEWAY.url() + "/api/v1/organizations")
                .bearer(token)
                .body(method.equals("GET") ? "" : "{'slug':'made','name':'Made','plan':'enterprise'}")
                .send();
    }

    private static JsonNode item(String id) {
        for (JsonNode item : tokens("GET", "").send().json().path("items")) {
            if (item.path("id").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("not in the list: " + id);
    }

    @Test
    @DisplayName("M10: a token works until it is revoked; the list shows it by its id, never the token itself")
    void aTokenWorksUntilItIsRevoked() {
        JsonNode issued = tokens("POST", "").body("{'subject':'export'}").send().json();
        String id = issued.path("id").asText();
        String token = issued.path("token").asText();
        assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8))
                .contains("\"jti\":\"" + id + "\"", "\"exp\":");
        assertThat(organisations("GET", token).status()).isEqualTo(200);
        assertThat(item(id).path("state").asText()).isEqualTo("valid");
        assertThat(item(id).path("issuedBy").asText()).isEqualTo("test");
        assertThat(tokens("GET", "").send().body()).doesNotContain(token);

        assertThat(tokens("DELETE", "/" + id).send().status()).isEqualTo(204);
        assertThat(tokens("DELETE", "/" + id).send().status()).isEqualTo(204);
        Answer refused = organisations("GET", token);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("detail").asText()).isEqualTo("The token is not valid here: it was revoked.");
        assertThat(item(id).path("state").asText()).isEqualTo("revoked");
        assertThat(item(id).path("revokedBy").asText()).isEqualTo("test");
    }

    @Test
    void oneThatOnlyReadsChangesNothingAndIssuesNone() {
        String token = tokens("POST", "")
                .body("{'subject':'reader','readOnly':true,'validForDays':1}")
                .send()
                .json()
                .path("token")
                .asText();
        assertThat(organisations("GET", token).status()).isEqualTo(200);
        assertThat(organisations("POST", token).status()).isEqualTo(403);
        assertThat(Http.request("POST", GATEWAY.url() + "/api/v1/operator-tokens")
                        .bearer(token)
                        .body("{'subject':'more'}")
                        .send()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatCannotBeUsedIsRefusedWithASentence() {
        for (String body : new String[] {
            "{}",
            "{'subject':''}",
            "{'subject':'x','validForDays':0}",
            "{'subject':'x','validForDays':367}",
            "{'subject':'x','scope':'operator'}"
        }) {
            assertThat(tokens("POST", "").body(body).send().status()).as(body).isEqualTo(400);
        }
        assertThat(tokens("DELETE", "/none").send().status()).isEqualTo(404);
        assertThat(tokens("DELETE", "/00000000-0000-7000-8000-000000000000")
                        .send()
                        .status())
                .isEqualTo(404);
    }
}
