package dev.rollcall.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rollcall.core.admin.directory.DirectoryReading;
import dev.rollcall.core.admin.directory.DirectoryTraffic.Seen;
import dev.rollcall.scim.message.QueryReader;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.health.ObservedRequest.Asked;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.capability.KeepsRhythm;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests over HTTP, and what is told of them over HTTP. */
final class HealthApiIT {

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

    /** As an administrator would show it who has copied it wrongly. */
    private static String withAnotherSecret(String credential) {
        return credential.substring(0, credential.length() - 7);
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
    @DisplayName("Issue 16: a directory that nothing can reach yet says what comes first")
    void whatIsNotConnectedYetSaysWhatComesFirst() {
        for (Adapter adapter : Adapters.all()) {
            String path = "/api/v1/organizations/demo/directories";
            String id = ask(
                            "POST",
                            path,
                            "{'provider':'" + adapter.provider() + "','name':'" + adapter.provider() + " yet'}")
                    .path("id")
                    .asText();
            String health = path + "/" + id + "/health";
            assertThat(ask("GET", health, "").path("state").asText()).isEqualTo("waiting");
            if (adapter.source().isPresent()) {
                assertThat(ask("GET", health, "").path("message").asText())
                        .startsWith("No source has been entered yet from which to read the directory.");
                continue;
            }
            String none = "The directory has no valid credential yet. Issue one";
            assertThat(ask("GET", health, "").path("message").asText()).startsWith(none);
            String credential = ask("POST", path + "/" + id + "/credentials", "{}")
                    .path("id")
                    .asText();
            assertThat(ask("GET", health, "").path("message").asText())
                    .startsWith("No request with a valid credential has arrived yet.");
            ask("DELETE", path + "/" + id + "/credentials/" + credential, "");
            assertThat(ask("GET", health, "").path("message").asText()).startsWith(none);
        }
    }

    private static JsonNode ask(String method, String path, String body) {
        Http.Answer answer = Http.request(method, GATEWAY.url() + path)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .body(body)
                .send();
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
        return answer.body().isEmpty() ? MissingNode.getInstance() : answer.json();
    }

    @Test
    void whatKeepsFailingIsToldWithItsCauseUntilSomethingSucceeds() {
        get("okta", okta, "/Users?startIndex=1&count=2");
        for (int i = 0; i < 3; i++) {
            get("okta", withAnotherSecret(okta), "/Users?startIndex=1&count=2");
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
        Seen seen = new Seen(null, null, now.minusSeconds(minutes * 60L), null, 0, null, null);
        KeepsRhythm rhythm = Adapters.of(provider).orElseThrow() instanceof KeepsRhythm keeps ? keeps : null;

        assertThat(Diagnosis.of(seen, rhythm, expected, now).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        // state, minutes since the last complete reading, incomplete ones since, minutes until the next
        "unproven, , 0, 0, waiting",
        "ready, , 0, 5, waiting",
        "ready, 4, 0, 1, healthy",
        "ready, 12, 2, 3, healthy",
        "ready, 12, 3, 3, failing",
        "ready, , 3, 3, failing",
        "stopped, 600, 0, 30, failing",
        "ready, 44, 0, -31, healthy",
        "ready, 46, 0, -29, healthy",
        "ready, 46, 0, -31, silent"
    })
    void aDirectoryThatIsReadIsJudgedByItsReadings(
            String source, @Nullable Integer complete, int failures, int next, String state) {
        Instant now = Instant.parse("2026-01-05T09:00:00Z");
        DirectoryReading reading = new DirectoryReading(
                source,
                null,
                Duration.ofMinutes(5),
                now.plusSeconds(next * 60L),
                complete == null ? null : now.minusSeconds(complete * 60L),
                failures,
                "The groups could not be listed.");
        Seen seen = new Seen(null, null, null, null, 0, null, reading);

        Diagnosis diagnosis = Diagnosis.of(seen, null, true, now);

        assertThat(diagnosis.state()).as(diagnosis.message()).isEqualTo(state);
        assertThat(diagnosis.nextCycle()).isEqualTo(reading.next());
    }

    @ParameterizedTest
    @CsvSource({
        "200, true, false, true,",
        "409, false, false, false, CONFLICT",
        "400, false, true, false, VALUE",
        "404, true, true, false,",
        "404, true, false, false, ADDRESS",
        "401, true, false, false, CREDENTIAL",
        "429, false, false, false,",
        "500, false, false, false, GATEWAY"
    })
    void anAnswerIsASuccessAFailureOrNeither(
            int status, boolean reads, boolean isOfOne, boolean success, ObservedRequest.Kind kind) {
        ObservedRequest sighting =
                ObservedRequest.of(UUID.randomUUID(), new Asked(reads, isOfOne, false, null), status);

        assertThat(sighting.success()).isEqualTo(success);
        assertThat(sighting.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "startIndex=1&count=2, true",
        "count=0, true",
        "count=3, false",
        "count=0&x=count=9, true",
        "filter=userName+eq+%22x%22&count=1, false",
        "filter=userName%20eq%20%220192d3a0-0000-7000-8000-000000000001%22, true",
        "filter=externalId+eq+%220192D3A0-0000-7000-8000-000000000001%22&count=1, true",
        "filter=userName+sw+%220192d3a0-0000-7000-8000-000000000001%22, false"
    })
    void aConnectionTestIsKnownByWhatItAsks(String query, boolean probe) {
        ScimRequest request = QueryReader.query(CoreTypes.USER, parameters(query));

        assertThat(new Asked(true, false, false, request).isProbe()).isEqualTo(probe);
        assertThat(new Asked(false, false, false, request).isProbe()).isFalse();
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        new QueryStringDecoder("?" + query).parameters().forEach((name, values) -> parameters.put(name, values.get(0)));
        return parameters;
    }

    /** M5: ten requests with made-up tokens, at a directory whose id is no secret. */
    @Test
    void whatShowsNoCredentialOfADirectorySaysNothingAboutIt() {
        get("okta", okta, "/Users?startIndex=1&count=2");
        for (int i = 0; i < 10; i++) {
            get("okta", i % 2 == 0 ? entra : "rc_wrong", "/Users?startIndex=1&count=2");
            get("okta", "rc_wrong", "/Nothing");
        }
        JsonNode health = health("okta");
        assertThat(health.path("state").asText()).isEqualTo("healthy");
        assertThat(health.path("failures").asInt()).isZero();
        assertThat(gauge("okta", "failing")).isEqualTo("0.0");
    }
}
