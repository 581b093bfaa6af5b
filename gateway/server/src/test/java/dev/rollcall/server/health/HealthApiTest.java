package dev.rollcall.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.DirectoryTraffic.Seen;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests over HTTP, and what is told of them over HTTP. */
final class HealthApiTest {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static String okta;
    private static String entra;

    @BeforeAll
    static void credentials() {
        okta = GATEWAY.credential("okta");
        entra = GATEWAY.credential("entra");
    }

    private static JsonNode health(String provider) {
        GATEWAY.gateway().parts().traffic().write().await();
        return Http.get(GATEWAY.url() + "/api/v1/organizations/demo/directories/"
                        + GATEWAY.directory(provider).id() + "/health")
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send()
                .json();
    }

    private static void get(String provider, String credential, String path) {
        Http.get(GATEWAY.scimUrl(provider) + path).bearer(credential).send();
    }

    /** What an operator's alert sees. */
    private static String gauge(String provider, String state) {
        GATEWAY.gateway().parts().census().count().await();
        String name = "rollcall_directories{health=\"" + state + "\",provider=\"" + provider + "\"} ";
        return Http.get(GATEWAY.managementUrl() + "/metrics")
                .send()
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .collect(Collectors.joining());
    }

    @Test
    void aConnectionTestAndTheFirstChangeAreSeen() {
        assertThat(health("entra").path("state").asText()).isEqualTo("waiting");

        get("entra", entra, "/Users?filter=userName%20eq%20%22" + UUID.randomUUID() + "%22");
        JsonNode probed = health("entra");
        assertThat(probed.path("state").asText()).isEqualTo("healthy");
        assertThat(probed.path("firstProbe").isTextual()).isTrue();
        assertThat(probed.path("lastChange").isNull()).isTrue();
        assertThat(Instant.parse(probed.path("nextCycle").asText()))
                .isEqualTo(Instant.parse(probed.path("lastRequest").asText()).plusSeconds(40 * 60));

        Http.request("POST", GATEWAY.scimUrl("entra") + "/Users")
                .bearer(entra)
                .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'ada@demo.example'}")
                .send();
        assertThat(health("entra").path("lastChange").isTextual()).isTrue();
        assertThat(health("entra").path("firstProbe")).isEqualTo(probed.path("firstProbe"));
    }

    @Test
    void whatKeepsFailingIsToldWithItsCauseUntilSomethingSucceeds() {
        get("okta", okta, "/Users?startIndex=1&count=2");
        for (int i = 0; i < 3; i++) {
            get("okta", "rc_wrong", "/Users?startIndex=1&count=2");
        }
        JsonNode refused = health("okta");
        assertThat(refused.path("state").asText()).isEqualTo("failing");
        assertThat(refused.path("failures").asInt()).isEqualTo(3);
        assertThat(refused.path("message").asText()).contains("credential was not accepted");
        assertThat(refused.at("/lastFailure/kind").asText()).isEqualTo("credential");
        assertThat(gauge("okta", "failing")).isEqualTo("1.0");
        assertThat(gauge("okta", "healthy")).isEqualTo("0.0");

        get("okta", okta, "/Users?startIndex=1&count=2");
        assertThat(health("okta").path("state").asText()).isEqualTo("healthy");
        assertThat(gauge("okta", "failing")).isEqualTo("0.0");
        assertThat(gauge("okta", "healthy")).isEqualTo("1.0");

        for (int i = 0; i < 3; i++) {
            get("okta", okta, "/User?count=1");
        }
        assertThat(health("okta").path("message").asText()).contains("404").contains("base URL");
        get("okta", okta, "/Users?startIndex=1&count=2");
    }

    @Test
    void aDirectoryThatDoesNotExistIsNotRemembered() {
        Http.get(GATEWAY.url() + "/scim/v2/" + UUID.randomUUID() + "/Users")
                .bearer(okta)
                .send();
        GATEWAY.gateway().parts().traffic().write().await();

        assertThat(GATEWAY.gateway()
                        .parts()
                        .database()
                        .reads()
                        .query("SELECT FROM directory_health h LEFT JOIN directory d USING (org_id, directory_id)"
                                + " WHERE d.directory_id IS NULL")
                        .execute()
                        .await()
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "entra, 119, true, healthy",
        "entra, 121, true, silent",
        "entra, 121, false, healthy",
        "okta, 121, true, healthy",
        "okta, 10081, true, silent"
    })
    void silenceIsMeasuredByTheProvidersRhythm(String provider, int minutes, boolean expected, String state) {
        Instant now = Instant.parse("2026-01-05T09:00:00Z");
        Seen seen = new Seen(null, null, now.minusSeconds(minutes * 60L), null, 0, null);

        assertThat(Diagnosis.of(seen, provider, expected, now).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /Users, startIndex=1&count=2, 200, true, true,",
        "GET, /Users, filter=userName+eq+%22x%22&count=1, 200, false, true,",
        "GET, /ServiceProviderConfig,, 200, true, true,",
        "POST, /Users,, 409, false, false, CONFLICT",
        "PATCH, /Users/1,, 400, false, false, VALUE",
        "GET, /Users/1,, 404, false, false,",
        "GET, /Nothing,, 404, false, false, ADDRESS",
        "POST, /Users,, 429, false, false,",
        "POST, /Users,, 500, false, false, GATEWAY"
    })
    void anAnswerIsASuccessAFailureOrNeither(
            String method, String path, String query, int status, boolean probe, boolean success, Sighting.Kind kind) {
        Sighting sighting = Sighting.of(method, "/scim/v2/" + UUID.randomUUID() + path, query, status)
                .orElseThrow();

        assertThat(sighting.probe()).isEqualTo(probe);
        assertThat(sighting.success()).isEqualTo(success);
        assertThat(sighting.kind()).isEqualTo(kind);
    }
}
