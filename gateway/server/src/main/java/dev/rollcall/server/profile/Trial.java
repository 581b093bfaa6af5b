package dev.rollcall.server.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.http.Problem;
import dev.rollcall.spi.Firing;
import dev.rollcall.spi.Normalized;
import dev.rollcall.spi.Normalizer;
import dev.rollcall.spi.Profile;
import dev.rollcall.spi.RawRequest;
import dev.rollcall.spi.profile.ClientProfile;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that is read without being carried out.
 *
 * @param profile the document to read it with; null for the one in force
 */
record Trial(@Nullable JsonNode profile, RawRequest request) {

    /** From {@code {"profile": DOCUMENT, "request": {"method", "path", "body"}}}; the body may be JSON or the text of it. */
    static Trial of(JsonInput input) {
        JsonNode request = input.node("request");
        String path = request.path("path").asText();
        int question = path.indexOf('?');
        String[] segments = (question < 0 ? path : path.substring(0, question)).split("/+", -1);
        int at = 0;
        while (at < segments.length && !isEndpoint(segments[at])) {
            at++;
        }
        if (at == segments.length) {
            throw JsonInput.wrong(
                    "request", "an object whose path leads to /Users or /Groups, such as /Users/2819c223");
        }
        return new Trial(
                input.isNull("profile") ? null : input.node("profile"),
                new RawRequest(
                        method(request.path("method").asText()),
                        endpoint(segments[at]),
                        at + 1 < segments.length ? segments[at + 1] : null,
                        question < 0 ? Map.of() : query(path.substring(question + 1)),
                        null,
                        null,
                        body(request.path("body"))));
    }

    private static boolean isEndpoint(String segment) {
        return segment.equalsIgnoreCase("Users") || segment.equalsIgnoreCase("Groups");
    }

    private static String endpoint(String segment) {
        return segment.equalsIgnoreCase("Users") ? "Users" : "Groups";
    }

    private static RawRequest.Method method(String word) {
        try {
            return RawRequest.Method.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw JsonInput.wrong("request", "an object whose method is GET, POST, PUT, PATCH or DELETE");
        }
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String parameter : text.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                query.put(decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw JsonInput.wrong("request", "a path whose query is encoded, such as filter=userName%20eq%20%22ada%22");
        }
    }

    private static @Nullable JsonNode body(JsonNode sent) {
        if (sent.isMissingNode() || sent.isNull()) {
            return null;
        }
        if (!sent.isTextual()) {
            return sent;
        }
        try {
            return ScimJson.parse(sent.textValue().getBytes(StandardCharsets.UTF_8));
        } catch (ScimException e) {
            throw Problem.badRequest("The body of the request is a text that is not JSON: "
                            + e.error().detail())
                    .exception();
        }
    }

    /** What becomes of it: each quirk with what it saw and made, and what would be carried out, or why it would be refused. */
    ObjectNode run(ClientProfile client, Directory directory, List<ResourceType> types) {
        Normalizer normalizer = new Normalizer(
                client.running(),
                new Profile(
                        types,
                        directory.mode(),
                        directory.disabledQuirks(),
                        client.writes(),
                        client.transport().firstIndex()));
        ObjectNode json = Json.object();
        ExpressionsJson.into(json, client);
        ArrayNode quirks = json.putArray("quirks");
        ArrayNode deviations = json.putArray("deviations");
        try {
            Normalized read = normalizer.normalize(request);
            for (Firing firing : read.firings()) {
                quirks.addObject()
                        .put("quirk", firing.quirk())
                        .<ObjectNode>set("before", firing.before())
                        .set("after", firing.after());
            }
            read.deviations()
                    .forEach(deviation -> deviations
                            .addObject()
                            .put("rule", deviation.rule().word())
                            .put("detail", deviation.detail()));
            json.set("command", CommandJson.of(read.request()));
            return json.putNull("refused");
        } catch (ScimException e) {
            ScimError error = e.error();
            json.putNull("command");
            json.putObject("refused")
                    .put("status", error.status())
                    .put(
                            "scimType",
                            error.scimType() == null ? null : error.scimType().keyword())
                    .put("detail", error.detail());
            return json;
        }
    }
}
