package dev.rollcall.server.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9967 section 2.5.1.1, RFC 7240 section 4.1: who asks for an asynchronous response is given the ordinary one (decision 101). */
final class RespondAsyncIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static String token = "";

    @BeforeAll
    static void connect() {
        token = GATEWAY.credential("okta");
    }

    private static Answer send(String method, String path, String prefer, String body) {
        Answer answer = Http.request(method, GATEWAY.scimUrl("okta") + path)
                .bearer(token)
                .header("Content-Type", "application/scim+json")
                .header("Prefer", prefer)
                .body(body)
                .send();
        assertThat(answer.header("Preference-Applied"))
                .as("nothing of it is applied")
                .isEmpty();
        assertThat(answer.header("Set-Txn")).isEmpty();
        return answer;
    }

    private static int stored(String path) {
        return Http.get(GATEWAY.scimUrl("okta") + path).bearer(token).send().status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"respond-async", "Respond-Async, wait=1", "return=minimal, respond-async; wait=0"})
    @DisplayName("POST, PUT, PATCH, DELETE and Bulk are answered with their result, once it is committed")
    void everyWriteIsAnsweredWithItsResult(String prefer) {
        String name = "async" + prefer.length() + "@demo.example";
        String body = "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + name + "'}";
        Answer made = send("POST", "/Users", prefer, body);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith(made.json().path("id").asText());
        String one = "/Users/" + made.json().path("id").asText();
        assertThat(stored(one)).isEqualTo(200);
        assertThat(send("PUT", one, prefer, body).status()).isEqualTo(200);
        assertThat(send("PATCH", one, prefer, "{'Operations':[{'op':'replace','path':'title','value':'Dr'}]}")
                        .json()
                        .path("title")
                        .asText())
                .isEqualTo("Dr");
        assertThat(send("POST", "/Users", prefer, body).status())
                .as("what is wrong is said at once")
                .isEqualTo(409);
        Answer bulk = send(
                "POST",
                "/Bulk",
                prefer,
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':[{'method':'DELETE','path':'"
                        + one + "'}]}");
        assertThat(bulk.json().at("/Operations/0/status").asText()).isEqualTo("204");
        assertThat(stored(one)).isEqualTo(404);
    }

    @Test
    @DisplayName("ServiceProviderConfig says so, and lists no completion among its events")
    void theConfigurationSaysSo() {
        var events = Http.get(GATEWAY.scimUrl("okta") + "/ServiceProviderConfig")
                .bearer(token)
                .send()
                .json()
                .path("securityEvents");
        assertThat(events.path("asyncRequest").asText()).isEqualTo("none");
        assertThat(events.path("eventUris").toString()).doesNotContain("asyncresp");
    }
}
