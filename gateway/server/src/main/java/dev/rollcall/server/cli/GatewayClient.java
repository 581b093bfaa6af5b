package dev.rollcall.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The admin API as commands use it. */
final class GatewayClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 500;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;
    private final String token;

    private GatewayClient(LocalState state) {
        this.url = state.url();
        this.token = state.adminToken();
    }

    /**
     * The gateway that {@code up} runs here.
     *
     * @throws CommandException there was never one
     */
    static GatewayClient local() {
        return LocalState.read(Home.find().state())
                .map(GatewayClient::new)
                .orElseThrow(() -> new CommandException("There is no gateway here yet. Start one with: ./rollcall up"));
    }

    /** The path of an organisation, by slug or id. */
    static String organisation(String slugOrId) {
        return "/api/v1/organizations/" + encoded(slugOrId);
    }

    /**
     * Gets a resource.
     *
     * @throws CommandException the gateway does not answer, or answers with a problem
     */
    JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)));
    }

    /** All items of a list, page after page. */
    List<JsonNode> all(String path) {
        return some(path, new Query(), Integer.MAX_VALUE);
    }

    /** The first items of a list, page after page: those that the query asks for, and at most so many. */
    List<JsonNode> some(String path, Query query, int most) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = null;
        do {
            String limit = "?limit=" + Math.min(PAGE, most - items.size());
            JsonNode page = get(path + limit + query + new Query().with("cursor", cursor));
            page.path("items").forEach(items::add);
            cursor = page.path("next").textValue();
        } while (cursor != null && items.size() < most);
        return items;
    }

    /** As {@link #get}, with an empty POST. */
    JsonNode post(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).POST(BodyPublishers.noBody()));
    }

    /** As {@link #get}, with a POST of JSON. */
    JsonNode post(String path, JsonNode body) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** As {@link #get}, with an empty PUT. */
    JsonNode put(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).PUT(BodyPublishers.noBody()));
    }

    /** As {@link #get}, with a PUT of JSON. */
    JsonNode put(String path, JsonNode body) {
        return send("PUT", path, body);
    }

    /** As {@link #get}, with a PATCH: a JSON merge patch. */
    JsonNode patch(String path, JsonNode body) {
        return send("PATCH", path, body);
    }

    private JsonNode send(String method, String path, JsonNode body) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.toString())));
    }

    /** As {@link #get}, with a DELETE. */
    JsonNode delete(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).DELETE());
    }

    /** A part of a path or query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = client.send(
                    request.timeout(PATIENCE)
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofByteArray());
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() >= 300) {
                throw new CommandException(
                        "The gateway refused: " + body.path("detail").asText("status " + response.statusCode()));
            }
            return body;
        } catch (IOException e) {
            throw new CommandException("No gateway answers at " + url + ". Start one with: ./rollcall up", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted.", e);
        }
    }
}
