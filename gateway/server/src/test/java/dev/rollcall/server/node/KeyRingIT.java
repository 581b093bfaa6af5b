package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.KeyUses;
import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.auth.session.SignInLinks;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.ConfigLoader;
import dev.rollcall.server.config.Setting;
import dev.rollcall.server.config.Settings;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The key of the installation is exchanged while several nodes run, and nothing that was issued is lost. */
final class KeyRingIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static Config config() {
        Map<Setting<?>, String> settings = Map.of(
                Settings.SERVER_PORT, "0",
                Settings.MANAGEMENT_PORT, "0",
                Settings.AUTH_CACHE, "0",
                Settings.SERVER_DRAIN_DELAY, "0",
                Settings.SERVER_SHUTDOWN_GRACE, "1");
        return ConfigLoader.load(Optional.empty(), Map.of(), settings);
    }

    private static Gateway node(ServerKey keys) {
        return Gateway.start(config(), DatabaseUrl.parse(GATEWAY.databaseUrl()), keys);
    }

    private static String url(Gateway node) {
        return "http://127.0.0.1:" + node.port();
    }

    private static void await(String what, BooleanSupplier done) {
        long until = System.nanoTime() + 60_000_000_000L;
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            LockSupport.parkNanos(50_000_000L);
        }
    }

    /** What a node has issued, of every kind that a key is needed for. */
    private record Issued(
            String credential,
            String accessToken,
            String operator,
            String cookie,
            String cursor,
            String idempotencyKey,
            String made) {

        static Issued by(Gateway node) {
            UUID directory = GATEWAY.directory("okta").id();
            String credential = node.parts()
                    .credentials()
                    .issue(Actor.gateway(GATEWAY.demo().organisation().id()), directory, null)
                    .await()
                    .token();
            String operator = node.parts()
                    .operatorTokens()
                    .issue(
                            Actor.gateway(Actor.INSTALLATION),
                            new Principal("test", new Scope.Operator()),
                            Duration.ofDays(1))
                    .await()
                    .token();
            String prefix = credential.substring(0, credential.indexOf('_', 3));
            Answer token = Http.request("POST", url(node) + "/oauth/" + directory + "/token")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .exactly("grant_type=client_credentials&client_id=" + prefix + "&client_secret=" + credential)
                    .send();
            assertThat(token.status()).as(token.body()).isEqualTo(200);
            String code = node.parts()
                    .signInLinks()
                    .issue(Actor.gateway(GATEWAY.demo().organisation().id()), SignInLinks.Wish.console("ada"))
                    .await()
                    .code();
            String cookie = Http.request("POST", url(node) + "/console/session")
                    .header("Content-Type", "application/json")
                    .header("Origin", url(node))
                    .body("{'code':'" + code + "'}")
                    .send()
                    .header("Set-Cookie");
            String key = UUID.randomUUID().toString();
            Answer made = create(node, operator, key);
            assertThat(made.status()).as(made.body()).isEqualTo(201);
            JsonNode page = users(node, credential, "?count=1&cursor=").json();
            return new Issued(
                    credential,
                    token.json().path("access_token").asText(),
                    operator,
                    cookie.substring(0, cookie.indexOf(';')),
                    page.path("nextCursor").asText(),
                    key,
                    made.json().path("id").asText());
        }

        private static Answer create(Gateway node, String operator, String key) {
            return Http.request("POST", url(node) + "/api/v1/organizations/demo/directories")
                    .bearer(operator)
                    .header("Idempotency-Key", key)
                    .body("{'provider':'custom','name':'Made once " + key + "'}")
                    .send();
        }

        private static Answer users(Gateway node, String token, String query) {
            return Http.get(url(node) + "/scim/v2/" + GATEWAY.directory("okta").id() + "/Users" + query)
                    .bearer(token)
                    .send();
        }

        /** Everything is good at that node. */
        void assertGoodAt(Gateway node) {
            assertThat(users(node, credential, "?count=1").status())
                    .as("credential")
                    .isEqualTo(200);
            assertThat(users(node, accessToken, "?count=1").status())
                    .as("access token")
                    .isEqualTo(200);
            Answer next = users(node, credential, "?count=1&cursor=" + cursor);
            assertThat(next.status()).as("cursor: " + next.body()).isEqualTo(200);
            assertThat(Http.get(url(node) + "/api/v1/organizations")
                            .bearer(operator)
                            .send()
                            .status())
                    .as("token of the operator")
                    .isEqualTo(200);
            assertThat(Http.get(url(node) + "/console/session")
                            .header("Cookie", cookie)
                            .send()
                            .status())
                    .as("session")
                    .isEqualTo(200);
            Answer again = create(node, operator, idempotencyKey);
            assertThat(again.status()).as(again.body()).isEqualTo(201);
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(again.json().path("id").asText()).isEqualTo(made);
        }

        void end(Gateway node) {
            Http.get(url(node) + "/api/v1/organizations/demo/directories/"
                            + GATEWAY.directory("okta").id() + "/credentials")
                    .bearer(operator)
                    .send()
                    .json()
                    .path("items")
                    .forEach(item -> {
                        if (credential.startsWith(item.path("prefix").asText())) {
                            node.parts()
                                    .credentials()
                                    .revoke(
                                            Actor.gateway(GATEWAY.demo()
                                                    .organisation()
                                                    .id()),
                                            GATEWAY.directory("okta").id(),
                                            UUID.fromString(item.path("id").asText()))
                                    .await();
                        }
                    });
        }
    }

    private static int ready(Gateway node) {
        return Http.get("http://127.0.0.1:" + node.managementPort() + "/health/ready")
                .send()
                .status();
    }

    private static String keyOf(String credential) {
        List<String> ids = new ArrayList<>();
        GATEWAY.gateway()
                .parts()
                .database()
                .reads()
                .preparedQuery("SELECT key_id FROM directory_credential WHERE prefix = $1")
                .execute(Tuple.of(credential.substring(3, 15)))
                .await()
                .forEach(row -> ids.add(row.getString("key_id")));
        return ids.get(0);
    }

    @Test
    @DisplayName(
            "Rotation of the server key over nodes with the old ring, the new one and the new key in use: whatever one"
                    + " issues the others take, one that lacks the key in use says 503 and never 401, and nothing is lost")
    void theKeyIsExchangedWhileNodesRun() {
        Gateway old = GATEWAY.gateway();
        ServerKey both = GATEWAY.key().withNew();
        String former = both.ids().get(0);
        String fresh = both.ids().get(1);
        for (String name : List.of("ada", "eve")) {
            Answer user = Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                    .bearer(GATEWAY.credential("okta"))
                    .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + name
                            + "@demo.example'}")
                    .send();
            assertThat(user.status()).as(user.body()).isEqualTo(201);
            revokeAll(old);
        }
        String webhook = Http.request("POST", GATEWAY.url() + "/api/v1/organizations/demo/webhooks")
                .bearer(GATEWAY.token(new Scope.Operator()))
                .body("{'url':'https://127.0.0.1:1/'}")
                .send()
                .json()
                .path("id")
                .asText();
        Issued byOld = Issued.by(old);
        try (Gateway ring = node(both)) {
            Issued byRing = Issued.by(ring);
            byOld.assertGoodAt(ring);
            byRing.assertGoodAt(old);
            assertThat(keyOf(byRing.credential())).isEqualTo(former);
            byRing.end(ring);

            KeyUses uses =
                    new KeyUses(ring.parts().database().writes(), ring.parts().time());
            Actor operator = Actor.gateway(Actor.INSTALLATION);
            byte[] check = both.checkValue(fresh).orElseThrow();
            assertThat(uses.use(operator, both, check).await()).isTrue();
            assertThat(uses.use(operator, both, check).await()).as("again").isFalse();

            await("a node with the old ring is not ready", () -> ready(old) == 503);
            Answer refused = Issued.users(old, byOld.credential(), "?count=1");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.json().path("detail").asText()).contains("does not hold the key that is in use");
            assertThat(ready(ring)).isEqualTo(200);

            try (Gateway renewed = node(both)) {
                Issued byRenewed = Issued.by(renewed);
                byRenewed.assertGoodAt(ring);
                byRenewed.assertGoodAt(renewed);
                assertThat(keyOf(byRenewed.credential())).isEqualTo(fresh);
                assertThat(keyOf(byOld.credential())).isEqualTo(former);
                byOld.assertGoodAt(renewed);
                await(
                        "a credential comes under the key in use when it is shown",
                        () -> keyOf(byOld.credential()).equals(fresh));
                byOld.assertGoodAt(renewed);
                byOld.assertGoodAt(ring);

                ServerKey using = both.using(check).orElseThrow();
                assertThat(uses.of(former, using).await().secrets()).isEqualTo(1);
                assertThat(uses.reseal(using).await()).isEqualTo(1);
                assertThat(uses.reseal(using).await()).isZero();
                KeyUses.Needs needs = uses.of(former, using).await();
                assertThat(needs.secrets()).isZero();
                assertThat(needs.credentials()).isZero();
                assertThat(needs.tokens())
                        .as("those of the operator are signed")
                        .isPositive();
                for (Gateway node : List.of(ring, renewed)) {
                    Answer sent = Http.request(
                                    "POST", url(node) + "/api/v1/organizations/demo/webhooks/" + webhook + "/test")
                            .bearer(byOld.operator())
                            .send();
                    assertThat(sent.status())
                            .as("its secret is opened: " + sent.body())
                            .isEqualTo(200);
                }
            }
        }
        try (Gateway alone = node(both.without(former))) {
            assertThat(Issued.users(alone, byOld.credential(), "?count=1").status())
                    .as("a credential that came under the key in use")
                    .isEqualTo(200);
        }
        assertThat(startOf(GATEWAY.key())).contains("The key in secret.file is not the one that the database", fresh);
    }

    private static void revokeAll(Gateway node) {
        UUID organisation = GATEWAY.demo().organisation().id();
        UUID directory = GATEWAY.directory("okta").id();
        node.parts()
                .credentials()
                .list(organisation, directory)
                .await()
                .forEach(one -> node.parts()
                        .credentials()
                        .revoke(Actor.gateway(organisation), directory, one.id())
                        .await());
    }

    private static String startOf(ServerKey keys) {
        try (Gateway none = node(keys)) {
            return "started at " + none.port();
        } catch (StartException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
