package dev.rollcall.server.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** What stands between a command and a gateway, and lets things go wrong in the order in which it is told to; then it only passes on. */
final class LossyFront implements AutoCloseable {

    /** What becomes of one request. */
    enum Fate {
        PASSED,
        /** It takes effect, and its answer is lost with the connection. */
        ANSWER_LOST,
        /** It never arrives: 503. */
        UNAVAILABLE
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;
    private final String gateway;
    private final Deque<Fate> fates = new ArrayDeque<>();
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());

    LossyFront(String gateway) throws IOException {
        this.gateway = gateway;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void next(Fate... wanted) {
        fates.addAll(List.of(wanted));
    }

    /** The Idempotency-Key of each request that came, or "". */
    List<String> keys() {
        return List.copyOf(keys);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        keys.add(key == null ? "" : key);
        Fate fate = fates.isEmpty() ? Fate.PASSED : fates.remove();
        if (fate == Fate.UNAVAILABLE) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            exchange.sendResponseHeaders(503, -1);
        } else {
            HttpResponse<byte[]> answer = passed(exchange);
            if (fate == Fate.PASSED) {
                answer.headers()
                        .firstValue("Content-Type")
                        .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
                exchange.sendResponseHeaders(
                        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        }
        exchange.close();
    }

    private HttpResponse<byte[]> passed(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        for (String name : List.of("Authorization", "Content-Type", "Idempotency-Key")) {
            List<String> values = exchange.getRequestHeaders().get(name);
            if (values != null) {
                request.header(name, values.get(0));
            }
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
