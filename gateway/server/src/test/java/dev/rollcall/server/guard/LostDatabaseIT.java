package dev.rollcall.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A running gateway loses its database and gets it back. */
final class LostDatabaseIT {

    private static final Cable CABLE = new Cable();

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .reaching(CABLE::to)
            .with(Settings.CIRCUIT_PAUSE, "1")
            .with(Settings.AUTH_CACHE, "300");

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static String token;

    @BeforeAll
    static void issue() {
        token = GATEWAY.credential("okta");
    }

    @AfterAll
    static void close() {
        CABLE.close();
    }

    private static Answer post(String path, String body) {
        return Http.request("POST", GATEWAY.scimUrl("okta") + path)
                .bearer(token)
                .body(body)
                .send();
    }

    private static String user() {
        return "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'u" + NUMBER.incrementAndGet()
                + "@demo.example'}";
    }

    private static String bulk(String first, String second) {
        return "{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':["
                + "{'method':'POST','path':'/Users','bulkId':'1','data':" + first + "},"
                + "{'method':'POST','path':'/Users','bulkId':'2','data':" + second + "}]}";
    }

    @Test
    void whatCannotBeCommittedIsRefusedAndMayBeSentAgain() {
        assertThat(post("/Users", user()).status()).isEqualTo(201);
        String first = user();
        String second = user();

        CABLE.cut();
        JsonNode lost = post("/Bulk", bulk(first, second)).json();
        assertThat(lost.path("Operations")).hasSize(2).allSatisfy(result -> {
            assertThat(result.path("status").asText()).isEqualTo("503");
            assertThat(result.at("/response/status").asText()).isEqualTo("503");
        });
        for (int i = 0; i < 30; i++) {
            Answer refused = post("/Users", user());
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Content-Type")).isEqualTo("application/scim+json");
            assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
            assertThat(refused.json().path("status").asText()).isEqualTo("503");
            assertThat(refused.json().path("detail").asText()).isNotBlank();
        }
        assertThat(GATEWAY.gateway().parts().circuit().isOpen()).isTrue();

        CABLE.mend();
        awaitTheDatabase();
        JsonNode again = post("/Bulk", bulk(first, second)).json();
        assertThat(again.path("Operations"))
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.path("status").asText()).isEqualTo("201"));
    }

    private static void awaitTheDatabase() {
        Instant deadline = Instant.now().plusSeconds(30);
        while (post("/Users", user()).status() != 201) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }
}
