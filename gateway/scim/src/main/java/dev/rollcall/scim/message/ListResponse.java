package dev.rollcall.scim.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of a page of a list (RFC 7644 section 3.4.2, RFC 9865 section 2).
 *
 * @param totalResults how many match in all
 * @param startIndex the 1-based position of the first resource; null on a page by cursor
 * @param nextCursor asks for the page behind this one; null on the last page, and on every page by index
 * @param itemsPerPage how many resources this page has
 * @param resources those on this page, as they stand on the wire; empty where they are sent behind the envelope
 */
public record ListResponse(
        long totalResults,
        @Nullable Integer startIndex,
        @Nullable String nextCursor,
        int itemsPerPage,
        List<? extends JsonNode> resources) {

    public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    /** All of a short list that has no pages, such as {@code /Schemas}. */
    public static ListResponse all(List<? extends JsonNode> resources) {
        return new ListResponse(resources.size(), 1, null, resources.size(), resources);
    }

    public ListResponse {
        resources = List.copyOf(resources);
    }

    /** The body as it stands on the wire. */
    public ObjectNode toJson() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add(SCHEMA);
        body.put("totalResults", totalResults);
        if (startIndex != null) {
            body.put("startIndex", startIndex);
        }
        body.put("itemsPerPage", itemsPerPage);
        if (nextCursor != null) {
            body.put("nextCursor", nextCursor);
        }
        body.putArray("Resources").addAll(resources);
        return body;
    }
}
