package dev.rollcall.server.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ManagementTest {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static Answer get(String path) {
        return Http.get(GATEWAY.managementUrl() + path).send();
    }

    @Test
    void aServingNodeIsLiveAndReady() {
        assertThat(get("/health/live").status()).isEqualTo(200);
        Answer ready = get("/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.json().at("/checks/database").asBoolean()).isTrue();
        assertThat(ready.json().at("/checks/circuit").asBoolean()).isTrue();
    }

    @Test
    void metricsTellOfRequestsLanesAndTheDatabase() {
        String token = GATEWAY.credential("entra");
        double batches = batches();
        Http.request("POST", GATEWAY.scimUrl("entra") + "/Users")
                .bearer(token)
                .body(
                        "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'ada@demo.example','active':'True'}")
                .send();
        Http.get(GATEWAY.scimUrl("entra") + "/Users").send();

        String metrics = get("/metrics").body();
        assertThat(metrics.lines().filter(line -> line.startsWith("rollcall_requests_seconds_count")))
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "directory=\"" + GATEWAY.directory("entra").id() + "\"",
                                "provider=\"entra\"",
                                "outcome=\"success\"",
                                "status=\"201\""))
                .anySatisfy(line -> assertThat(line).contains("directory=\"none\"", "status=\"401\""));
        assertThat(metrics)
                .contains(
                        "rollcall_lane_depth 0",
                        "rollcall_lane_commit_seconds_count",
                        "rollcall_quirks_total{provider=\"entra\",quirk=\"string-booleans\"} 1.0",
                        "rollcall_database_circuit_open 0.0",
                        "rollcall_database_connections{pool=\"writes\"}",
                        "jvm_memory_used_bytes");
        assertThat(batches() - batches).isEqualTo(1);
    }

    private static double batches() {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("rollcall_lane_batch_size_count "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    @Test
    void nothingElseIsServedThere() {
        assertThat(get("/scim/v2").status()).isEqualTo(404);
        assertThat(Http.request("POST", GATEWAY.managementUrl() + "/metrics")
                        .send()
                        .status())
                .isEqualTo(405);
    }
}
