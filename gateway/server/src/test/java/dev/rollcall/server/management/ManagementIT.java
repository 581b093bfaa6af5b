package dev.rollcall.server.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ManagementIT {

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
                        .contains("method=\"POST\"", "route=\"/scim/v2/:directory/Users\"", "outcome=\"success\""));
        assertThat(metrics)
                .contains("rollcall_responses_total{provider=\"entra\",status=\"201\"}")
                .contains("rollcall_responses_total{provider=\"none\",status=\"401\"}")
                .contains("rollcall_directory_requests_total{directory=\""
                        + GATEWAY.directory("entra").id() + "\",outcome=\"success\",provider=\"entra\"}");
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
    @DisplayName(
            "W21: API and console are counted by method and route, no histogram by directory, and /Me has not failed")
    void requestsAreCountedByRoute() {
        String token = GATEWAY.credential("okta");
        Http.get(GATEWAY.scimUrl("okta") + "/Me").bearer(token).send();
        Http.get(GATEWAY.url() + "/api/v1/organizations/demo")
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send();
        Http.get(GATEWAY.url() + "/console").send();
        String metrics = get("/metrics").body();
        assertThat(metrics.lines().filter(line -> line.startsWith("rollcall_requests_seconds_count")))
                .anySatisfy(line ->
                        assertThat(line).contains("route=\"/api/v1/organizations/:org\"", "outcome=\"success\""))
                .anySatisfy(line -> assertThat(line).contains("route=\"/console/*\""))
                .anySatisfy(
                        line -> assertThat(line).contains("route=\"/scim/v2/:directory/Me\"", "outcome=\"refused\""));
        assertThat(metrics.lines().filter(line -> line.contains("_bucket{")))
                .isNotEmpty()
                .noneMatch(line -> line.contains("directory=\""));
    }

    @Test
    @DisplayName("W21: every family says what it is")
    void everyFamilyHasHelp() {
        String metrics = get("/metrics").body();
        assertThat(metrics.lines().filter(line -> line.startsWith("# HELP ")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.split(" ", 4)).as(line).hasSize(4))
                .allSatisfy(line -> assertThat(line.split(" ", 4)[3]).as(line).isNotBlank());
        assertThat(metrics)
                .contains("rollcall_holds 0", "rollcall_domains{state=\"verified\"}", "rollcall_mails_waiting 0");
    }

    @Test
    @DisplayName("W21: docs/running.md has every metric of the gateway, and no other")
    void theDocsHaveEveryMetric() throws IOException {
        Set<String> served = get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("# TYPE rollcall_"))
                .map(line -> line.split(" ", 4)[2].replaceAll("_max$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Matcher cell = Pattern.compile("`(rollcall_\\w+)`")
                .matcher(Files.readString(Path.of("../../docs/running.md")).replaceAll("(?s)^.*\\| Metric \\|", ""));
        Set<String> documented = new TreeSet<>();
        while (cell.find()) {
            documented.add(cell.group(1));
        }
        assertThat(documented).containsAll(served);
        assertThat(documented).isSubsetOf(withThoseThatCount(served));
    }

    /** Counters of what has not happened yet are not there yet. */
    private static Set<String> withThoseThatCount(Set<String> served) {
        Set<String> all = new TreeSet<>(served);
        all.addAll(Set.of(
                "rollcall_quirks_total",
                "rollcall_deviations_total",
                "rollcall_directory_requests_total",
                "rollcall_request_log_written_total",
                "rollcall_request_log_dropped_total",
                "rollcall_slow_requests_total"));
        return all;
    }

    @Test
    @DisplayName("W21: directories that are counted one by one are bounded")
    void theSeriesOfDirectoriesAreBounded() {
        try (Metrics metrics = new Metrics()) {
            for (int i = 0; i < 5_000; i++) {
                metrics.directory(UUID.randomUUID(), "okta", 200);
            }
            assertThat(metrics.scrape().lines().filter(line -> line.startsWith("rollcall_directory_requests_total{")))
                    .hasSizeLessThanOrEqualTo(2_000)
                    .hasSizeGreaterThan(500);
        }
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
