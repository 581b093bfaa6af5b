package dev.rollcall.server.scim.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.Iterator;
import java.util.Set;

/**
 * A schema as {@code /Schemas} lists it for one directory: details that differ between modes and providers are given as they are
 * for this directory.
 */
final class ListedSchema {

    private ListedSchema() {}

    /**
     * Puts right what depends on the directory; changes and returns the given body.
     *
     * @param unlisted what the provider is not to see
     */
    static ObjectNode of(ObjectNode schema, Mode mode, Set<AttributePath> unlisted) {
        String id = schema.path("id").asText();
        if (mode == Mode.TOLERANT && id.equals(CoreTypes.GROUP.schema().id())) {
            // A second group of a name is refused: IdPs that find two of them give up.
            for (JsonNode attribute : schema.path("attributes")) {
                if (attribute.path("name").asText().equals("displayName")) {
                    ((ObjectNode) attribute).put("uniqueness", "server");
                }
            }
        }
        if (mode == Mode.TOLERANT && id.equals(CoreTypes.USER.schema().id())) {
            unlisted.forEach(path -> remove((ArrayNode) schema.path("attributes"), path));
        }
        return schema;
    }

    private static void remove(ArrayNode attributes, AttributePath path) {
        for (Iterator<JsonNode> each = attributes.elements(); each.hasNext(); ) {
            JsonNode attribute = each.next();
            if (!attribute.path("name").asText().equals(path.attribute())) {
                continue;
            }
            if (path.subAttribute() == null) {
                each.remove();
            } else if (attribute.path("subAttributes") instanceof ArrayNode subs) {
                remove(subs, AttributePath.parse(path.subAttribute()));
            }
        }
    }
}
