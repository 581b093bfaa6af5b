package dev.rollcall.server.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** An application that is told by webhooks alone, and keeps its own table of members: each event once, by its id. */
public final class MemberTable implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Map<String, String> members = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Long> order = new ArrayList<>();
    private volatile BooleanSupplier accepts = () -> true;

    public MemberTable() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    /** Whether the next delivery is taken; else it is answered with 500. */
    public void accepting(BooleanSupplier judge) {
        accepts = judge;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode event =
                    JSON.readTree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            boolean takes = accepts.getAsBoolean();
            if (takes) {
                take(event.path("data"));
            }
            exchange.sendResponseHeaders(takes ? 204 : 500, -1);
        }
    }

    private synchronized void take(JsonNode event) {
        if (seen.add(event.path("id").asText())) {
            order.add(event.path("seq").asLong());
            if (event.path("type").asText().startsWith("member.")) {
                put(members, event.path("subject").asText(), event.path("data"));
            }
        }
    }

    /** What stands in a table of members about one of them. */
    public static void put(Map<String, String> members, String id, JsonNode member) {
        String status = member.path("status").asText();
        if (status.equals("removed")) {
            members.remove(id);
        } else if (!status.equals("excluded")) {
            members.put(
                    id,
                    String.join(
                            " ",
                            member.path("email").asText(),
                            member.path("displayName").asText(),
                            member.path("role").asText(),
                            status,
                            member.path("seat").asText()));
        }
    }

    public synchronized Map<String, String> members() {
        return new TreeMap<>(members);
    }

    /** The numbers of the events in the order in which they came first. */
    public synchronized List<Long> order() {
        return List.copyOf(order);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
