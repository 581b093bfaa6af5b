package dev.rollcall.server.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Issue 13, Security Event Tokens: a stream that is pushed (RFC 8935), to a receiver that behaves badly too. */
@Timeout(120)
final class PushedStreamIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.WEBHOOK_PRIVATE, "on");

    private static final String SCIM = "urn:ietf:params:scim:event:prov:";
    private static final String SSF = "https://schemas.openid.net/secevent/ssf/event-type/";

    /** One request as it came. */
    private record Pushed(String authorization, String type, String accept, String body, int status) {}

    private final List<Pushed> pushed = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile IntSupplier answer = () -> 202;

    PushedStreamIT() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                int status = answer.getAsInt();
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                pushed.add(new Pushed(
                        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                        exchange.getRequestHeaders().getFirst("Content-Type"),
                        exchange.getRequestHeaders().getFirst("Accept"),
                        body,
                        status));
                exchange.sendResponseHeaders(status, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static Answer api(String method, String path, String body) {
        return Http.request(method, GATEWAY.url() + "/api/v1" + path)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .body(body)
                .send();
    }

    private static SsfReceiver receiver(String name) {
        return new SsfReceiver(api("POST", "/organizations/demo/security-event-receivers", "{'name':'" + name + "'}")
                .json());
    }

    private String delivery(String header) {
        return "'delivery':{'method':'urn:ietf:rfc:8935','endpoint_url':'http://127.0.0.1:"
                + server.getAddress().getPort() + "/events'" + header + "}";
    }

    private JsonNode stream(SsfReceiver receiver, String header, String events) {
        Answer made = receiver.send(
                "POST", "configuration_endpoint", "", "{" + delivery(header) + ",'events_requested':[" + events + "]}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.body()).as("a secret is not shown again").doesNotContain("secret-of");
        return made.json();
    }

    private static void invite(String email) {
        assertThat(api("POST", "/organizations/demo/members", "{'email':'" + email + "'}")
                        .status())
                .isBetween(200, 299);
    }

    private static void remove(String email) {
        for (JsonNode member :
                api("GET", "/organizations/demo/members?limit=1000", "").json().path("items")) {
            if (member.path("email").asText().equals(email)) {
                api("DELETE", "/organizations/demo/members/" + member.path("id").asText(), "");
            }
        }
    }

    private static void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final String PURGED = "https://schemas.openid.net/secevent/risc/event-type/account-purged";
    private static final String REVOKED = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";

    @Test
    @DisplayName("RFC 8935: one token in each request, the receiver's header verbatim, verification too, again after a"
            + " failure")
    void pushesInOrderAndAgain() {
        SsfReceiver receiver = receiver("push");
        JsonNode stream = stream(
                receiver,
                ",'authorization_header':'Custom secret-of-the-receiver'",
                "'" + PURGED + "','" + REVOKED + "'");
        String id = stream.path("stream_id").asText();
        assertThat(receiver.send("POST", "verification_endpoint", "", "{'stream_id':'" + id + "','state':'s'}")
                        .status())
                .isEqualTo(204);
        until("verification", () -> !pushed.isEmpty());
        assertThat(receiver.verified(pushed.get(0).body()).uri()).isEqualTo(SSF + "verification");
        assertThat(receiver.verified(pushed.get(0).body()).event().path("state").asText())
                .isEqualTo("s");

        pushed.clear();
        boolean[] failed = {false};
        answer = () -> {
            boolean first = !failed[0];
            failed[0] = true;
            return first ? 500 : 202;
        };
        for (int i = 0; i < 3; i++) {
            invite("pushed" + i + "@demo.example");
            remove("pushed" + i + "@demo.example");
        }
        until("all", () -> pushed.stream().filter(one -> one.status() == 202).count() >= 6);
        List<SsfReceiver.Set> received = pushed.stream()
                .filter(one -> one.status() == 202)
                .map(one -> receiver.verified(one.body()))
                .toList();
        assertThat(received)
                .extracting(SsfReceiver.Set::uri)
                .containsExactly(REVOKED, PURGED, REVOKED, PURGED, REVOKED, PURGED);
        assertThat(received)
                .extracting(set -> set.claims().at("/sub_id/email").asText())
                .containsExactly(
                        "pushed0@demo.example",
                        "pushed0@demo.example",
                        "pushed1@demo.example",
                        "pushed1@demo.example",
                        "pushed2@demo.example",
                        "pushed2@demo.example");
        assertThat(receiver.verified(pushed.get(0).body()).claims())
                .as("what failed comes again as it was")
                .isEqualTo(received.get(0).claims());
        assertThat(pushed).allSatisfy(one -> {
            assertThat(one.authorization()).isEqualTo("Custom secret-of-the-receiver");
            assertThat(one.type()).isEqualTo("application/secevent+jwt");
            assertThat(one.accept()).isEqualTo("application/json");
        });
        assertThat(receiver.poll(
                                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                                        .objectNode()
                                        .set(
                                                "delivery",
                                                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                                                        .objectNode()
                                                        .put(
                                                                "endpoint_url",
                                                                stream.path("iss")
                                                                                .asText() + "/streams/" + id
                                                                        + "/poll")),
                                "{'returnImmediately':true}")
                        .status())
                .isEqualTo(404);
        receiver.send("DELETE", "configuration_endpoint", "?stream_id=" + id, "");
    }

    @Test
    @DisplayName("SSF 1.0: a receiver that is gone is paused and told; what waits is sent when it is enabled again")
    void whoIsGoneIsPaused() {
        SsfReceiver receiver = receiver("gone");
        String id = stream(receiver, "", "'" + PURGED + "'").path("stream_id").asText();
        answer = () -> 410;
        invite("gone@demo.example");
        remove("gone@demo.example");
        until(
                "paused",
                () -> receiver.send("GET", "status_endpoint", "?stream_id=" + id, "")
                        .json()
                        .path("status")
                        .asText()
                        .equals("paused"));
        assertThat(receiver.send("GET", "status_endpoint", "?stream_id=" + id, "")
                        .json()
                        .path("reason")
                        .asText())
                .contains("410");
        until(
                "told",
                () -> pushed.stream()
                        .anyMatch(one -> receiver.verified(one.body()).uri().equals(SSF + "stream-updated")));
        assertThat(pushed.get(0).authorization()).as("no header was given").isEqualTo("null");
        pushed.clear();
        answer = () -> 202;
        assertThat(receiver.send("POST", "status_endpoint", "", "{'stream_id':'" + id + "','status':'enabled'}")
                        .status())
                .isEqualTo(200);
        until(
                "sent after all",
                () -> pushed.stream()
                        .anyMatch(one -> receiver.verified(one.body()).uri().equals(PURGED)));
        receiver.send("DELETE", "configuration_endpoint", "?stream_id=" + id, "");
    }

    @Test
    @DisplayName(
            "A stream goes on where it was when it is polled instead of pushed; where it may be pushed to is checked")
    void theMethodChanges() {
        SsfReceiver receiver = receiver("change");
        String id = stream(receiver, "", "'" + PURGED + "'").path("stream_id").asText();
        for (String url : List.of("ftp://x.example/", "nonsense", "")) {
            assertThat(receiver.send(
                                    "PATCH",
                                    "configuration_endpoint",
                                    "",
                                    "{'stream_id':'" + id
                                            + "','delivery':{'method':'urn:ietf:rfc:8935','endpoint_url':'" + url
                                            + "'}}")
                            .status())
                    .as(url)
                    .isEqualTo(400);
        }
        answer = () -> 503;
        invite("moved@demo.example");
        remove("moved@demo.example");
        until("tried", () -> !pushed.isEmpty());
        JsonNode polled = receiver.send(
                        "PATCH",
                        "configuration_endpoint",
                        "",
                        "{'stream_id':'" + id + "','delivery':{'method':'urn:ietf:rfc:8936'}}")
                .json();
        List<SsfReceiver.Set> sets = receiver.sets(
                receiver.poll(polled, "{'returnImmediately':true}").json());
        assertThat(sets)
                .extracting(set -> set.claims().at("/sub_id/email").asText())
                .containsExactly("moved@demo.example");
        assertThat(sets.get(0).uri()).isEqualTo(PURGED).doesNotStartWith(SCIM);
    }
}
