package dev.rollcall.delivery.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A real receiver of pushed tokens (RFC 8935), which a test can make behave badly. */
final class PushReceiver implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A token that came.
     *
     * @param taken whether the receiver answered with success
     */
    record Pushed(JsonNode claims, String path, boolean taken) {

        String uri() {
            return claims.path("events").fieldNames().next();
        }

        /** The number of its event; 0 for what tells of the stream. */
        long seq() {
            return Math.max(0, Tokens.seq(claims.path("jti").asText()));
        }
    }

    final List<Pushed> pushed = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Predicate<JsonNode> bad = claims -> false;
    private volatile HttpHandler badly = exchange -> exchange.sendResponseHeaders(500, -1);

    PushReceiver() {
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
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    /** Answers so whenever such a token comes. */
    void behave(Predicate<JsonNode> which, HttpHandler how) {
        badly = how;
        bad = which;
    }

    /** Answers so the first time that a token comes which is not the first of all. */
    void behaveOnce(HttpHandler how) {
        AtomicInteger come = new AtomicInteger();
        behave(claims -> come.incrementAndGet() == 2, how);
    }

    void behaveWell() {
        bad = claims -> false;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String compact = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(compact.split("\\.", -1)[1]));
            boolean isBad = bad.test(claims);
            pushed.add(new Pushed(claims, exchange.getRequestURI().getPath(), !isBad));
            if (isBad) {
                badly.handle(exchange);
            } else {
                exchange.sendResponseHeaders(202, -1);
            }
        }
    }

    /** The events whose tokens it has taken, in the order in which they came first. */
    List<Long> taken() {
        return pushed.stream()
                .filter(Pushed::taken)
                .map(Pushed::seq)
                .filter(seq -> seq > 0)
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
