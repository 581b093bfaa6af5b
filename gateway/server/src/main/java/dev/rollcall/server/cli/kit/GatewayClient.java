package dev.rollcall.server.cli.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The admin API as commands use it. */
public final class GatewayClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 500;

    private final GatewayAddress address;
    private final RetryingSender courier;

    public GatewayClient(GatewayAddress address) {
        this.address = address;
        this.courier = new RetryingSender(address.url());
    }

    /**
     * The gateway that {@code up} runs here, whatever else is named.
     *
     * @throws CommandException there was never one
     */
    public static GatewayClient local() {
        return new GatewayClient(GatewayAddress.find(
                List.of(), Map.of(), LocalState.read(Home.find().state())));
    }

    /** The path of an organisation, by slug or id. */
    public static String organisation(String slugOrId) {
        return "/api/v1/organizations/" + encoded(slugOrId);
    }

    /**
     * Gets a resource.
     *
     * @throws CommandException the gateway does not answer, or answers with a problem
     */
    public JsonNode get(String path) {
        return send(request(path));
    }

    /**
     * As {@link #get}; a missing node when there is no such resource.
     */
    public JsonNode find(String path) {
        RetryingSender.Answer answer = courier.send(request(path).build());
        if (answer.status() == 404) {
            return MissingNode.getInstance();
        }
        return accepted(answer);
    }

    /** All items of a list, page after page. */
    public List<JsonNode> all(String path) {
        return some(path, new Query(), Integer.MAX_VALUE);
    }

    /** The first items of a list, page after page: those that the query asks for, and at most so many. */
    public List<JsonNode> some(String path, Query query, int most) {
        return part(path, query, null, most).items();
    }

    /** The part of a list that is wanted, page after page, of those items that the query asks for. */
    public ListPart part(String path, Query query, PartOptions wanted) {
        return part(path, query, wanted.after(), wanted.most());
    }

    private ListPart part(String path, Query query, @Nullable String after, int most) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = after;
        do {
            String limit = "?limit=" + Math.min(PAGE, most - items.size());
            ListPart page = ListPart.page(get(path + limit + query + new Query().with("cursor", cursor)));
            items.addAll(page.items());
            cursor = page.next();
        } while (cursor != null && items.size() < most);
        return new ListPart(items, cursor);
    }

    /** As {@link #get}, with an empty POST. */
    public JsonNode post(String path) {
        return write("POST", path);
    }

    /** As {@link #get}, with a POST of JSON. */
    public JsonNode post(String path, JsonNode body) {
        return write("POST", path, body);
    }

    /** As {@link #get}, with an empty PUT. */
    public JsonNode put(String path) {
        return write("PUT", path);
    }

    /** As {@link #get}, with a PUT of JSON. */
    public JsonNode put(String path, JsonNode body) {
        return write("PUT", path, body);
    }

    /** As {@link #get}, with a PATCH: a JSON merge patch. */
    public JsonNode patch(String path, JsonNode body) {
        return write("PATCH", path, body);
    }

    /** As {@link #get}, with a DELETE. */
    public JsonNode delete(String path) {
        return write("DELETE", path);
    }

    private JsonNode write(String method, String path, JsonNode body) {
        return send(writing(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.toString())));
    }

    private JsonNode write(String method, String path) {
        return send(writing(path).method(method, BodyPublishers.noBody()));
    }

    /** A write has a key of its own, so that it takes effect once however often it is sent. */
    private HttpRequest.Builder writing(String path) {
        return request(path).header("Idempotency-Key", UUID.randomUUID().toString());
    }

    /** A part of a path or query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(URI.create(address.url() + path))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + address.token());
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    "The URL or the token of the gateway contains characters that cannot be " + "sent.", e);
        }
    }

    private JsonNode send(HttpRequest.Builder request) {
        return accepted(courier.send(request.build()));
    }

    private static JsonNode accepted(RetryingSender.Answer answer) {
        if (answer.status() >= 300) {
            throw new CommandException(
                    "The gateway refused: " + answer.body().path("detail").asText("status " + answer.status()));
        }
        return answer.body();
    }
}
