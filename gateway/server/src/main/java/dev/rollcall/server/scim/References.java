package dev.rollcall.server.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Adds the addresses of the resources that a resource refers to: {@code $ref} of members, groups and manager (RFC 7643 sections
 * 4.1.2, 4.2 and 4.3). They are made for each response, because the address under which the gateway is reached is known only then.
 */
final class References {

    private static final String ENTERPRISE = CoreTypes.ENTERPRISE_USER.id();

    private References() {}

    /**
     * The document with references; the given one is not changed.
     *
     * @param base of the directory, without a slash at its end
     */
    static ObjectNode in(ObjectNode document, String base, Projection projection) {
        ObjectNode referring = document;
        if (document.get("members") instanceof ArrayNode members && projection.wants("members")) {
            referring = copy(document, "members", all(members, base, null));
        }
        if (document.get("groups") instanceof ArrayNode groups && projection.wants("groups")) {
            referring = copy(referring, "groups", all(groups, base, "/Groups/"));
        }
        if (document.path(ENTERPRISE).get("manager") instanceof ObjectNode manager
                && isId(manager.path("value").asText())) {
            ObjectNode extension = ((ObjectNode) document.path(ENTERPRISE)).objectNode();
            extension.setAll((ObjectNode) document.path(ENTERPRISE));
            extension.set("manager", one(manager, base + "/Users/"));
            referring = copy(referring, ENTERPRISE, extension);
        }
        return referring;
    }

    private static ObjectNode copy(ObjectNode document, String name, JsonNode value) {
        ObjectNode copy = document.objectNode();
        copy.setAll(document);
        copy.set(name, value);
        return copy;
    }

    /** A member that names nobody yet has no address. */
    private static ArrayNode all(ArrayNode elements, String base, @Nullable String endpoint) {
        ArrayNode referring = elements.arrayNode(elements.size());
        for (JsonNode element : elements) {
            String value = element.path("value").asText();
            String place = endpoint != null ? endpoint : element.has("display") ? endpoint(element) : null;
            referring.add(place == null || !isId(value) ? element : one((ObjectNode) element, base + place));
        }
        return referring;
    }

    private static String endpoint(JsonNode member) {
        return "/" + member.path("type").asText() + "s/";
    }

    private static ObjectNode one(ObjectNode element, String place) {
        ObjectNode referring = element.objectNode();
        referring.setAll(element);
        return referring.put("$ref", place + element.path("value").asText());
    }

    private static boolean isId(String value) {
        if (value.length() != 36) {
            return false;
        }
        try {
            return UUID.fromString(value).toString().equals(value);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
