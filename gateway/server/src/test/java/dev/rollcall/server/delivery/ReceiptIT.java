package dev.rollcall.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Issue 13, deprovision clock: from the identity provider's request until the application acknowledges that a member has lost access. */
@Timeout(120)
final class ReceiptIT {

    private static final GreenMail POST = started();

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.WEBHOOK_PRIVATE, "on")
            .with(Settings.RECEIPT_ALARM, "10")
            .with(Settings.MAIL_HOST, "127.0.0.1")
            .with(Settings.MAIL_PORT, "" + POST.getSmtp().getPort())
            .with(Settings.MAIL_TLS, "off")
            .with(Settings.MAIL_FROM, "Rollcall <rollcall@example.com>");

    private static final String DEMO = "/organizations/demo";

    private static String operator;
    private static String okta;

    private static GreenMail started() {
        GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        post.start();
        return post;
    }

    @BeforeAll
    static void prepare() {
        operator = GATEWAY.token(new Scope.Operator());
        okta = GATEWAY.credential("okta");
    }

    @AfterAll
    static void stop() {
        POST.stop();
    }

    private static JsonNode api(String method, String path, String body) {
        Answer answer = Http.request(method, GATEWAY.url() + "/api/v1" + path)
                .bearer(operator)
                .body(body)
                .send();
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return answer.body().isEmpty() ? com.fasterxml.jackson.databind.node.NullNode.instance : answer.json();
    }

    private static Answer scim(String method, String path, String body) {
        Answer answer = Http.request(method, GATEWAY.scimUrl("okta") + path)
                .bearer(okta)
                .body(body)
                .send();
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return answer;
    }

    private static String user(String name) {
        return scim("POST", "/Users", "{'userName':'" + name + "@demo.example','externalId':'x-" + name + "'}")
                .json()
                .path("id")
                .asText();
    }

    private static String member(String user) {
        return api("GET", DEMO + "/users/" + user + "/explanation", "")
                .path("member")
                .asText();
    }

    private static JsonNode receipts(String member) {
        return api("GET", DEMO + "/members/" + member + "/receipts", "").path("items");
    }

    private static void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static double metric(String name) {
        return Http.get(GATEWAY.managementUrl() + "/metrics")
                .send()
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    @DisplayName(
            "A webhook that answers 2xx acknowledges; the receipt says when it was asked for, done and known, also of"
                    + " who is gone")
    void aWebhookAcknowledges() {
        try (MemberTable table = new MemberTable()) {
            String hook = api("POST", DEMO + "/webhooks", "{'url':'" + table.url() + "'}")
                    .path("id")
                    .asText();
            double before = metric("rollcall_deprovision_seconds_count{way=\"webhook\"");
            String user = user("receipt-hook");
            String member = member(user);
            assertThat(receipts(member)).isEmpty();
            Answer suspended = scim("PATCH", "/Users/" + user, """
                {'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
                 'Operations':[{'op':'replace','path':'active','value':false}]}\
                """);
            scim("DELETE", "/Users/" + user, "");
            until("both are acknowledged", () -> {
                JsonNode all = receipts(member);
                return all.size() == 2
                        && all.get(0).hasNonNull("acknowledgedAt")
                        && all.get(1).hasNonNull("acknowledgedAt");
            });
            JsonNode all = receipts(member);
            assertThat(all.findValuesAsText("type")).containsExactly("member.removed", "member.suspended");
            JsonNode first = all.get(1);
            assertThat(first.path("request").asText()).isEqualTo(suspended.header("Rollcall-Request-Id"));
            assertThat(first.at("/acknowledgements/0/way").asText()).isEqualTo("webhook");
            assertThat(first.at("/acknowledgements/0/endpoint").asText()).isEqualTo(hook);
            Instant requested = Instant.parse(first.path("requestedAt").asText());
            Instant effective = Instant.parse(first.path("effectiveAt").asText());
            Instant acknowledged = Instant.parse(first.path("acknowledgedAt").asText());
            assertThat(effective).isAfterOrEqualTo(requested);
            assertThat(acknowledged).isAfterOrEqualTo(effective);
            assertThat(first.path("millis").asLong())
                    .isEqualTo(
                            java.time.Duration.between(requested, acknowledged).toMillis());
            until("it is measured", () -> metric("rollcall_deprovision_seconds_count{way=\"webhook\"") == before + 2);
            JsonNode page = api("GET", DEMO + "/members/" + member + "/receipts?limit=1", "");
            assertThat(page.at("/items/0/seq")).isEqualTo(all.get(0).path("seq"));
            JsonNode next = api(
                    "GET",
                    DEMO + "/members/" + member + "/receipts?limit=1&cursor="
                            + page.path("next").asText(),
                    "");
            assertThat(next.at("/items/0/seq")).isEqualTo(first.path("seq"));
            api("DELETE", DEMO + "/webhooks/" + hook, "");
        }
    }

    @Test
    @DisplayName("A reader of the operator's acknowledges what it has moved past, in either feed; a look, and an"
            + " administrator, do not")
    void aReaderAcknowledges() {
        for (String feed : new String[] {"/events", DEMO + "/events"}) {
            String from = api("GET", feed + "?limit=1000", "").path("cursor").asText();
            String end = from;
            for (JsonNode page = api("GET", feed + "?limit=1000&cursor=" + end, "");
                    !page.path("items").isEmpty();
                    page = api("GET", feed + "?limit=1000&cursor=" + end, "")) {
                end = page.path("cursor").asText();
            }
            String user = user("reader-" + feed.length());
            String member = member(user);
            scim("DELETE", "/Users/" + user, "");
            String behind = past(feed, end, member);
            assertThat(receipts(member).get(0).path("acknowledgedAt").isNull()).isTrue();

            api("GET", feed + "?peek=true&cursor=" + behind, "");
            String admin = GATEWAY.token(
                    new Scope.Organisation(GATEWAY.demo().organisation().id()));
            Http.get(GATEWAY.url() + "/api/v1" + DEMO + "/events?cursor="
                            + receipts(member).get(0).path("seq").asText())
                    .bearer(admin)
                    .send();
            assertThat(receipts(member).get(0).path("acknowledgedAt").isNull()).isTrue();

            api("GET", feed + "?cursor=" + behind, "");
            until("it is acknowledged", () -> receipts(member).get(0).hasNonNull("acknowledgedAt"));
            JsonNode receipt = receipts(member).get(0);
            assertThat(receipt.at("/acknowledgements/0/way").asText()).isEqualTo("feed");
            assertThat(receipt.at("/acknowledgements/0/endpoint").isNull()).isTrue();
            assertThat(receipt.path("acknowledgements")).hasSize(1);
        }
    }

    /** Reads on, only looking, until this member's removal has come; the cursor behind it. */
    private static String past(String feed, String from, String member) {
        String cursor = from;
        while (true) {
            JsonNode page = api("GET", feed + "?peek=true&wait=10&cursor=" + cursor, "");
            cursor = page.path("cursor").asText();
            for (JsonNode event : page.path("items")) {
                if (event.path("type").asText().equals("member.removed")
                        && event.path("subject").asText().equals(member)) {
                    return cursor;
                }
            }
        }
    }

    @Test
    @DisplayName("What is not acknowledged in time is counted, and mailed to the contact of the endpoint")
    void whatIsLateIsTold() throws Exception {
        try (MemberTable table = new MemberTable()) {
            table.accepting(() -> false);
            String hook = api("POST", DEMO + "/webhooks", "{'url':'" + table.url() + "','contact':'owner@app.example'}")
                    .path("id")
                    .asText();
            double before = metric("rollcall_deprovision_late_total");
            String user = user("receipt-late");
            String member = member(user);
            scim("DELETE", "/Users/" + user, "");
            until("it is late", () -> metric("rollcall_deprovision_late_total") > before);
            until("a mail has come", () -> POST.getReceivedMessages().length > 0);
            assertThat(POST.getReceivedMessages()[0].getAllRecipients()[0]).hasToString("owner@app.example");
            assertThat(GreenMailUtil.getBody(POST.getReceivedMessages()[0]).replace("=\r\n", ""))
                    .contains("has not acknowledged");
            assertThat(receipts(member).get(0).path("acknowledgedAt").isNull()).isTrue();

            table.accepting(() -> true);
            api("PATCH", DEMO + "/webhooks/" + hook, "{'enabled':false}");
            api("PATCH", DEMO + "/webhooks/" + hook, "{'enabled':true}");
            until("it is acknowledged late", () -> receipts(member).get(0).hasNonNull("acknowledgedAt"));
            assertThat(receipts(member).get(0).path("millis").asLong()).isGreaterThan(10_000);
            api("DELETE", DEMO + "/webhooks/" + hook, "");
        }
    }
}
