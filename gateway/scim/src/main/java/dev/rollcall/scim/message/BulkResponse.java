package dev.rollcall.scim.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.error.ScimError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The response to a bulk request (RFC 7644 section 3.7.3): the operations that were tried, in order. */
public record BulkResponse(List<Result> results) {

    public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

    /**
     * What became of one operation.
     *
     * @param method as in the request; null when that named none
     * @param location the resource's URL; null only when a POST failed or no resource was named
     * @param version the ETag it has now, or null
     * @param status HTTP status
     * @param error what went wrong, or null
     */
    public record Result(
            @Nullable String method,
            @Nullable String bulkId,
            @Nullable String location,
            @Nullable String version,
            int status,
            @Nullable ScimError error) {}

    public BulkResponse {
        results = List.copyOf(results);
    }

    /** The body as it stands on the wire; {@code status} is a string there. */
    public ObjectNode toJson() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add(SCHEMA);
        ArrayNode operations = body.putArray("Operations");
        for (Result result : results) {
            ObjectNode json = operations.addObject();
            putIfPresent(json, "method", result.method());
            putIfPresent(json, "bulkId", result.bulkId());
            putIfPresent(json, "location", result.location());
            putIfPresent(json, "version", result.version());
            json.put("status", Integer.toString(result.status()));
            if (result.error() != null) {
                json.set("response", result.error().toJson());
            }
        }
        return body;
    }

    private static void putIfPresent(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
