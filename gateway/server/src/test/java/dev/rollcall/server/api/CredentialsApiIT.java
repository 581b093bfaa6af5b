package dev.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials of a directory over the API, and what they open (R22). */
final class CredentialsApiIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static String url() {
        return GATEWAY.url() + "/api/v1/organizations/demo/directories/"
                + GATEWAY.directory("okta").id() + "/credentials";
    }

    private static Answer send(String method, String url, String body, Scope scope) {
        return Http.request(method, url).bearer(GATEWAY.token(scope)).body(body).send();
    }

    private static Answer send(String method, String url, String body) {
        return send(method, url, body, new Scope.Operator());
    }

    private static JsonNode issue(String body) {
        Answer answer = send("POST", url(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static int scim(String token) {
        return Http.get(GATEWAY.scimUrl("okta") + "/ServiceProviderConfig")
                .bearer(token)
                .send()
                .status();
    }

    @AfterEach
    void revokeAll() {
        send("GET", url(), "")
                .json()
                .path("items")
                .forEach(item -> send("DELETE", url() + "/" + item.path("id").asText(), ""));
    }

    @Test
    void aTokenIsShownOnceAndOpensItsDirectory() {
        JsonNode issued = issue("");
        String token = issued.path("token").asText();

        assertThat(scim(token)).isEqualTo(200);
        assertThat(token).startsWith(issued.path("prefix").asText() + "_");
        Answer list = send("GET", url(), "");
        JsonNode listed = list.json().path("items");
        JsonNode last = listed.get(listed.size() - 1);
        assertThat(last.path("id")).isEqualTo(issued.path("id"));
        assertThat(last.path("state").asText()).isEqualTo("valid");
        assertThat(Instant.parse(last.path("expires").asText()))
                .as("the default of auth.credential-life")
                .isBetween(
                        Instant.now().plus(Duration.ofDays(364)), Instant.now().plus(Duration.ofDays(365)));
        assertThat(last.path("warning").isNull()).isTrue();
        assertThat(last.has("token")).isFalse();
        assertThat(list.body()).doesNotContain(token);
        assertThat(list.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aTokenIsReplacedWithoutAGapAndAThirdIsRefused() {
        JsonNode old = issue("");
        JsonNode fresh = issue("");
        Answer third = send("POST", url(), "");

        assertThat(third.status()).isEqualTo(409);
        assertThat(third.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(third.json().path("detail").asText()).contains("2 valid credentials", "Revoke one");
        assertThat(scim(old.path("token").asText())).isEqualTo(200);
        assertThat(scim(fresh.path("token").asText())).isEqualTo(200);

        String address = url() + "/" + old.path("id").asText();
        assertThat(send("DELETE", address, "").status()).isEqualTo(204);
        assertThat(send("DELETE", address, "").status()).as("again").isEqualTo(204);
        awaitRefused(old.path("token").asText());
        assertThat(scim(fresh.path("token").asText())).isEqualTo(200);
    }

    private static void awaitRefused(String token) {
        long until = System.nanoTime() + 10_000_000_000L;
        while (scim(token) != 401) {
            assertThat(System.nanoTime()).as("still accepted").isLessThan(until);
            LockSupport.parkNanos(100_000_000L);
        }
    }

    @Test
    void aCredentialThatEndsSoonWarns() {
        Instant expires = Instant.now().plus(Duration.ofDays(3));

        assertThat(issue("{'expires':'" + expires + "'}").path("warning").asText())
                .contains("expires in less than 3 days", "Issue a second one");
        assertThat(issue("{'expires':'" + expires.plus(Duration.ofDays(60)) + "'}")
                        .path("warning")
                        .isNull())
                .isTrue();
    }

    @Test
    @DisplayName("security review, LOW: a credential ends after auth.credential-life unless another end is asked for;"
            + " the last one that ends within 30 days is told in the directory and its health")
    void aCredentialEndsByItself() {
        assertThat(issue("{}").path("expires").isTextual()).isTrue();
        JsonNode lasting = issue("{'expires':null}");
        assertThat(lasting.path("expires").isNull()).isTrue();
        assertThat(health().path("credentialWarning").isNull()).isTrue();
        revokeAll();
        issue("{'expires':'" + Instant.now().plus(Duration.ofDays(29)) + "'}");
        assertThat(health().path("credentialWarning").asText()).contains("expires in less than 29 days");
        assertThat(send("GET", url().replace("/credentials", ""), "")
                        .json()
                        .path("warnings")
                        .toString())
                .contains("expires in less than 29 days");
    }

    private static JsonNode health() {
        return send("GET", url().replace("/credentials", "/health"), "").json();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'expires':'2001-01-01T00:00:00Z'}",
                "{'expires':'tomorrow'}",
                "{'expires':5}",
                "{'expired':null,'expires':'2100-01-01T00:00:00Z'}",
                "{'days':5}",
                "[]"
            })
    void anEndThatCannotBeUsedIsToldWithWhatIsRight(String body) {
        Answer answer = send("POST", url(), body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains("{\"expires\":");
    }

    @Test
    void whatIsNotTheOrganisationsDoesNotExist() {
        Organisation other = new Organisations(
                        GATEWAY.gateway().parts().database().writes(),
                        GATEWAY.gateway().parts().time())
                .create(Actor.gateway(Actor.INSTALLATION), "other", "Other Company", Plan.ENTERPRISE, 60, 0)
                .await();
        Scope foreign = new Scope.Organisation(other.id());
        String throughOther = url().replace("/demo/", "/other/");

        assertThat(send("POST", url(), "", foreign).status()).isEqualTo(404);
        assertThat(send("POST", throughOther, "", foreign).status()).isEqualTo(404);
        assertThat(send("GET", throughOther, "", foreign).status()).isEqualTo(404);
        assertThat(send("DELETE", url() + "/" + UUID.randomUUID(), "").status()).isEqualTo(404);
        assertThat(send("DELETE", url() + "/1-1-1-1-1", "").status()).isEqualTo(404);
        assertThat(Http.get(url()).send().status()).isEqualTo(401);
    }
}
