package dev.rollcall.testkit.balancer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Gives requests to nodes in turn, as the configurations in {@code docs/scale.md} do: only to nodes whose readiness says yes; once more to
 * another node if the first one took no connection, or if a GET got no response. Any other request that got no response may have been
 * carried out, so its client's connection ends without one.
 */
public final class Balancer implements AutoCloseable {

    private static final Duration PROBE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Those of one connection (RFC 9110 section 7.6.1), and those that the client and the server write themselves. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "host",
            "keep-alive",
            "transfer-encoding",
            "upgrade",
            "date",
            "http2-settings");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ExecutorService probes = Executors.newSingleThreadExecutor();
    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final HttpServer server;

    /** A node behind it. */
    public static final class Node {

        private final String url;
        private final String readiness;
        private final LongAdder served = new LongAdder();
        private volatile boolean ready;

        private Node(String url, String readiness) {
            this.url = url;
            this.readiness = readiness;
        }

        /** Responses that came from it. */
        public long served() {
            return served.sum();
        }

        public boolean isReady() {
            return ready;
        }
    }

    /** Listens on a free port of the loopback address. */
    public Balancer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        probes.execute(this::watch);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Adds a node, which gets requests once it is ready.
     *
     * @param url where it serves
     * @param readiness the URL that responds with 200 while it should get requests
     */
    public Node join(String url, String readiness) {
        Node node = new Node(url, readiness);
        probe(node);
        nodes.add(node);
        return node;
    }

    /** Requests that were sent to a second node. */
    public long repeated() {
        return repeated.sum();
    }

    /** Requests that ended without a response. */
    public long unanswered() {
        return unanswered.sum();
    }

    private void watch() {
        try {
            while (!probes.isShutdown()) {
                nodes.forEach(this::probe);
                TimeUnit.MILLISECONDS.sleep(PROBE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void probe(Node node) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(node.readiness))
                    .timeout(Duration.ofSeconds(3))
                    .build();
            node.ready = client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            node.ready = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        List<Node> ready = inTurn();
        boolean mayRepeat = exchange.getRequestMethod().equals("GET");
        for (int i = 0; i < ready.size(); i++) {
            if (i > 0) {
                repeated.increment();
            }
            try {
                HttpResponse<byte[]> response =
                        client.send(request(exchange, ready.get(i), body), BodyHandlers.ofByteArray());
                ready.get(i).served.increment();
                answer(exchange, response);
                return;
            } catch (ConnectException e) {
                ready.get(i).ready = false;
            } catch (IOException e) {
                if (!mayRepeat) {
                    break;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (ready.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            exchange.sendResponseHeaders(503, -1);
        } else {
            unanswered.increment();
        }
        exchange.close();
    }

    /** Those that are ready, the next one first. */
    private List<Node> inTurn() {
        List<Node> ready = new ArrayList<>(nodes.stream().filter(Node::isReady).toList());
        if (!ready.isEmpty()) {
            Collections.rotate(ready, -Math.floorMod(turn.getAndIncrement(), ready.size()));
        }
        return ready;
    }

    private static HttpRequest request(HttpExchange exchange, Node node, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(node.url + exchange.getRequestURI().toASCIIString()))
                .timeout(PATIENCE)
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (isOfTheMessage(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (isOfTheMessage(name)) {
                exchange.getResponseHeaders().put(name, new ArrayList<>(values));
            }
        });
        byte[] body = response.body();
        int length = body.length;
        exchange.sendResponseHeaders(response.statusCode(), length == 0 ? -1 : length);
        if (length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static boolean isOfTheMessage(String header) {
        return !OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        probes.shutdownNow();
        server.stop(0);
        threads.shutdownNow();
    }
}
