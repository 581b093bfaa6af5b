package dev.rollcall.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request on a resource endpoint as it was received, only decoded from HTTP.
 *
 * @param method the HTTP method
 * @param endpoint {@code Users} or {@code Groups}; empty at the base URL
 * @param id the path segment behind the endpoint, or null; {@link #SEARCH} for a search
 * @param query decoded query parameters; of a repeated one the first
 * @param ifMatch the If-Match header, or null
 * @param ifNoneMatch the If-None-Match header, or null
 * @param body the JSON body (see {@link dev.rollcall.scim.ScimJson}), or null when there is none
 */
public record RawRequest(
        Method method,
        String endpoint,
        @Nullable String id,
        Map<String, String> query,
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable JsonNode body) {

    /** What stands in place of an id when the body is a search (RFC 7644 section 3.4.3). */
    public static final String SEARCH = ".search";

    /** The methods of RFC 7644 table 1. */
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    public RawRequest {
        query = Map.copyOf(query);
    }
}
