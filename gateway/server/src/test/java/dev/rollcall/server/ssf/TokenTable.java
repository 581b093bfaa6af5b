package dev.rollcall.server.ssf;

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
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service that is told by pushed SCIM events alone (RFC 9967), and keeps its own table of users: each token once, by its jti. */
final class TokenTable implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PREFIX = "urn:ietf:params:scim:event:prov:";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Set<String> seen = new HashSet<>();
    private final List<String> order = new ArrayList<>();
    private final Map<String, String> emails = new TreeMap<>();
    private final Map<String, Boolean> active = new TreeMap<>();

    TokenTable() {
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
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/tokens";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String compact = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            take(JSON.readTree(Base64.getUrlDecoder().decode(compact.split("\\.", -1)[1])));
            exchange.sendResponseHeaders(202, -1);
        }
    }

    private synchronized void take(JsonNode claims) {
        String uri = claims.path("events").fieldNames().next();
        if (!uri.startsWith(PREFIX) || !seen.add(claims.path("jti").asText())) {
            return;
        }
        order.add(claims.path("txn").asText());
        String user = claims.at("/sub_id/uri").asText();
        JsonNode data = claims.path("events").path(uri).path("data");
        switch (uri.substring(PREFIX.length())) {
            case "create:full", "put:full" -> {
                emails.put(user, data.at("/emails/0/value").asText());
                active.put(user, data.path("active").asBoolean());
            }
            case "activate" -> active.put(user, true);
            case "deactivate" -> active.put(user, false);
            case "delete" -> {
                emails.remove(user);
                active.remove(user);
            }
            default -> throw new IllegalStateException(uri);
        }
    }

    /** The transactions in the order in which their first token came. */
    synchronized List<String> order() {
        return List.copyOf(order);
    }

    /** Whether each address is active. */
    synchronized Map<String, Boolean> users() {
        Map<String, Boolean> users = new TreeMap<>();
        emails.forEach((user, email) -> users.put(email, Boolean.TRUE.equals(active.get(user))));
        return users;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
