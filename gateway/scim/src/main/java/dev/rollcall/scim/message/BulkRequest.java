package dev.rollcall.scim.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.error.ScimError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bulk request (RFC 7644 section 3.7).
 *
 * @param failOnErrors after how many errors the rest is not tried; at least 1, or null to try all
 */
public record BulkRequest(@Nullable Integer failOnErrors, List<Entry> operations) {

    public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

    /** The methods of a bulk operation. */
    public enum Method {
        POST,
        PUT,
        PATCH,
        DELETE
    }

    /** What stands in the list of operations. */
    public sealed interface Entry {

        /** The client's name for this operation, or null. */
        @Nullable
        String bulkId();
    }

    /**
     * What cannot be read as an operation; its answer is that error, in its place.
     *
     * @param method as it was sent, or null
     * @param path of the resource that it names, such as {@code /Users/x}; null when it names none
     */
    public record Unreadable(
            @Nullable String method,
            @Nullable String bulkId,
            @Nullable String path,
            ScimError error) implements Entry {}

    /**
     * One operation; it may refer to others by {@code bulkId:...} in its id and its data.
     *
     * @param bulkId the client's name for this operation; always there for POST
     * @param endpoint such as {@code Users}
     * @param id the path segment behind the endpoint, null for POST
     * @param version the ETag that the resource must have, or null
     * @param data the body, null for DELETE
     */
    public record Operation(
            Method method,
            @Nullable String bulkId,
            String endpoint,
            @Nullable String id,
            @Nullable String version,
            @Nullable JsonNode data)
            implements Entry {}

    public BulkRequest {
        operations = List.copyOf(operations);
    }
}
