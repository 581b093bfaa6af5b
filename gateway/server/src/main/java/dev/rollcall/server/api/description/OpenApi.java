package dev.rollcall.server.api.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.OrNull;
import dev.rollcall.server.http.QueryNames;
import dev.rollcall.server.version.Version;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The OpenAPI 3.1 description of the API, put together from fragments: one for each group of routes, in {@code openapi/} of the
 * resources. A fragment says what is particular to its routes; what all operations share is added here: the parameters in the path,
 * the header {@code Idempotency-Key} of writes, problems as the answer to everything else, and for an operation with
 * {@code x-rule-command} the forecast and the impact, and for {@code x-words} a closed list of words. Its version is that of the
 * gateway, and what may be null is spelt by {@link OrNull}.
 */
public final class OpenApi {

    /** In the order of the documentation. */
    private static final List<String> FRAGMENTS = List.of(
            "base",
            "organisations",
            "domains",
            "conflicts",
            "directories",
            "profiles",
            "members",
            "access",
            "events",
            "security-events",
            "requests",
            "pull");

    private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");
    private static final Pattern IN_ROUTE = Pattern.compile(":(\\w+)");
    private static final String ROOT = "/api/v1";
    private static final String RULE_COMMAND = "x-rule-command";

    private final ObjectNode document;

    private OpenApi(ObjectNode document) {
        this.document = document;
    }

    /**
     * Reads the fragments.
     *
     * @throws IllegalStateException two of them say different things about one place
     */
    public static OpenApi load() {
        ObjectNode document = Json.object();
        FRAGMENTS.forEach(name -> merge(document, fragment(name), name));
        document.path("paths").properties().forEach(OpenApi::complete);
        ClosedWords.spell(document);
        OrNull.spell(document);
        document.withObject("/info").put("version", Version.current().number());
        return new OpenApi(document);
    }

    /** The whole description; paths are relative to its server, {@code /api/v1}. */
    public ObjectNode document() {
        return document;
    }

    /**
     * The query parameters that a route takes.
     *
     * @param path as the router spells it, such as {@code /api/v1/organizations/:org}
     * @throws IllegalStateException the route is not described
     */
    public QueryNames query(HttpMethod method, String path) {
        String described = IN_ROUTE.matcher(path.substring(ROOT.length())).replaceAll("{$1}");
        JsonNode operation =
                document.path("paths").path(described).path(method.name().toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            throw new IllegalStateException(method + " " + path + " is not described in resources/openapi.");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode meant = parameter.has("$ref")
                    ? document.at(parameter.path("$ref").asText().substring(1))
                    : parameter;
            if (meant.path("in").asText().equals("query")) {
                names.add(meant.path("name").asText());
            }
        }
        return new QueryNames(names);
    }

    private static ObjectNode fragment(String name) {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi/" + name + ".json")) {
            return (ObjectNode) ScimJson.parse(Objects.requireNonNull(in, name).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void merge(ObjectNode into, ObjectNode from, String place) {
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            String here = place + "/" + member.getKey();
            JsonNode present = into.get(member.getKey());
            if (present == null) {
                into.set(member.getKey(), member.getValue());
            } else if (present instanceof ObjectNode object && member.getValue() instanceof ObjectNode more) {
                merge(object, more, here);
            } else if (present instanceof ArrayNode list && member.getValue() instanceof ArrayNode more) {
                list.addAll(more);
            } else {
                throw new IllegalStateException("The API is described twice at " + here + ".");
            }
        }
    }

    private static void complete(Map.Entry<String, JsonNode> path) {
        path.getValue()
                .properties()
                .forEach(operation -> complete(path.getKey(), operation.getKey(), (ObjectNode) operation.getValue()));
    }

    private static void complete(String path, String method, ObjectNode operation) {
        ArrayNode parameters = Json.object().arrayNode();
        Matcher inPath = IN_PATH.matcher(path);
        while (inPath.find()) {
            parameters.add(reference("parameters", inPath.group(1)));
        }
        parameters.addAll(operation.withArray("parameters"));
        ObjectNode responses = operation.withObject("/responses");
        if (operation.path(RULE_COMMAND).asBoolean()) {
            parameters.add(reference("parameters", "dryRun")).add(reference("parameters", "people"));
            responses.set("200", reference("responses", "Impact"));
        }
        if (!method.equals("get")) {
            parameters.add(reference("parameters", "Idempotency-Key"));
        }
        responses.set("default", reference("responses", "Problem"));
        if (parameters.isEmpty()) {
            operation.remove("parameters");
        } else {
            operation.set("parameters", parameters);
        }
    }

    private static ObjectNode reference(String kind, String name) {
        return Json.object().put("$ref", "#/components/" + kind + "/" + name);
    }
}
