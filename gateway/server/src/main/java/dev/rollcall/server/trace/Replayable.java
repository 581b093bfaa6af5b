package dev.rollcall.server.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.ProblemType;
import dev.rollcall.server.scim.Rehearsals;
import dev.rollcall.spi.RawRequest;
import dev.rollcall.trace.EntryReader;
import dev.rollcall.trace.RequestQueries.Found;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recorded request that can be replayed, as it was sent, with what was answered then.
 *
 * @param place empty, or how the log names the operation of a bulk request
 * @param status that was answered
 * @param answered the body that was answered; null when there was none, or none whole was kept
 * @param entry all that was kept of the request
 */
public record Replayable(
        Rehearsals.Sent sent,
        String place,
        int status,
        @Nullable JsonNode answered,
        JsonNode entry) {

    private static final String HIDDEN = "(hidden)";
    private static final int LONGEST_PATH = 2_000;

    /** Refused before anything of the request was read. */
    private static final Set<Integer> UNREAD = Set.of(401, 403);

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> ENDPOINTS = List.of("Users", "Groups");

    /**
     * Reads an entry.
     *
     * @param operation which of a bulk request, from 1; null for none
     * @throws dev.rollcall.server.http.Problem.ProblemException it cannot be replayed
     */
    public static Replayable of(Found found, @Nullable Integer operation) {
        JsonNode entry = EntryReader.read(Objects.requireNonNull(found.document()));
        if (UNREAD.contains(found.status())) {
            throw refused("It was refused because of its credential, and credentials are not kept.");
        }
        if (found.path().length() >= LONGEST_PATH) {
            throw refused("Its path is too long to have been kept in full.");
        }
        JsonNode body = body(entry.path("request"));
        boolean isBulk = found.kind().equals("bulk");
        if (operation != null && !isBulk) {
            throw JsonInput.wrong("operation", "it for a bulk request only; this request is not one, so leave it out");
        }
        return isBulk ? ofBulk(entry, body, operation) : ofOne(found, entry, body);
    }

    private static Problem.ProblemException refused(String reason) {
        return ProblemType.NOT_REPLAYABLE
                .problem("This request cannot be replayed. " + reason)
                .exception();
    }

    private static @Nullable JsonNode body(JsonNode request) {
        if (request.path("bodyLeftOut").asBoolean()) {
            throw refused("Its body was not kept, because it was not JSON or was not read.");
        }
        if (request.has("bodyBeginning")) {
            throw refused(
                    "Its body was too long to be kept in full (setting trace.entry-limit), so only its beginning was"
                            + " kept.");
        }
        JsonNode body = request.get("body");
        if (body != null && hides(body, true)) {
            throw refused("Values of its body are not kept: they are secret, or the setting trace.values is off.");
        }
        return body;
    }

    /** A password of a user is never stored, so what it was makes no difference. */
    private static boolean hides(JsonNode node, boolean isTop) {
        if (node instanceof ObjectNode object) {
            return object.properties().stream()
                    .anyMatch(field -> field.getKey().contains(HIDDEN)
                            || (hides(field.getValue(), false) && !(isTop && isPassword(field))));
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (hides(element, false)) {
                    return true;
                }
            }
            return false;
        }
        return node.isTextual() && node.textValue().contains(HIDDEN);
    }

    private static boolean isPassword(Map.Entry<String, JsonNode> field) {
        return field.getKey().equalsIgnoreCase("password") && field.getValue().isTextual();
    }

    private static Replayable ofOne(Found found, JsonNode entry, @Nullable JsonNode body) {
        QueryStringDecoder uri = new QueryStringDecoder(found.path());
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        uri.parameters().forEach((name, values) -> values.forEach(value -> parameters.add(Map.entry(name, value))));
        for (Map.Entry<String, String> parameter : parameters) {
            String name = parameter.getKey().toLowerCase(Locale.ROOT);
            if (parameter.getValue().contains(HIDDEN) && (name.equals("cursor") || name.equals("filter"))) {
                throw refused("The value of the query parameter " + name + " is not kept.");
            }
        }
        Target target = Target.of(uri.path());
        if (found.method().equals("POST") && target.id() != null && !target.id().equals(RawRequest.SEARCH)) {
            throw refused("It was sent as a POST to a resource, and the method that it stood for was not kept.");
        }
        JsonNode headers = entry.at("/request/headers");
        return new Replayable(
                new Rehearsals.Sent(
                        method(found.method()),
                        target.endpoint(),
                        target.id(),
                        parameters,
                        headers.path("If-Match").textValue(),
                        headers.path("If-None-Match").textValue(),
                        body),
                "",
                found.status(),
                entry.at("/response/body").isMissingNode() ? null : entry.at("/response/body"),
                entry);
    }

    private static RawRequest.Method method(String method) {
        String meant = method.equals("HEAD") ? "GET" : method;
        if (!METHODS.contains(meant)) {
            throw refused("Its method is " + method + "; only these can be " + "replayed: " + String.join(", ", METHODS)
                    + ".");
        }
        return RawRequest.Method.valueOf(meant);
    }

    /** Where a request goes below the base URL of its directory. */
    private record Target(String endpoint, @Nullable String id) {

        static Target of(String path) {
            String[] segments = path.split("/+", -1);
            for (int i = segments.length - 1; i >= 0 && i >= segments.length - 2; i--) {
                if (ENDPOINTS.contains(segments[i])) {
                    String id = i + 1 < segments.length ? segments[i + 1] : "";
                    return new Target(segments[i], id.isEmpty() ? null : id);
                }
            }
            throw refused("Only requests to /Users and /Groups, and operations of bulk requests, can be replayed.");
        }
    }

    private static Replayable ofBulk(JsonNode entry, @Nullable JsonNode body, @Nullable Integer operation) {
        JsonNode operations = body == null ? null : member(body, "Operations");
        if (operations == null || !operations.isArray() || operations.isEmpty()) {
            throw refused("It is a bulk request without a list of operations.");
        }
        if (operation == null) {
            throw refused("A bulk request is replayed one operation at a time: send {\"operation\": 1} for the first"
                    + " of its " + operations.size() + ".");
        }
        if (operation > operations.size()) {
            throw JsonInput.wrong("operation", "a whole number from 1 to " + operations.size());
        }
        JsonNode one = operations.get(operation - 1);
        if (one.toString().contains("bulkId:")) {
            throw refused(
                    "The operation refers by bulkId to another operation of its bulk request, whose id is known only"
                            + " once both are carried out.");
        }
        String method = text(one, "method").toUpperCase(Locale.ROOT);
        Target target = Target.of(text(one, "path"));
        String bulkId = text(one, "bulkId");
        String path = method + " /" + target.endpoint() + (target.id() == null ? "" : "/" + target.id());
        JsonNode result = entry.at("/response/body/Operations").path(operation - 1);
        String version = text(one, "version");
        return new Replayable(
                new Rehearsals.Sent(
                        method(method),
                        target.endpoint(),
                        target.id(),
                        List.of(),
                        version.isEmpty() ? null : version,
                        null,
                        member(one, "data")),
                bulkId.isEmpty() ? path : "bulkId:" + bulkId,
                result.path("status").asInt(),
                result.get("response"),
                entry);
    }

    private static @Nullable JsonNode member(JsonNode object, String name) {
        return object.properties().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String text(JsonNode object, String name) {
        JsonNode value = member(object, name);
        return value == null ? "" : value.asText();
    }
}
