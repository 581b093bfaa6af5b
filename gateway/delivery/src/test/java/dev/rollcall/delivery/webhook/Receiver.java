package dev.rollcall.delivery.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A real receiver of webhooks, which a test can make behave badly. What it has received counts as received when it said so, in the
 * order in which the requests came.
 */
final class Receiver implements AutoCloseable {

    /** How a request is answered. */
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    /**
     * One that was received.
     *
     * @param arrival its place among all requests, from one
     */
    record Received(long arrival, String id, String signature, long timestamp, String body, JsonNode json) {
        String name() {
            return json.at("/data/organization").asText() + "/"
                    + json.at("/data/seq").asLong();
        }
    }

    private static final JsonMapper JSON = new JsonMapper();

    final List<Received> received = new CopyOnWriteArrayList<>();
    final List<String> refused = new CopyOnWriteArrayList<>();
    private final AtomicLong arrivals = new AtomicLong();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Behaviour behaviour = Receiver::accept;

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    void behave(Behaviour other) {
        behaviour = other;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            long arrival = arrivals.incrementAndGet();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Headers headers = exchange.getRequestHeaders();
            Received one = new Received(
                    arrival,
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-signature"),
                    Long.parseLong(headers.getFirst("webhook-timestamp")),
                    body,
                    JSON.readTree(body));
            try {
                behaviour.answer(exchange);
            } catch (IOException e) {
                refused.add(one.id());
                throw e;
            }
            int status = exchange.getResponseCode();
            if (status >= 200 && status < 300) {
                keep(one);
            } else {
                refused.add(one.id());
            }
        }
    }

    /** The next request can come, and be kept, before the thread of this one goes on after its answer. */
    private synchronized void keep(Received one) {
        int place = received.size();
        while (place > 0 && received.get(place - 1).arrival() > one.arrival()) {
            place--;
        }
        received.add(place, one);
    }

    static void accept(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(204, -1);
    }

    static Behaviour status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            byte[] body = ("says " + status).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** The events in the order in which they came, each once. */
    List<String> names() {
        return received.stream().map(Received::name).distinct().toList();
    }

    /** Whether the public library takes it for signed by this secret. */
    static boolean verifies(String secret, Received one) {
        try {
            new Webhook(secret)
                    .verify(
                            one.body(),
                            HttpHeaders.of(
                                    Map.of(
                                            "webhook-id", List.of(one.id()),
                                            "webhook-timestamp", List.of(Long.toString(one.timestamp())),
                                            "webhook-signature", List.of(one.signature())),
                                    (name, value) -> true));
            return true;
        } catch (com.standardwebhooks.exceptions.WebhookVerificationException e) {
            return false;
        } catch (com.standardwebhooks.exceptions.EmptyWebhookSecretException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> ids() {
        List<String> ids = new ArrayList<>();
        received.forEach(one -> ids.add(one.id()));
        return ids;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
