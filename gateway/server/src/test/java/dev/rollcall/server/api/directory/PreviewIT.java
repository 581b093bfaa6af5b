package dev.rollcall.server.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A preview needs nothing, and lists what is missing to go live (R35, W8). */
final class PreviewIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static Answer ask(String method, String path, String body) {
        Http request = Http.request(method, GATEWAY.url() + "/api/v1/organizations" + path)
                .bearer(GATEWAY.token(new Scope.Operator()));
        return (body.isEmpty() ? request : request.body(body)).send();
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return answer.json();
    }

    @Test
    @DisplayName("W8: without plan and domain a preview is read, says who would come in, and what is missing")
    void aPreviewNeedsNeitherPlanNorDomain() {
        ok(ask("POST", "", "{'slug':'small','name':'Small','plan':'standard','purchasedSeats':10}"));
        JsonNode made = ok(ask("POST", "/small/directories", "{'provider':'okta'}"));
        String directory = "/small/directories/" + made.path("id").asText();
        ok(ask("POST", directory + "/preview", ""));
        String token =
                ok(ask("POST", directory + "/credentials", "")).path("token").asText();
        ok(Http.request("POST", made.path("scimUrl").asText() + "/Users")
                .bearer(token)
                .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'ada@small.example',"
                        + "'active':true}")
                .send());

        JsonNode preview = ok(ask("GET", directory + "/preview", ""));
        assertThat(preview.path("missing")).hasSize(2);
        assertThat(preview.path("missing").toString()).contains("Enterprise plan", "no verified domain");
        assertThat(preview.at("/people/0/reason").asText()).isEqualTo("unverified_domain");

        Answer live = ask("POST", directory + "/activate", "");
        assertThat(live.json().path("type").asText()).endsWith("/not-eligible");
        ok(ask("PUT", "/small/plan", "{'plan':'enterprise','purchasedSeats':60}"));
        assertThat(ok(ask("GET", directory + "/preview", "")).path("missing")).hasSize(1);
        assertThat(ask("POST", directory + "/activate", "").json().path("type").asText())
                .endsWith("/no-verified-domain");
        ok(ask("PUT", "/small/domains/small.example/attestation", ""));
        JsonNode ready = ok(ask("GET", directory + "/preview", ""));
        assertThat(ready.path("missing")).isEmpty();
        assertThat(ready.at("/counts/added").asInt()).isEqualTo(1);
        assertThat(ok(ask("POST", directory + "/activate", ""))
                        .at("/counts/added")
                        .asInt())
                .isEqualTo(1);
    }
}
