package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.api.description.OpenApi;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Holds every answer of the admin API that a test receives, and every request that succeeds, to the API's own description: nothing
 * may be missing or of another type, and nothing may be there that is not described.
 */
public final class ApiContract {

    private static final String API = "/api/v1";
    private static final int LISTED = 20;
    private static final ObjectNode DOCUMENT = OpenApi.load().document();
    private static final Map<String, Validator> VALIDATORS = new ConcurrentHashMap<>();

    private ApiContract() {}

    /** Fails when the description knows the operation, and says something else about such an answer or such a request. */
    static void check(Exchanged exchanged) {
        String path = exchanged.uri().getPath();
        if (!path.startsWith(API + "/")) {
            return;
        }
        JsonNode operation =
                operation(path.substring(API.length())).path(exchanged.method().toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            return;
        }
        if (exchanged.status() < 300) {
            checkRequest(exchanged, operation);
        }
        if (!exchanged.answer().isEmpty() && exchanged.contentType().contains("json")) {
            checkAnswer(exchanged, operation);
        }
    }

    /**
     * A request and its answer.
     *
     * @param request the request's body, or ""
     * @param contentType of the answer
     * @param answer the answer's body, or ""
     */
    record Exchanged(String method, URI uri, String request, int status, String contentType, String answer) {

        private String place() {
            return method + " " + uri.getPath() + " -> " + status;
        }
    }

    private static void checkRequest(Exchanged exchanged, JsonNode operation) {
        JsonNode described = resolve(operation.path("requestBody"));
        JsonNode schema = described.path("content").findPath("schema");
        if (!exchanged.request().isEmpty()) {
            assertThat(schema.isMissingNode() && !exchanged.request().equals("{}"))
                    .as("a body that is not described, " + exchanged.place())
                    .isFalse();
            if (!schema.isMissingNode()) {
                require(schema, exchanged.request(), "the request of " + exchanged.place());
            }
        } else {
            assertThat(described.path("required").asBoolean())
                    .as("no body where one is required, " + exchanged.place())
                    .isFalse();
        }
    }

    private static void checkAnswer(Exchanged exchanged, JsonNode operation) {
        JsonNode described = operation.path("responses");
        String status = "" + exchanged.status();
        JsonNode response = resolve(described.has(status) ? described.get(status) : described.path("default"));
        String media = exchanged.contentType().replaceAll(";.*", "");
        assertThat(response.path("content").fieldNames())
                .as("content types of " + exchanged.place())
                .toIterable()
                .contains(media);
        JsonNode schema = response.path("content").path(media).path("schema");
        if (!schema.isMissingNode()) {
            require(schema, exchanged.answer(), exchanged.place());
        }
    }

    /** Fails when a JSON object is not as described, or has what is not described. */
    public static void require(JsonNode schema, String body, String place) {
        JsonObject json = shortened(new JsonObject(body));
        OutputUnit result = VALIDATORS
                .computeIfAbsent(schema.toString(), text -> validator(schema))
                .validate(json);
        assertThat(result.getValid())
                .as(() -> place + " is not as described: " + result.toJson().encodePrettily() + "\n" + body)
                .isTrue();
        assertThat(Undescribed.in(DOCUMENT, schema, json))
                .as("what " + place + " has and the description does not know")
                .isEmpty();
    }

    /** The beginning of long lists: the validator's time grows with the square of their length. */
    private static JsonObject shortened(JsonObject body) {
        for (String name : body.fieldNames()) {
            if (body.getValue(name) instanceof JsonArray list && list.size() > LISTED) {
                body.put(name, new JsonArray(list.getList().subList(0, LISTED)));
            }
        }
        return body;
    }

    private static JsonNode operation(String path) {
        for (Map.Entry<String, JsonNode> described : DOCUMENT.path("paths").properties()) {
            String pattern = "\\Q" + described.getKey().replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q") + "\\E";
            if (Pattern.matches(pattern, path)) {
                return described.getValue();
            }
        }
        return DOCUMENT.path("none");
    }

    private static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static Validator validator(JsonNode schema) {
        ObjectNode root = schema.deepCopy();
        root.set("components", DOCUMENT.path("components"));
        return Validator.create(
                JsonSchema.of(new JsonObject(root.toString())),
                new JsonSchemaOptions()
                        .setBaseUri("https://rollcall.invalid/")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic));
    }
}
