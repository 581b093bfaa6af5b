package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.api.OpenApi;
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

/** Holds every answer of the admin API that a test receives to the API's own description. */
final class ApiContract {

    private static final String API = "/api/v1";
    private static final int LISTED = 20;
    private static final ObjectNode DOCUMENT = OpenApi.load().document();
    private static final Map<String, Validator> VALIDATORS = new ConcurrentHashMap<>();

    private ApiContract() {}

    /** Fails when the description knows the operation, and says something else about such an answer. */
    static void check(String method, URI uri, int status, String contentType, String body) {
        String path = uri.getPath();
        if (!path.startsWith(API + "/") || body.isEmpty() || !contentType.contains("json")) {
            return;
        }
        JsonNode operation = operation(path.substring(API.length())).path(method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            return;
        }
        JsonNode described = operation.path("responses");
        JsonNode response =
                resolve(described.has("" + status) ? described.get("" + status) : described.path("default"));
        String media = contentType.replaceAll(";.*", "");
        String place = method + " " + path + " -> " + status;
        assertThat(response.path("content").fieldNames())
                .as("content types of " + place)
                .toIterable()
                .contains(media);
        JsonNode schema = response.path("content").path(media).path("schema");
        if (!schema.isMissingNode()) {
            OutputUnit result = VALIDATORS
                    .computeIfAbsent(schema.toString(), text -> validator(schema))
                    .validate(shortened(new JsonObject(body)));
            assertThat(result.getValid())
                    .as(() -> place + " is not as described: " + result.toJson().encodePrettily() + "\n" + body)
                    .isTrue();
        }
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
