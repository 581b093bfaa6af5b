package dev.rollcall.spi.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import java.util.Map;

/** Translates the words of SCIM 1.1 that differ from those of 2.0, in both directions. */
final class FormerWords {

    static final String CORE = "urn:scim:schemas:core:1.0";
    private static final String ENTERPRISE = "urn:scim:schemas:extension:enterprise:1.0";
    private static final String NEW_ENTERPRISE = CoreTypes.ENTERPRISE_USER.id();
    private static final String SCHEMAS = "schemas";
    private static final String MANAGER = "manager";
    private static final String MANAGER_ID = "managerId";
    private static final String VALUE = "value";

    private FormerWords() {}

    /** A resource of 1.1 in the words of 2.0. */
    static ObjectNode inNew(ResourceType type, ObjectNode sent) {
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : sent.properties()) {
            if (member.getKey().equalsIgnoreCase(ENTERPRISE)) {
                plain.set(NEW_ENTERPRISE, manager(member.getValue(), MANAGER_ID, VALUE));
            } else if (!member.getKey().equals(SCHEMAS)) {
                plain.set(member.getKey(), member.getValue());
            }
        }
        plain.putArray(SCHEMAS).add(type.schema().id());
        return plain;
    }

    /** A path of 1.1, such as one that {@code meta.attributes} names. */
    static String pathInNew(String path) {
        return path.regionMatches(true, 0, ENTERPRISE, 0, ENTERPRISE.length())
                ? NEW_ENTERPRISE + path.substring(ENTERPRISE.length()).replaceFirst("^\\.", ":")
                : path;
    }

    /** A resource of 2.0 in the words of 1.1. */
    static ObjectNode inFormer(ObjectNode resource) {
        ObjectNode former = JsonNodeFactory.instance.objectNode();
        former.putArray(SCHEMAS).add(CORE);
        for (Map.Entry<String, JsonNode> member : resource.properties()) {
            if (member.getKey().equals(NEW_ENTERPRISE)) {
                former.withArray(SCHEMAS).add(ENTERPRISE);
                former.set(ENTERPRISE, manager(member.getValue(), VALUE, MANAGER_ID));
            } else if (!member.getKey().equals(SCHEMAS)) {
                former.set(member.getKey(), member.getValue());
            }
        }
        return former;
    }

    private static JsonNode manager(JsonNode extension, String from, String to) {
        if (!(extension instanceof ObjectNode object) || !(object.path(MANAGER) instanceof ObjectNode)) {
            return extension;
        }
        ObjectNode copy = object.deepCopy();
        ObjectNode manager = (ObjectNode) copy.get(MANAGER);
        JsonNode id = manager.remove(from);
        if (id != null) {
            manager.set(to, id);
        }
        return copy;
    }
}
