package dev.rollcall.scim.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.message.BulkRequest.Method;
import dev.rollcall.scim.message.BulkRequest.Operation;
import dev.rollcall.scim.message.ServiceProviderConfig.BulkLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the envelope of a bulk request; whether an operation's data make sense shows when it is carried out. */
public final class BulkReader {

    private static final Pattern PATH = Pattern.compile("/([A-Za-z]+)(?:/([^/?#]+))?");

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
     * Reads a body.
     *
     * @throws ScimException 400 invalidSyntax with the number of the operation, or 413 naming the limit
     */
    public static BulkRequest read(JsonNode body, BulkLimits limits, Mode mode) {
        JsonNode operations = body.path("Operations");
        if (!operations.isArray()
                || (mode == Mode.STRICT && !ScimJson.listsUrn(body.get("schemas"), BulkRequest.SCHEMA))) {
            throw syntax("A bulk request is an object whose schemas hold " + BulkRequest.SCHEMA
                    + ", with a list of Operations.");
        }
        if (operations.size() > limits.maxOperations()) {
            throw ScimError.of(
                            413,
                            "The bulk request has " + operations.size() + " operations; at most "
                                    + limits.maxOperations() + " (maxOperations) are accepted.")
                    .exception();
        }
        List<Operation> read = new ArrayList<>(operations.size());
        Set<String> bulkIds = new HashSet<>();
        for (JsonNode operation : operations) {
            Operation next = operation(operation, "Operations[" + read.size() + "]");
            if (next.bulkId() != null && !bulkIds.add(next.bulkId())) {
                throw syntax("Operations[" + read.size() + "].bulkId was given to an earlier operation.");
            }
            read.add(next);
        }
        return new BulkRequest(failOnErrors(body.path("failOnErrors")), read);
    }

    private static Operation operation(JsonNode json, String place) {
        Method method = method(json.path("method"), place);
        Matcher path = PATH.matcher(json.path("path").asText(""));
        if (!path.matches()) {
            throw syntax(place + ".path must be such as /Users or /Users/{id}.");
        }
        String bulkId = string(json, "bulkId", place);
        String id = path.group(2);
        JsonNode data = json.get("data");
        if ((id == null) != (method == Method.POST)) {
            throw syntax(
                    place + ".path must name " + (id == null ? "a resource, such as /Users/{id}." : "an endpoint."));
        }
        if (method == Method.POST && (bulkId == null || bulkId.isEmpty())) {
            throw syntax(place + ".bulkId is required for POST.");
        }
        if (method != Method.DELETE && (data == null || !data.isObject())) {
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

    private static @Nullable Integer failOnErrors(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return null;
        }
        if (!json.isInt() || json.intValue() < 1) {
            throw syntax("failOnErrors must be an integer of at least 1.");
        }
        return json.intValue();
    }

    private static @Nullable String string(JsonNode object, String name, String place) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw syntax(place + "." + name + " must be a string.");
        }
        return value.textValue();
    }

    private static ScimException syntax(String detail) {
        return ScimError.badRequest(ScimType.INVALID_SYNTAX, detail).exception();
    }
}
