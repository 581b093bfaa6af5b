package dev.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are sent again because their answer was lost. */
final class IdempotencyIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    /** A directory has at most two that are valid. */
    @BeforeEach
    void leaveNoCredential() {
        sql("UPDATE directory_credential SET revoked_at = now() WHERE revoked_at IS NULL");
    }

    private static Http request(String method, String path, String key) {
        return Http.request(method, GATEWAY.url() + "/api/v1/organizations/demo" + path)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .header("Idempotency-Key", key);
    }

    private static String credentials() {
        return "/directories/" + GATEWAY.directory("okta").id() + "/credentials";
    }

    private static int issued() {
        return request("GET", credentials(), "read").send().json().path("items").size();
    }

    private static RowSet<Row> sql(String statement) {
        return GATEWAY.gateway()
                .parts()
                .database()
                .writes()
                .query(statement)
                .execute()
                .await();
    }

    @Test
    void aCredentialIsIssuedOnceAndItsTokenToldAgain() {
        int before = issued();
        String key = UUID.randomUUID().toString();
        Answer first = request("POST", credentials(), key).send();
        Answer second = request("POST", credentials(), "\"" + key + "\"").send();

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(issued()).isEqualTo(before + 1);
    }

    @Test
    void theDatabaseHoldsNeitherTheKeyNorTheSecretOfAnAnswer() {
        String key = UUID.randomUUID().toString();
        String token =
                request("POST", credentials(), key).send().json().path("token").asText();
        assertThat(token).startsWith("rc_");
        StringBuilder stored = new StringBuilder();
        sql("SELECT encode(answer, 'escape') || encode(key_hash, 'escape') || owner AS line FROM idempotent_request")
                .forEach(row -> stored.append(row.getString("line")));
        assertThat(stored).isNotEmpty();
        assertThat(stored.toString()).doesNotContain(token, key, "token");
    }

    @Test
    void aDeletionIsAnsweredAgain() {
        String id = request("POST", credentials(), UUID.randomUUID().toString())
                .send()
                .json()
                .path("id")
                .asText();
        assertThat(request("DELETE", credentials() + "/" + id, "gone-" + id)
                        .send()
                        .status())
                .isEqualTo(204);
        Answer again = request("DELETE", credentials() + "/" + id, "gone-" + id).send();
        assertThat(again.status()).isEqualTo(204);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void anotherRequestNeedsAnotherKey() {
        String key = UUID.randomUUID().toString();
        assertThat(request("PUT", "/unverified-domains", key)
                        .body("{'on':true}")
                        .send()
                        .status())
                .isEqualTo(200);
        for (Http other : List.of(
                request("PUT", "/unverified-domains", key).body("{'on':false}"),
                request("PUT", "/unverified-domains?people=1", key).body("{'on':true}"),
                request("PUT", "/last-admin-protection", key).body("{'on':true}"),
                request("POST", credentials(), key))) {
            Answer refused = other.send();
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().path("type").asText()).isEqualTo("/api/v1/problems/idempotency-key-reused");
        }
    }

    @Test
    void theKeysOfOthersAreNotInTheWay() {
        String key = UUID.randomUUID().toString();
        Answer mine = request("POST", credentials(), key).send();
        Answer theirs = Http.request("POST", GATEWAY.url() + "/api/v1/organizations/demo" + credentials())
                .bearer(GATEWAY.token(
                        new Scope.Organisation(GATEWAY.demo().organisation().id())))
                .header("Idempotency-Key", key)
                .send();
        assertThat(theirs.status()).isEqualTo(201);
        assertThat(theirs.json().path("id")).isNotEqualTo(mine.json().path("id"));
    }

    @Test
    void whatWasRefusedMayBeSentAgainWithTheSameKey() {
        String key = UUID.randomUUID().toString();
        String path = "/seat-policy";
        assertThat(request("PUT", path, key)
                        .body("{'policy':'overflow'}")
                        .send()
                        .status())
                .isEqualTo(400);
        assertThat(request("PUT", path, key)
                        .body("{'policy':'overflow','overflowRole':'guest'}")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aForecastUsesNoKeyUp() {
        String key = UUID.randomUUID().toString();
        String body = "{'policy':'expand'}";
        assertThat(request("PUT", "/seat-policy?dryRun=true", key)
                        .body(body)
                        .send()
                        .status())
                .isEqualTo(200);
        Answer done = request("PUT", "/seat-policy", key).body(body).send();
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void ofManyAtOnceOneIsCarriedOut() throws Exception {
        int before = issued();
        String key = UUID.randomUUID().toString();
        ExecutorService clients = Executors.newFixedThreadPool(8);
        Set<JsonNode> told = new HashSet<>();
        try {
            List<Callable<Answer>> same = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                same.add(() -> request("POST", credentials(), key).send());
            }
            for (Future<Answer> answer : clients.invokeAll(same)) {
                if (answer.get().status() == 201) {
                    told.add(answer.get().json());
                } else {
                    assertThat(answer.get().json().path("type").asText())
                            .isEqualTo("/api/v1/problems/request-under-way");
                    assertThat(answer.get().status()).isEqualTo(409);
                }
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(told).hasSize(1);
        assertThat(issued()).isEqualTo(before + 1);
    }

    @Test
    void aRequestThatWasLostWithItsNodeIsCarriedOutAfterAWhile() {
        String key = UUID.randomUUID().toString();
        JsonNode first = request("POST", credentials(), key).send().json();
        sql("UPDATE idempotent_request SET status = NULL, answer = NULL");
        assertThat(request("POST", credentials(), key).send().status()).isEqualTo(409);
        sql("UPDATE idempotent_request SET started_at = started_at - interval '6 minutes'");
        Answer again = request("POST", credentials(), key).send();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("id")).isNotEqualTo(first.path("id"));
    }

    @Test
    void afterADayAKeyIsForgotten() {
        String key = UUID.randomUUID().toString();
        request("PUT", "/unverified-domains", key).body("{'on':true}").send();
        sql("UPDATE idempotent_request SET started_at = started_at - interval '25 hours'");
        Answer other =
                request("PUT", "/unverified-domains", key).body("{'on':false}").send();
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.header("Idempotency-Replayed")).isEmpty();

        sql("UPDATE idempotent_request SET started_at = started_at - interval '25 hours'");
        assertThat(GATEWAY.gateway().parts().idempotency().forgetOld().await()).isPositive();
        assertThat(sql("SELECT FROM idempotent_request").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "two words"})
    void aKeyThatCannotBeOneIsRefused(String key) {
        Answer refused =
                request("PUT", "/unverified-domains", key).body("{'on':true}").send();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("detail").asText()).contains("Idempotency-Key", "such as a UUID");
    }
}
