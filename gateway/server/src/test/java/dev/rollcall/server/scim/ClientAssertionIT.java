package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.TestIssuer;
import dev.rollcall.server.TestIssuer.TestKey;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ENTRA-04: clients, workloads and issuers that sign with keys of their own, over HTTP from the keys to the SCIM routes. */
final class ClientAssertionIT {

    private static final String TENANT = "https://login.microsoftonline.com/6babcaad-604b-40ac-a9d7-9fd97c0b779f/v2.0";
    private static final String STS = "https://sts.windows.net/6babcaad-604b-40ac-a9d7-9fd97c0b779f/";
    private static final TestKey KEY = TestKey.rsa("first");

    @RegisterExtension
    static final TestIssuer KEYS = new TestIssuer(KEY);

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.JWKS_HOSTS, "127.0.0.1, *.example.com")
            .with(Settings.JWKS_PAUSE, "1");

    private static String credential = "";

    @BeforeEach
    void register() {
        KEYS.publish(KEY);
        KEYS.answering(200);
        Answer answer = patch(
                "entra",
                new JsonObject()
                        .put(
                                "allowed",
                                JsonArray.of(
                                        "token",
                                        "client_secret",
                                        "private_key_jwt",
                                        "workload_identity",
                                        "issued_token"))
                        .put("issuers", JsonArray.of(client(), workload(), issued())));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        if (credential.isEmpty()) {
            credential = GATEWAY.credential("entra");
        }
    }

    private static JsonObject client() {
        return new JsonObject()
                .put("use", "private_key_jwt")
                .put("issuer", "client-1")
                .put("jwks", new JsonObject().put("keys", JsonArray.of(KEY.jwk())));
    }

    private static JsonObject workload() {
        return new JsonObject()
                .put("use", "workload_identity")
                .put("issuer", TENANT)
                .put("subject", "principal-1")
                .put("audiences", JsonArray.of("api://app", "api://app/host"))
                .put("jwksUrl", KEYS.url());
    }

    private static JsonObject issued() {
        return new JsonObject()
                .put("use", "issued_token")
                .put("issuer", STS)
                .put("audiences", JsonArray.of("8adf8e6e-67b2-4cf2-a259-e3dc5476c621"))
                .put("appId", "00000014-0000-0000-c000-000000000000")
                .put("jwksUrl", KEYS.url());
    }

    private static String path(String provider) {
        return GATEWAY.url() + "/api/v1/organizations/demo/directories/"
                + GATEWAY.directory(provider).id() + "/authentication";
    }

    private static Answer patch(String provider, JsonObject body) {
        return Http.request("PATCH", path(provider))
                .bearer(GATEWAY.token(new Scope.Operator()))
                .exactly(body.encode())
                .send();
    }

    private static Answer show(String provider) {
        return Http.get(path(provider))
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send();
    }

    private static String endpoint(String provider) {
        return GATEWAY.url() + "/oauth/" + GATEWAY.directory(provider).id() + "/token";
    }

    private static Answer token(String provider, String assertion, String more) {
        return Http.request("POST", endpoint(provider))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .exactly("grant_type=client_credentials&client_assertion_type="
                        + URLEncoder.encode(
                                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", StandardCharsets.UTF_8)
                        + "&client_assertion=" + assertion + more)
                .send();
    }

    private static Answer token(String assertion) {
        return token("entra", assertion, "");
    }

    private static Answer users(String provider, String token) {
        return Http.get(GATEWAY.scimUrl(provider) + "/Users").bearer(token).send();
    }

    private static JsonObject clientClaims() {
        return TestIssuer.claims("client-1", "client-1", endpoint("entra"))
                .put("jti", UUID.randomUUID().toString());
    }

    private static JsonObject workloadClaims() {
        return TestIssuer.claims(TENANT, "principal-1", "api://app/host").put("uti", "u");
    }

    private static JsonObject issuedClaims() {
        return TestIssuer.claims(STS, "any", "8adf8e6e-67b2-4cf2-a259-e3dc5476c621")
                .put("appid", "00000014-0000-0000-c000-000000000000");
    }

    private static void assertOpens(Answer granted) {
        assertThat(granted.status()).as(granted.body()).isEqualTo(200);
        String token = granted.json().path("access_token").asText();
        assertThat(users("entra", token).status()).isEqualTo(200);
        assertThat(users("okta", token).status()).isEqualTo(401);
    }

    private static void assertRefused(Answer answer, String reason) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_client");
        assertThat(answer.json().path("error_description").asText())
                .contains(reason)
                .endsWith(".");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aClientThatSignsWithItsRegisteredKeyGetsATokenForItsDirectory() {
        assertOpens(token("entra", KEY.sign(clientClaims()), "&client_id=client-1"));
        assertOpens(token(KEY.sign(clientClaims().put("aud", endpoint("entra").replace("/token", "")))));
    }

    @Test
    void anAssertionWithAJtiIsUsedOnce() {
        String assertion = KEY.sign(clientClaims());
        assertThat(token(assertion).status()).isEqualTo(200);
        assertRefused(token(assertion), "it was used before (jti)");
    }

    @Test
    @DisplayName("security review, LOW: an assertion without a text jti, which could be used again, is refused")
    void anAssertionNeedsAJti() {
        JsonObject without = clientClaims();
        without.remove("jti");
        assertRefused(token(KEY.sign(without)), "it has no id (jti)");
        for (Object none : new Object[] {7, "", " ", null, true, JsonArray.of("a"), new JsonObject()}) {
            assertRefused(token(KEY.sign(clientClaims().put("jti", none))), "it has no id (jti)");
        }
    }

    @Test
    void aWorkloadShowsTheSameTokenOfEntraUntilItEnds() {
        String assertion = KEY.sign(workloadClaims());
        assertOpens(token(assertion));
        assertOpens(token(assertion));
        assertOpens(token(KEY.sign(workloadClaims().put("aud", "api://app"))));
    }

    @Test
    void aTokenThatEntraIssuedIsABearerTokenWhereTheDirectoryAllowsIt() {
        String token = KEY.sign(issuedClaims());
        assertThat(users("entra", token).status()).isEqualTo(200);
        assertThat(users("okta", token).status()).isEqualTo(401);
        assertThat(patch(
                                "okta",
                                new JsonObject()
                                        .put("allowed", JsonArray.of("issued_token"))
                                        .put("issuers", JsonArray.of(issued())))
                        .status())
                .isEqualTo(200);
        assertThat(users("okta", token).status())
                .as("one token for several directories, each of which trusts its issuer")
                .isEqualTo(200);

        Answer refused = users("entra", KEY.sign(issuedClaims().put("appid", "another")));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("detail").asText()).contains("appid or azp");
        assertThat(users("entra", KEY.sign(workloadClaims())).status())
                .as("an assertion is no bearer token")
                .isEqualTo(401);
        assertRefused(token(KEY.sign(issuedClaims())), "not registered");
    }

    @ParameterizedTest
    @CsvSource({
        "aud, api://other, audience (aud) is not",
        "iss, https://login.microsoftonline.com/other/v2.0, not registered",
        "sub, principal-2, not registered"
    })
    void aTokenOfAnotherIsRefused(String claim, String value, String reason) {
        assertRefused(token(KEY.sign(workloadClaims().put(claim, value))), reason);
    }

    @ParameterizedTest
    @CsvSource({
        "exp, -120, it expired at",
        "nbf, 120, not valid before",
        "iat, 120, not valid before",
        "exp, 90000, more than a day from now"
    })
    void theTimesOfATokenCount(String claim, int seconds, String reason) {
        assertRefused(token(KEY.sign(workloadClaims().put(claim, Instant.now().getEpochSecond() + seconds))), reason);
    }

    @Test
    void aSignatureCountsOnlyAsWhatItsKeyIsFor() {
        assertRefused(token(TestIssuer.unsigned(workloadClaims())), "not a signed JWT");
        assertRefused(token(TestIssuer.confused(KEY, workloadClaims())), "algorithm that is not accepted");
        assertRefused(token(TestKey.rsa("first").sign(workloadClaims())), "signature");
        assertRefused(token(TestKey.rsa("first").sign(clientClaims())), "signature");
        assertRefused(token(TestKey.rsa("other").sign(clientClaims())), "none of the registered keys");
        assertThat(users("entra", TestIssuer.unsigned(issuedClaims())).status()).isEqualTo(401);
        assertThat(users("entra", TestIssuer.confused(KEY, issuedClaims())).status())
                .isEqualTo(401);
    }

    @Test
    void aClientIdThatIsAnotherClientsIsRefused() {
        assertRefused(token("entra", KEY.sign(clientClaims()), "&client_id=client-2"), "another client's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&client_secret=x", "&client_assertion=x"})
    void aClientShowsWhoItIsInOneWay(String more) {
        Answer answer = token("entra", KEY.sign(clientClaims()), more);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_request");
    }

    @Test
    void aNewKeyIsFetchedAndWhileTheIssuerIsDownTheKnownOnesGoOn() {
        TestKey second = TestKey.ec("second");
        KEYS.publish(KEY, second);
        await(second, 200);

        KEYS.answering(503);
        TestKey third = TestKey.ec("third");
        await(third, 503);
        Answer waiting = token(third.sign(workloadClaims()));
        assertThat(waiting.header("Retry-After")).isNotEmpty();
        assertThat(waiting.json().path("error_description").asText()).contains(KEYS.url(), "status 503");
        assertOpens(token(KEY.sign(workloadClaims())));
        assertThat(users("entra", third.sign(issuedClaims())).status()).isEqualTo(503);
    }

    private static void await(TestKey key, int status) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (token(key.sign(workloadClaims())).status() != status) {
            assertThat(System.nanoTime()).as("still not " + status).isLessThan(until);
            LockSupport.parkNanos(100_000_000L);
        }
    }

    @Test
    void anAccessTokenEndsWithTheRegistrationThatItWasIssuedFor() {
        String access =
                token(KEY.sign(workloadClaims())).json().path("access_token").asText();
        assertThat(users("entra", access).status()).isEqualTo(200);
        patch("entra", new JsonObject().put("issuers", JsonArray.of(client())));
        assertThat(users("entra", access).status()).isEqualTo(401);
        assertRefused(token(KEY.sign(workloadClaims())), "not registered");
    }

    @Test
    void aWayThatIsClosedIsRefusedWithThoseThatAreOpen() {
        assertThat(users("entra", credential).status()).isEqualTo(200);
        patch("entra", new JsonObject().put("allowed", JsonArray.of("workload_identity")));

        Answer refused = users("entra", credential);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("detail").asText()).contains("\"token\"", "it allows: workload_identity");
        Answer secret = Http.request("POST", endpoint("entra"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .exactly("grant_type=client_credentials&client_id=" + credential.substring(0, 15) + "&client_secret="
                        + credential)
                .send();
        assertRefused(secret, "it allows: workload_identity");
        assertRefused(token(KEY.sign(clientClaims())), "not registered");
        assertOpens(token(KEY.sign(workloadClaims())));
    }

    @Test
    void whatIsSetIsShownWithItsVersion() {
        Answer shown = show("entra");
        JsonNode body = shown.json();
        assertThat(body.path("allowed").toString())
                .isEqualTo("[\"token\",\"client_secret\",\"private_key_jwt\",\"workload_identity\",\"issued_token\"]");
        assertThat(body.at("/issuers/0/subject").asText()).isEqualTo("client-1");
        assertThat(body.at("/issuers/0/jwks/keys/0/kid").asText()).isEqualTo("first");
        assertThat(body.at("/issuers/1/jwksUrl").asText()).isEqualTo(KEYS.url());
        assertThat(body.path("tokenEndpoint").asText()).isEqualTo(endpoint("entra"));
        assertThat(body.path("credentials").isEmpty()).isFalse();
        assertThat(shown.body()).doesNotContain(credential);

        JsonNode keeping = body.path("issuers").get(1);
        Answer kept = patch("entra", new JsonObject().put("issuers", JsonArray.of(new JsonObject(keeping.toString()))));
        assertThat(kept.json().at("/issuers/0/id")).isEqualTo(keeping.path("id"));
        assertThat(Http.request("PATCH", path("entra"))
                        .bearer(GATEWAY.token(new Scope.Operator()))
                        .header("If-Match", shown.header("ETag"))
                        .body("{'allowed':['token']}")
                        .send()
                        .status())
                .isEqualTo(412);
    }

    @Test
    void theAuditTellsWhoChangedWhat() {
        patch("entra", new JsonObject().put("allowed", JsonArray.of("token")));
        JsonNode entry = Http.get(
                        GATEWAY.url() + "/api/v1/organizations/demo/audit?limit=1&action=change_authentication")
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send()
                .json()
                .at("/items/0");
        assertThat(entry.at("/actor/name").asText()).isEqualTo("test");
        assertThat(entry.at("/before/allowed").size()).isEqualTo(5);
        assertThat(entry.at("/after/allowed").size()).isEqualTo(1);
    }

    @Test
    void aDirectoryForWhichNothingWasSetTakesItsCredentials() {
        UUID fresh = new Directories(
                        GATEWAY.gateway().parts().database().writes(),
                        GATEWAY.gateway().parts().time())
                .create(Actor.gateway(GATEWAY.demo().organisation().id()), "Fresh", "okta")
                .await()
                .id();
        JsonNode body = Http.get(GATEWAY.url() + "/api/v1/organizations/demo/directories/" + fresh + "/authentication")
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send()
                .json();
        assertThat(body.path("allowed").toString()).isEqualTo("[\"token\",\"client_secret\"]");
        assertThat(body.path("issuers").isEmpty()).isTrue();
    }

    @Test
    void whatCannotBeUsedIsRefusedWithWhatWouldBe() {
        for (var wrong : List.of(
                List.of("allowed", "private_key_jwt", new JsonObject().put("allowed", JsonArray.of("password"))),
                List.of("issuers[0].jwksUrl", "jwks.hosts", with("jwksUrl", "https://169.254.169.254/keys")),
                List.of("issuers[0].jwksUrl", "jwks.hosts", with("jwksUrl", "http://keys.example.com/")),
                List.of("issuers[0].jwksUrl", "jwks.hosts", with("jwksUrl", "https://example.com/")),
                // LOW: another port of a listed host
                List.of(
                        "issuers[0].jwksUrl",
                        "on port 443",
                        with("jwksUrl", "https://login.microsoftonline.com:22/keys")),
                List.of("issuers[0]", "either jwksUrl or jwks", with("jwks", new JsonObject())),
                List.of("issuers[0].subject", "not empty", with("subject", "")),
                List.of("issuers[0].audiences", "aud", with("audiences", new JsonArray())),
                List.of("issuers[0].use", "workload_identity", with("use", "any")),
                List.of(
                        "issuers[0].id",
                        "registered",
                        with("id", UUID.randomUUID().toString())),
                List.of("issuers[0].name", "the known ones are", with("name", "x")),
                List.of("issuers[0].jwks", "public keys", secretKey()))) {
            Answer answer = patch("entra", (JsonObject) wrong.get(2));
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().path("detail").asText()).contains((String) wrong.get(0), (String) wrong.get(1));
        }
    }

    private static JsonObject with(String field, Object value) {
        return new JsonObject().put("issuers", JsonArray.of(workload().put(field, value)));
    }

    /** A set that holds a shared secret and nothing else. */
    private static JsonObject secretKey() {
        JsonObject secret =
                new JsonObject().put("kty", "oct").put("k", "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA");
        return new JsonObject()
                .put("issuers", JsonArray.of(client().put("jwks", new JsonObject().put("keys", JsonArray.of(secret)))));
    }

    @Test
    void theMetadataNamesTheWaysAndNoSharedSecretAmongTheAlgorithms() {
        JsonNode metadata = Http.get(GATEWAY.url() + "/.well-known/oauth-authorization-server/oauth/"
                        + GATEWAY.directory("entra").id())
                .send()
                .json();
        assertThat(metadata.path("token_endpoint_auth_methods_supported").toString())
                .contains("private_key_jwt");
        assertThat(metadata.path("token_endpoint_auth_signing_alg_values_supported")
                        .toString())
                .contains("RS256")
                .doesNotContain("HS256", "none");
    }
}
