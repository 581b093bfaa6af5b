package dev.rollcall.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Issue 13, Webhooks: endpoints over the API, and an application that lives by what it is sent. */
@Timeout(90)
final class WebhookApiIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.WEBHOOK_PRIVATE, "on");

    private static final String DEMO = "/organizations/demo/webhooks";

    private static String operator;
    private static String admin;
    private static String token;

    @BeforeAll
    static void prepare() {
        operator = GATEWAY.token(new Scope.Operator());
        admin = GATEWAY.token(
                new Scope.Organisation(GATEWAY.demo().organisation().id()));
        token = GATEWAY.credential("okta");
    }

    private static Answer api(String method, String path, String body) {
        return Http.request(method, GATEWAY.url() + "/api/v1" + path)
                .bearer(operator)
                .body(body)
                .send();
    }

    private static void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Answer scim(String method, String path, String body) {
        return Http.request(method, GATEWAY.scimUrl("okta") + path)
                .bearer(token)
                .body(body)
                .send();
    }

    private static Map<String, String> membersOfApi() {
        Map<String, String> members = new TreeMap<>();
        for (JsonNode member :
                api("GET", "/organizations/demo/members?limit=1000", "").json().path("items")) {
            MemberTable.put(members, member.path("id").asText(), member);
        }
        return members;
    }

    @Test
    @DisplayName("Issue 13: a table of members built from webhooks alone, some of which fail, equals the API's")
    void theTableOfTheReceiverIsThatOfTheApi() {
        try (MemberTable table = new MemberTable()) {
            AtomicInteger deliveries = new AtomicInteger();
            // Two in the middle fail; they are tried again after some seconds.
            table.accepting(() -> deliveries.incrementAndGet() != 7);
            String id = api("POST", DEMO, "{'url':'" + table.url() + "'}")
                    .json()
                    .path("id")
                    .asText();
            Map<String, String> before = membersOfApi();
            for (int i = 0; i < 12; i++) {
                String name = "hook" + i + "@demo.example";
                String user = scim(
                                "POST",
                                "/Users",
                                "{'userName':'" + name + "','externalId':'" + name + "','displayName':'" + name
                                        + "','emails':[{'value':'" + name + "','primary':true}]}")
                        .json()
                        .path("id")
                        .asText();
                if (i % 3 == 1) {
                    scim(
                            "PATCH",
                            "/Users/" + user,
                            "{'Operations':[{'op':'replace','path':'displayName','value':'Renamed'}]}");
                } else if (i % 3 == 2) {
                    scim("DELETE", "/Users/" + user, "");
                }
            }
            Map<String, String> expected = membersOfApi();
            before.keySet().forEach(expected::remove);
            until("the same", () -> table.members().equals(expected));
            assertThat(expected).hasSize(8);
            assertThat(table.order()).as("in order").isSorted();
            JsonNode failed = api("GET", DEMO + "/" + id + "/attempts?delivered=false", "")
                    .json()
                    .path("items");
            assertThat(failed).hasSize(1);
            assertThat(failed.at("/0/status").asInt()).isEqualTo(500);
            assertThat(api("DELETE", DEMO + "/" + id, "").status()).isEqualTo(204);
        }
    }

    @Test
    void anEndpointIsKeptLookedAtAndChanged() {
        Answer made =
                api("POST", DEMO, "{'url':'http://127.0.0.1:1/x','types':['member.*'],'contact':'ops@demo.example'}");
        assertThat(made.status()).isEqualTo(201);
        String id = made.json().path("id").asText();
        assertThat(made.json().path("secret").asText()).startsWith("whsec_");
        assertThat(made.json().path("types")).extracting(JsonNode::asText).contains("member.added", "member.removed");
        assertThat(made.header("Location")).endsWith("/api/v1" + DEMO + "/" + id);

        Answer shown = api("GET", DEMO + "/" + id, "");
        assertThat(shown.json().has("secret")).isFalse();
        assertThat(shown.json().at("/health/state").asText()).isEqualTo("new");
        assertThat(shown.json().at("/health/waiting").asInt()).isZero();
        assertThat(api("GET", DEMO, "").json().path("items"))
                .extracting(one -> one.path("id").asText())
                .contains(id);

        Answer stale = Http.request("PATCH", GATEWAY.url() + "/api/v1" + DEMO + "/" + id)
                .bearer(operator)
                .header("If-Match", "\"old\"")
                .body("{'enabled':false}")
                .send();
        assertThat(stale.status()).isEqualTo(412);
        Answer changed = Http.request("PATCH", GATEWAY.url() + "/api/v1" + DEMO + "/" + id)
                .bearer(admin)
                .header("If-Match", shown.header("ETag"))
                .body("{'enabled':false,'types':null}")
                .send();
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("disabledReason").asText()).isEqualTo("by_hand");
        assertThat(changed.json().path("types").isNull()).isTrue();

        JsonNode test = api("POST", DEMO + "/" + id + "/test", "").json();
        assertThat(test.path("delivered").asBoolean()).isFalse();
        assertThat(test.path("failure").asText()).startsWith("It could not be reached");
        assertThat(api("DELETE", DEMO + "/" + id, "").status()).isEqualTo(204);
        assertThat(api("GET", DEMO + "/" + id, "").status()).isEqualTo(404);
    }

    @Test
    void whatCannotBeUsedIsRefusedWithASentence() {
        for (String body : List.of(
                "{'url':'ftp://example.com/'}",
                "{'url':'nonsense'}",
                "{'url':'https://example.com/','types':[]}",
                "{'url':'https://example.com/','types':['member.nothing']}",
                "{'url':'https://example.com/','contact':'nobody'}",
                "{'url':'https://example.com/','signature':'rsa'}",
                "{'url':'https://example.com/','color':'red'}")) {
            assertThat(api("POST", DEMO, body).status()).as(body).isEqualTo(400);
        }
        assertThat(api("POST", DEMO + "/00000000-0000-7000-8000-000000000000/test", "")
                        .status())
                .isEqualTo(404);
        assertThat(api("GET", DEMO + "/nonsense", "").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("An endpoint of one owner does not exist for another, and its secret is sealed in the database")
    void endpointsAreIsolatedAndSealed() {
        Answer made = api("POST", "/webhooks", "{'url':'http://127.0.0.1:1/operator','signature':'ed25519'}");
        String id = made.json().path("id").asText();
        assertThat(made.json().path("secret").asText()).startsWith("whpk_");
        for (String path : List.of("", "/attempts", "/dead-letters")) {
            assertThat(Http.get(GATEWAY.url() + "/api/v1" + DEMO + "/" + id + path)
                            .bearer(admin)
                            .send()
                            .status())
                    .isEqualTo(404);
        }
        assertThat(Http.get(GATEWAY.url() + "/api/v1/webhooks")
                        .bearer(admin)
                        .send()
                        .status())
                .isEqualTo(403);
        String secret = api("POST", "/webhooks", "{'url':'http://127.0.0.1:1/operator'}")
                .json()
                .path("secret")
                .asText();
        for (Row row : GATEWAY.gateway()
                .parts()
                .database()
                .reads()
                .query("SELECT w::text AS row, encode(secret, 'escape') AS bytes FROM webhook w")
                .execute()
                .await()) {
            assertThat(row.getString("row") + row.getString("bytes"))
                    .doesNotContain(secret.substring(6), "whsec", "whsk");
        }
    }

    @Test
    void theOperatorReplaysAndSeesAttempts() {
        try (MemberTable table = new MemberTable()) {
            Instant since = Instant.now();
            String id = api("POST", "/webhooks", "{'url':'" + table.url() + "','types':['member.invited']}")
                    .json()
                    .path("id")
                    .asText();
            api("POST", "/organizations/demo/members", "{'email':'replay@demo.example'}");
            until("received", () -> table.order().size() == 1);
            until(
                    "written",
                    () -> api("GET", "/webhooks/" + id + "/attempts", "")
                                    .json()
                                    .path("items")
                                    .size()
                            == 1);
            String demo = GATEWAY.demo().organisation().id().toString();
            long seq = table.order().get(0);
            JsonNode again = api(
                            "POST",
                            "/webhooks/" + id + "/replay-event",
                            "{'seq':" + seq + ",'organization':'" + demo + "'}")
                    .json();
            assertThat(again.path("delivered").asBoolean()).as(again.toString()).isTrue();
            assertThat(api("POST", "/webhooks/" + id + "/replay-event", "{'seq':99999,'organization':'" + demo + "'}")
                            .status())
                    .isEqualTo(404);
            JsonNode back = api(
                            "POST",
                            "/webhooks/" + id + "/replay",
                            "{'since':'" + since.minus(Duration.ofMinutes(1)) + "'}")
                    .json();
            assertThat(back.path("events").asInt()).isPositive();
            until(
                    "sent again",
                    () -> api("GET", "/webhooks/" + id + "/attempts?delivered=true", "")
                                    .json()
                                    .path("items")
                                    .size()
                            >= 3);
            JsonNode page =
                    api("GET", "/webhooks/" + id + "/attempts?limit=2", "").json();
            JsonNode next = api(
                            "GET",
                            "/webhooks/" + id + "/attempts?limit=2&cursor="
                                    + page.path("next").asText(),
                            "")
                    .json();
            assertThat(next.path("items")).isNotEmpty().doesNotContainAnyElementsOf(page.path("items"));
            assertThat(api("GET", "/webhooks/" + id + "/attempts?cursor=x", "").status())
                    .isEqualTo(400);
            String metrics =
                    Http.get(GATEWAY.managementUrl() + "/metrics").send().body();
            assertThat(metrics)
                    .contains("rollcall_webhook_attempts_total{outcome=\"delivered\"}")
                    .contains("# HELP rollcall_webhook_delivery_seconds")
                    .contains("rollcall_webhooks_failing");
        }
    }
}
