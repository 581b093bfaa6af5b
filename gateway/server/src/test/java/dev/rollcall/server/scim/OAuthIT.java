package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.directory.Credentials.Issued;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ENTRA-04: OAuth 2.0 client credentials, from the token endpoint to the SCIM routes. */
final class OAuthIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private Issued issued;

    @BeforeEach
    void issue() {
        issued = issue(null);
    }

    private static Issued issue(@Nullable Instant expires) {
        Directory directory = GATEWAY.directory("entra");
        return GATEWAY.gateway()
                .parts()
                .credentials()
                .issue(Actor.gateway(directory.orgId()), directory.id(), expires)
                .await();
    }

    @AfterEach
    void revoke() {
        revoke(issued);
    }

    private static void revoke(Issued credential) {
        Directory directory = GATEWAY.directory("entra");
        GATEWAY.gateway()
                .parts()
                .credentials()
                .revoke(
                        Actor.gateway(directory.orgId()),
                        directory.id(),
                        credential.credential().id())
                .await();
    }

    private static String clientId(Issued credential) {
        return "rc_" + credential.credential().prefix();
    }

    private static Http request(String provider, String form) {
        return Http.request(
                        "POST",
                        GATEWAY.url() + "/oauth/" + GATEWAY.directory(provider).id() + "/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(form);
    }

    private static String form(Issued credential) {
        return "grant_type=client_credentials&scope=scim&client_id=" + clientId(credential) + "&client_secret="
                + credential.token();
    }

    private static String accessToken(Issued credential) {
        Answer answer = request("entra", form(credential)).send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("access_token").asText();
    }

    private static int scim(String provider, String token) {
        return Http.get(GATEWAY.scimUrl(provider) + "/Users")
                .bearer(token)
                .send()
                .status();
    }

    @Test
    void aCredentialInTheBodyIsTradedForATokenThatOpensItsDirectoryAlone() {
        Answer answer = request("entra", form(issued)).send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Pragma")).isEqualTo("no-cache");
        assertThat(answer.json().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3_600);
        assertThat(answer.json().path("scope").asText()).isEqualTo("scim");
        String token = answer.json().path("access_token").asText();
        assertThat(scim("entra", token)).isEqualTo(200);
        assertThat(scim("okta", token)).isEqualTo(401);
        assertThat(scim("entra", token.substring(0, token.length() - 4) + "AAAA"))
                .as("forged")
                .isEqualTo(401);
    }

    @Test
    void aCredentialInTheBasicHeaderIsTakenAsWell() {
        byte[] pair = (clientId(issued) + ":" + issued.token()).getBytes(StandardCharsets.UTF_8);
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair);

        Answer answer = request("entra", "grant_type=client_credentials")
                .header("Authorization", basic)
                .send();
        Answer twice =
                request("entra", form(issued)).header("Authorization", basic).send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(scim("entra", answer.json().path("access_token").asText())).isEqualTo(200);
        assertThat(twice.json().path("error").asText()).isEqualTo("invalid_request");
    }

    /** RFC 6749 section 2.3.1: both halves are form-encoded before they are joined. */
    @Test
    void theHalvesOfTheBasicHeaderMayBeEncodedAndTheBodyNamesNoOtherClient() {
        String pair =
                clientId(issued).replace("_", "%5F") + ":" + issued.token().replace("_", "%5f");
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));

        Answer same = request("entra", "grant_type=client_credentials&client_id=" + clientId(issued))
                .header("Authorization", basic)
                .send();
        Answer other = request("entra", "grant_type=client_credentials&client_id=rc_000000000000")
                .header("Authorization", basic)
                .send();

        assertThat(same.status()).as(same.body()).isEqualTo(200);
        assertRefused(other, 400, "invalid_request");
    }

    @Test
    void revokingTheCredentialEndsItsAccessTokens() {
        String token = accessToken(issued);
        assertThat(scim("entra", token)).isEqualTo(200);

        revoke(issued);

        long until = System.nanoTime() + 10_000_000_000L;
        while (scim("entra", token) != 401) {
            assertThat(System.nanoTime()).as("still accepted").isLessThan(until);
            LockSupport.parkNanos(100_000_000L);
        }
        assertThat(request("entra", form(issued)).send().json().path("error").asText())
                .isEqualTo("invalid_client");
    }

    @Test
    void anAccessTokenNeverOutlivesItsCredential() {
        Issued brief = issue(Instant.now().plus(Duration.ofMinutes(10)));
        try {
            assertThat(request("entra", form(brief))
                            .send()
                            .json()
                            .path("expires_in")
                            .asInt())
                    .isBetween(540, 600);
        } finally {
            revoke(brief);
        }
    }

    @Test
    void tokensOfTheAdminApiAndOfDirectoriesAreNoneForEachOther() {
        assertThat(scim("entra", GATEWAY.token(new Scope.Operator()))).isEqualTo(401);
        assertThat(Http.get(GATEWAY.url() + "/api/v1/organizations/demo")
                        .bearer(accessToken(issued))
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aTokenThatNobodySignedIsRefused() {
        String payload = accessToken(issued).split("\\.", -1)[1];
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"typ\":\"JWT\",\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(scim("entra", header + "." + payload + ".")).isEqualTo(401);
        assertThat(scim("entra", header + "." + payload)).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400, invalid_request",
        "'grant_type=', 400, invalid_request",
        "'grant_type=%zz', 400, invalid_request",
        "'grant_type=password&client_id=ID&client_secret=SECRET', 400, unsupported_grant_type",
        "'grant_type=client_credentials&scope=admin&client_id=ID&client_secret=SECRET', 400, invalid_scope",
        "'grant_type=client_credentials&client_id=ID&client_id=ID&client_secret=SECRET', 400, invalid_request",
        "'grant_type=client_credentials', 401, invalid_client",
        "'grant_type=client_credentials&client_id=ID', 401, invalid_client",
        "'grant_type=client_credentials&client_id=rc_000000000000&client_secret=SECRET', 401, invalid_client",
        "'grant_type=client_credentials&client_id=ID&client_secret=wrong', 401, invalid_client",
        // LOW: a beginning of the client's id is another client
        "'grant_type=client_credentials&client_id=rc&client_secret=SECRET', 401, invalid_client",
        "'grant_type=client_credentials&client_id=SECRET&client_secret=SECRET', 401, invalid_client"
    })
    void aRefusalHasTheCodeOfTheRfcAndSaysWhatIsRight(String form, int status, String code) {
        Answer answer = request("entra", form.replace("ID", clientId(issued)).replace("SECRET", issued.token()))
                .send();

        assertRefused(answer, status, code);
    }

    @Test
    void theClientOfAnotherDirectoryIsRefused() {
        assertRefused(request("okta", form(issued)).send(), 401, "invalid_client");
    }

    private void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("error").asText()).isEqualTo(code);
        assertThat(answer.json().path("error_description").asText()).endsWith(".");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Pragma")).isEqualTo("no-cache");
        assertThat(answer.header("WWW-Authenticate").isEmpty()).isEqualTo(status != 401);
        assertThat(answer.body()).doesNotContain(issued.token());
    }

    @Test
    void theMetadataLeadsToTheTokenEndpoint() {
        String id = GATEWAY.directory("entra").id().toString();
        JsonNode metadata = Http.get(GATEWAY.url() + "/.well-known/oauth-authorization-server/oauth/" + id)
                .send()
                .json();

        assertThat(metadata.path("issuer").asText()).isEqualTo(GATEWAY.url() + "/oauth/" + id);
        assertThat(metadata.path("token_endpoint").asText()).isEqualTo(GATEWAY.url() + "/oauth/" + id + "/token");
        assertThat(metadata.path("grant_types_supported").toString()).isEqualTo("[\"client_credentials\"]");
    }
}
