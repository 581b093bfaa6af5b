package dev.rollcall.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.TestIssuer;
import dev.rollcall.server.TestIssuer.TestKey;
import dev.rollcall.server.config.Settings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's own issuer: its keys behind HTTP, its tokens at the admin API. */
final class OperatorIssuerIT {

    private static final String ISSUER = "https://id.operator.example";
    private static final TestKey KEY = TestKey.rsa("first");

    @RegisterExtension
    static final TestIssuer KEYS = new TestIssuer(KEY);

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.AUTH_ISSUER, ISSUER)
            .with(Settings.AUTH_JWKS_URL, KEYS.url())
            .with(Settings.AUTH_SCOPE_CLAIM, "/realm/roles")
            .with(Settings.AUTH_SUBJECT_CLAIM, "email")
            .with(Settings.JWKS_REFRESH, "2")
            .with(Settings.JWKS_PAUSE, "1");

    @BeforeEach
    void publish() {
        KEYS.publish(KEY);
        KEYS.answering(200);
        await(KEY.sign(claims()), 200);
    }

    private static JsonObject claims(String... words) {
        return TestIssuer.claims(ISSUER, "u1", "rollcall")
                .put("email", "ada@operator.example")
                .put("realm", new JsonObject().put("roles", new JsonArray(List.of(words))));
    }

    private static JsonObject claims() {
        return claims("rollcall:operator");
    }

    private static Answer get(String path, String token) {
        return Http.get(GATEWAY.url() + path).bearer(token).send();
    }

    private static Answer organisation(String token) {
        return get("/api/v1/organizations/demo", token);
    }

    private static void assertRefused(String token, String reason) {
        Answer answer = organisation(token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.json().path("detail").asText())
                .startsWith("The token is not valid here: ")
                .contains(reason)
                .endsWith(".");
        assertThat(answer.body()).doesNotContain(token);
    }

    private static void await(String token, int status) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (organisation(token).status() != status) {
            assertThat(System.nanoTime()).as("still not " + status).isLessThan(until);
            LockSupport.parkNanos(100_000_000L);
        }
    }

    @Test
    void theWordsOfTheScopeSayWhatATokenMayDo() {
        UUID demo = GATEWAY.demo().organisation().id();
        Answer session = get("/console/session", KEY.sign(claims()));
        assertThat(session.json().path("subject").asText()).isEqualTo("ada@operator.example");
        assertThat(session.json().path("scope").asText()).isEqualTo("operator");

        assertThat(scope(claims("other", "rollcall:admin").put("org", demo.toString())))
                .isEqualTo("org:" + demo);
        assertThat(scope(claims("rollcall:read").put("org", demo.toString()))).isEqualTo("read-only:org:" + demo);
        assertThat(scope(claims("rollcall:read", "rollcall:operator"))).isEqualTo("read-only:operator");
        assertThat(organisation(KEY.sign(claims("rollcall:admin")
                                .put("org", UUID.randomUUID().toString())))
                        .status())
                .isEqualTo(404);
        assertRefused(KEY.sign(claims("rollcall:admin")), "claim org");
        assertRefused(KEY.sign(claims("rollcall:admin").put("org", "demo")), "is not the id of one");
        assertRefused(
                KEY.sign(claims("admin")),
                "rollcall:operator, rollcall:admin, rollcall:directory_admin, rollcall:people_admin, rollcall:auditor"
                        + " and rollcall:read");
    }

    @ParameterizedTest
    @CsvSource({
        "directory_admin, 200, 400, 403",
        "people_admin, 200, 403, 400",
        "auditor, 403, 403, 403",
    })
    @DisplayName("M9: a claim of the issuer gives a role within an organisation, which reaches its routes and no other")
    void aWordGivesARoleOfAnOrganisation(String role, int reads, int setsUp, int decides) {
        String demo = GATEWAY.demo().organisation().id().toString();
        String token = KEY.sign(claims("rollcall:" + role).put("org", demo));
        JsonNode session = get("/console/session", token).json();
        assertThat(session.path("scope").asText()).isEqualTo("org:" + demo + ":" + role);
        assertThat(session.path("role").asText()).isEqualTo(role);
        assertThat(get("/api/v1/organizations/demo/audit", token).status()).isEqualTo(200);
        assertThat(get("/api/v1/organizations/demo/members", token).status()).isEqualTo(reads);
        assertThat(post("/api/v1/organizations/demo/directories", token)).isEqualTo(setsUp);
        assertThat(post("/api/v1/organizations/demo/members", token)).isEqualTo(decides);
        assertThat(post("/api/v1/organizations/demo/webhooks", token)).isEqualTo(403);
        assertRefused(KEY.sign(claims("rollcall:" + role)), "claim org");
    }

    private static int post(String path, String token) {
        return Http.request("POST", GATEWAY.url() + path)
                .bearer(token)
                .body("{}")
                .send()
                .status();
    }

    @Test
    @DisplayName("M9: of several words the one that gives least counts, and two that do not contain each other are"
            + " refused")
    void theLeastOfSeveralWordsCounts() {
        String demo = GATEWAY.demo().organisation().id().toString();
        assertThat(scope(claims("rollcall:operator", "rollcall:admin", "rollcall:people_admin")
                        .put("org", demo)))
                .isEqualTo("org:" + demo + ":people_admin");
        assertThat(scope(claims("rollcall:directory_admin", "rollcall:read").put("org", demo)))
                .isEqualTo("read-only:org:" + demo);
        assertThat(scope(claims("rollcall:read", "rollcall:auditor").put("org", demo)))
                .isEqualTo("org:" + demo + ":auditor");
        assertRefused(
                KEY.sign(claims("rollcall:directory_admin", "rollcall:people_admin")
                        .put("org", demo)),
                "holds both rollcall:directory_admin and rollcall:people_admin");
    }

    private static String scope(JsonObject claims) {
        return get("/console/session", KEY.sign(claims)).json().path("scope").asText();
    }

    @Test
    @DisplayName("M10: a token of the operator's issuer that is valid for longer than auth.longest-token is refused")
    void aTokenEndsWithinADay() {
        long now = Instant.now().getEpochSecond();
        String reason = "valid for longer than the 86400 seconds of the setting auth.longest-token";
        assertThat(organisation(KEY.sign(claims().put("exp", now + 86_400))).status())
                .isEqualTo(200);
        for (long end : new long[] {now + 90_000, 31_556_889_864_403_199L, 1_000_000_000_000L}) {
            assertRefused(KEY.sign(claims().put("exp", end)), reason);
            JsonObject withoutBegin = claims().put("exp", end);
            withoutBegin.remove("iat");
            assertRefused(KEY.sign(withoutBegin), reason);
        }
        assertRefused(KEY.sign(claims().put("iat", now - 90_000).put("exp", now + 60)), reason);
    }

    @ParameterizedTest
    @CsvSource({"exp, -120, it expired at", "nbf, 120, is not valid before", "iat, 120, the clock of this gateway says"
    })
    void theTimesOfATokenCount(String claim, int seconds, String reason) {
        assertRefused(KEY.sign(claims().put(claim, Instant.now().getEpochSecond() + seconds)), reason);
        assertThat(organisation(KEY.sign(claims().put(claim, Instant.now().getEpochSecond() + seconds / 4)))
                        .status())
                .as("within the skew of the clocks")
                .isEqualTo(200);
    }

    @Test
    void aTokenSaysWhomItIsForAndWhenItEnds() {
        assertRefused(KEY.sign(claims().put("aud", "another")), "audience (aud) is not rollcall");
        assertRefused(KEY.sign(remove("aud")), "audience (aud) is not rollcall");
        assertRefused(KEY.sign(remove("exp")), "no expiry (exp)");
        assertRefused(KEY.sign(claims().put("exp", "tomorrow")), "exp, nbf and iat");
        assertRefused(KEY.sign(claims().put("aud", JsonArray.of((Object) null))), "audience (aud) is not rollcall");
        assertRefused(KEY.sign(remove("email")), "claim email");
        assertThat(organisation(KEY.sign(
                                claims().put("aud", new JsonArray().add("x").add("rollcall"))))
                        .status())
                .isEqualTo(200);
    }

    /** M7: whatever stands where a time should, signed by the issuer itself, is refused and never a failure of the gateway. */
    @ParameterizedTest
    @ValueSource(strings = {"exp", "nbf", "iat"})
    void whatIsNoTimeIsRefused(String claim) {
        for (Object value : Arrays.asList(
                null, "", "1", true, -1, 1e300, Long.MAX_VALUE, new JsonArray(), new JsonObject(), JsonArray.of(1))) {
            assertRefused(KEY.sign(claims().put(claim, value)), "exp, nbf and iat are not all times");
        }
    }

    /** M8: words are those of a text or of a list of texts, whatever else may hold the letters of one. */
    @Test
    void aScopeIsATextOrAListOfTexts() {
        String word = "rollcall:operator";
        for (Object value : Arrays.asList(
                new JsonObject().put("a", "x " + word + " y"),
                new JsonObject().put(word, word),
                JsonArray.of(new JsonObject().put("a", word)),
                JsonArray.of(JsonArray.of(word)),
                JsonArray.of("x " + word),
                JsonArray.of(true, 1, null),
                null,
                1)) {
            assertRefused(
                    KEY.sign(claims().put("realm", new JsonObject().put("roles", value))), "a text or a list of texts");
        }
        assertThat(scope(claims().put("realm", new JsonObject().put("roles", "x " + word + " y"))))
                .isEqualTo("operator");
        assertThat(organisation(KEY.sign(claims().put("org", new JsonObject()))).status())
                .isEqualTo(401);
    }

    /** H5: a key that is slow to check with is none, and a token that names no key is checked with a few. */
    @Test
    void keysThatAreSlowToCheckWithAreLeftOut() {
        TestKey good = TestKey.rsa("quick");
        BigInteger modulus = ((RSAPublicKey) TestKey.rsa("any").pair().getPublic()).getModulus();
        KEYS.publish(
                good.jwk(),
                KEY.jwk().put("e", number(modulus.subtract(BigInteger.TWO))).put("kid", "slow"),
                KEY.jwk()
                        .put("n", number(BigInteger.ONE.shiftLeft(4_100).subtract(BigInteger.ONE)))
                        .put("kid", "long"));
        await(good.sign(claims()), 200);
        assertRefused(new TestKey("slow", "RS256", KEY.pair()).sign(claims()), "no key at");
        assertRefused(new TestKey("long", "RS256", KEY.pair()).sign(claims()), "no key at");

        TestKey[] many = Stream.generate(() -> TestKey.ec("same")).limit(6).toArray(TestKey[]::new);
        KEYS.publish(Stream.concat(Stream.of(KEY), Stream.of(many)).toArray(TestKey[]::new));
        await(KEY.sign(claims()), 200);
        assertRefused(many[0].sign(claims()), "6 keys of its issuer may have signed it");
    }

    private static String number(BigInteger value) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value.toByteArray());
    }

    private static JsonObject remove(String claim) {
        JsonObject claims = claims();
        claims.remove(claim);
        return claims;
    }

    @Test
    void aTokenOfAnotherIssuerIsNoneHere() {
        assertThat(organisation(KEY.sign(claims().put("iss", ISSUER + "/"))).status())
                .isEqualTo(401);
    }

    @Test
    void aSignatureCountsOnlyAsWhatItsKeyIsFor() {
        assertRefused(TestIssuer.unsigned(claims()), "it is not a signed JWT");
        assertRefused(
                TestIssuer.confused(KEY, claims()), "names an algorithm that is not accepted; accepted are RS256");
        assertRefused(TestKey.rsa("first").sign(claims()), "signature");
        String token = KEY.sign(claims("rollcall:read"));
        String[] parts = token.split("\\.", -1);
        String other = KEY.sign(claims()).split("\\.", -1)[1];
        assertRefused(parts[0] + "." + other + "." + parts[2], "signature");
        assertRefused(TestKey.ec("first").sign(claims()), "no key at " + KEYS.url());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512"})
    void aKeyThatNamesNoAlgorithmIsForAllOfItsKind(String algorithm) {
        assertThat(organisation(KEY.with(algorithm).sign(claims())).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
    void keysOfEveryKindThatIsNotSharedAreTaken(String algorithm) {
        TestKey key = TestKey.of("new " + algorithm, algorithm);
        KEYS.publish(KEY, key);
        await(key.sign(claims()), 200);
        assertRefused(TestKey.of(key.id(), algorithm).sign(claims()), "signature");
    }

    /** A key set that publishes a shared secret does not make its readers operators. */
    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void aSharedSecretInTheSetIsNoKey(String algorithm) {
        byte[] secret = new byte[64];
        TestKey second = TestKey.rsa("beside the secret");
        KEYS.publish(TestIssuer.secret("shared", algorithm, secret), KEY.jwk(), second.jwk());
        await(second.sign(claims()), 200);
        assertRefused(
                TestIssuer.shared("shared", algorithm, secret, claims()),
                "names an algorithm that is not accepted; accepted are RS256");
    }

    @Test
    void aNewKeyIsFetchedWhenATokenNamesItAndAWithdrawnOneEnds() {
        TestKey second = TestKey.rsa("second");
        KEYS.publish(second);
        await(second.sign(claims()), 200);
        assertRefused(KEY.sign(claims()), "no key at");
    }

    @Test
    void tokensOfKeysThatNobodyHasDoNotWearTheIssuerOut() {
        int before = KEYS.fetched();
        for (int i = 0; i < 50; i++) {
            assertThat(organisation(TestKey.ec("unknown" + i).sign(claims())).status())
                    .isEqualTo(401);
        }
        assertThat(KEYS.fetched() - before).isLessThan(25);
    }

    @Test
    void knownKeysGoOnWhileTheIssuerIsDownAndOthersAreToldToWait() {
        KEYS.answering(500);
        TestKey second = TestKey.rsa("later");
        await(second.sign(claims()), 503);

        Answer waiting = organisation(second.sign(claims()));
        assertThat(waiting.header("Retry-After")).isNotEmpty();
        assertThat(waiting.json().path("detail").asText()).contains(KEYS.url(), "status 500");
        assertThat(organisation(KEY.sign(claims())).status()).isEqualTo(200);
    }

    @Test
    void tokensOfTheGatewayItselfGoOn() {
        assertThat(organisation(GATEWAY.token(new Principal.Scope.Operator())).status())
                .isEqualTo(200);
    }
}
