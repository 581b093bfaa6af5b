package dev.rollcall.scim.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.message.BulkRequest.Entry;
import dev.rollcall.scim.message.BulkRequest.Method;
import dev.rollcall.scim.message.BulkRequest.Operation;
import dev.rollcall.scim.message.BulkRequest.Unreadable;
import dev.rollcall.scim.message.ServiceProviderConfig.BulkLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a bulk request; whether an operation's data make sense shows when it is carried out. */
public final class BulkReader {

    private static final Pattern PATH = Pattern.compile("/([A-Za-z]+)(?:/([^/?#]+))?/?");

    private BulkReader() {}

    /**
     * Requires that a request is not too large; to be asked before its body is read.
     *
     * @throws ScimException 413 naming the limit
     */
    public static void requireSize(long bytes, BulkLimits limits) {
        if (bytes > limits.maxPayloadSize()) {
            throw ScimError.of(
                            413,
                            "The bulk request has " + bytes + " bytes; at most " + limits.maxPayloadSize()
                                    + " (maxPayloadSize) are accepted.")
                    .exception();
        }
    }

    /**
     * Reads a body. What cannot be read as an operation is {@link Unreadable} and keeps the others from nothing.
     *
     * @throws ScimException 400 invalidSyntax for what concerns the whole request, or 413 naming the limit
     */
    public static BulkRequest read(JsonNode body, BulkLimits limits, Mode mode) {
        JsonNode operations = member(body, "Operations");
        if (!operations.isArray()
                || (mode == Mode.STRICT && !ScimJson.listsUrn(member(body, "schemas"), BulkRequest.SCHEMA))) {
            throw syntax("A bulk request is an object whose schemas contain " + BulkRequest.SCHEMA
                    + ", with a list of Operations.");
        }
        if (operations.size() > limits.maxOperations()) {
            throw ScimError.of(
                            413,
                            "The bulk request has " + operations.size() + " operations; at most "
                                    + limits.maxOperations() + " (maxOperations) are accepted.")
                    .exception();
        }
        List<Entry> read = new ArrayList<>(operations.size());
        Set<String> bulkIds = new HashSet<>();
        for (JsonNode operation : operations) {
            read.add(entry(operation, "Operations[" + read.size() + "]", bulkIds));
        }
        return new BulkRequest(failOnErrors(member(body, "failOnErrors"), mode), read);
    }

    private static Entry entry(JsonNode json, String place, Set<String> bulkIds) {
        try {
            Operation operation = operation(json, place);
            if (operation.bulkId() != null && !bulkIds.add(operation.bulkId())) {
                throw syntax(place + ".bulkId was given to an earlier operation.");
            }
            return operation;
        } catch (ScimException e) {
            String bulkId = member(json, "bulkId").textValue();
            if (bulkId != null) {
                bulkIds.add(bulkId);
            }
            Matcher path = PATH.matcher(member(json, "path").asText(""));
            return new Unreadable(
                    member(json, "method").textValue(),
                    bulkId,
                    path.matches() && path.group(2) != null ? path.group() : null,
                    e.error());
        }
    }

    private static Operation operation(JsonNode json, String place) {
        if (!json.isObject()) {
            throw syntax(place + " must be an object with method, path and, except for DELETE, data.");
        }
        Method method = method(member(json, "method"), place);
        Matcher path = PATH.matcher(member(json, "path").asText(""));
        if (!path.matches()) {
            throw syntax(place + ".path must be such as /Users or /Users/{id}.");
        }
        String bulkId = string(json, "bulkId", place);
        String id = path.group(2);
        JsonNode data = member(json, "data");
        if ((id == null) != (method == Method.POST)) {
            throw syntax(
                    place + ".path must name " + (id == null ? "a resource, such as /Users/{id}." : "an endpoint."));
        }
        if (method == Method.POST && (bulkId == null || bulkId.isEmpty())) {
            throw syntax(place + ".bulkId is required for POST.");
        }
        if (method != Method.DELETE && !data.isObject()) {
            throw syntax(place + ".data must be an object.");
        }
        return new Operation(
                method,
                bulkId,
                path.group(1),
                id,
                string(json, "version", place),
                method == Method.DELETE ? null : data);
    }

    private static Method method(JsonNode json, String place) {
        for (Method method : Method.values()) {
            if (method.name().equals(json.asText("").toUpperCase(Locale.ROOT))) {
                return method;
            }
        }
        throw syntax(place + ".method must be POST, PUT, PATCH or DELETE.");
    }

    /** RFC 7644 section 3.7 gives 0 no meaning; clients that send it mean that they bear any number of errors. */
    private static @Nullable Integer failOnErrors(JsonNode json, Mode mode) {
        if (json.isMissingNode() || json.isNull()) {
            return null;
        }
        boolean tolerant = mode == Mode.TOLERANT;
        String text = json.isIntegralNumber() || (tolerant && json.isTextual()) ? json.asText() : "";
        if (tolerant && text.matches("0+")) {
            return null;
        }
        if (!text.matches("0*[1-9][0-9]{0,8}")) {
            throw syntax("failOnErrors must be an integer of at least 1. Leave it out to try every operation.");
        }
        return Integer.valueOf(text);
    }

    private static @Nullable String string(JsonNode object, String name, String place) {
        JsonNode value = member(object, name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw syntax(place + "." + name + " must be a string.");
        }
        return value.textValue();
    }

    /** The member of that name in any letter case (RFC 7643 section 2.1); a missing node when there is none. */
    private static JsonNode member(JsonNode object, String name) {
        for (var field : object.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    private static ScimException syntax(String detail) {
        return ScimError.badRequest(ScimType.INVALID_SYNTAX, detail).exception();
    }
}
