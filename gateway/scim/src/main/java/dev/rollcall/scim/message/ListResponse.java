package dev.rollcall.scim.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The envelope of a page of a list (RFC 7644 section 3.4.2).
 *
 * @param totalResults how many match in all
 * @param startIndex the 1-based position of the first resource
 * @param resources those on this page, as they stand on the wire
 */
public record ListResponse(long totalResults, int startIndex, List<? extends JsonNode> resources) {

    public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    /** All of a short list that has no pages, such as {@code /Schemas}. */
    public static ListResponse all(List<? extends JsonNode> resources) {
        return new ListResponse(resources.size(), 1, resources);
    }

    public ListResponse {
        resources = List.copyOf(resources);
    }

    /** The body as it stands on the wire. */
    public ObjectNode toJson() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add(SCHEMA);
        body.put("totalResults", totalResults);
        body.put("startIndex", startIndex);
        body.put("itemsPerPage", resources.size());
        body.putArray("Resources").addAll(resources);
        return body;
    }
}
