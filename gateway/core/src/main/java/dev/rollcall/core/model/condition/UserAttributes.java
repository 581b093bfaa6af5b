package dev.rollcall.core.model.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds attributes of a stored user by the names that expressions use for them, in any letter case: an attribute of the core
 * schema, the URN of an extension for all of it, the URN with an attribute behind it, or an attribute of an extension by its name
 * alone. The enterprise extension is searched before the others, and those in the order of their URNs, so that a name means the
 * same for each user.
 */
final class UserAttributes {

    private static final String ENTERPRISE = CoreTypes.ENTERPRISE_USER.id();

    private UserAttributes() {}

    static @Nullable JsonNode find(ObjectNode user, String name) {
        JsonNode whole = get(user, name);
        if (whole != null || CoreTypes.USER.coreAttribute(name) != null) {
            return whole;
        }
        int colon = name.lastIndexOf(':');
        if (colon > 0) {
            String urn = name.substring(0, colon);
            boolean isCore = CoreTypes.USER.schema().id().equalsIgnoreCase(urn);
            return get(isCore ? user : get(user, urn), name.substring(colon + 1));
        }
        return CoreTypes.ENTERPRISE_USER.attribute(name) != null
                ? get(get(user, ENTERPRISE), name)
                : inOthers(user, name);
    }

    private static @Nullable JsonNode inOthers(ObjectNode user, String name) {
        Map<String, JsonNode> others = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, JsonNode> member : user.properties()) {
            if (member.getKey().indexOf(':') > 0 && !member.getKey().equalsIgnoreCase(ENTERPRISE)) {
                others.put(member.getKey(), member.getValue());
            }
        }
        for (JsonNode extension : others.values()) {
            JsonNode found = get(extension, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable JsonNode get(@Nullable JsonNode object, String name) {
        if (object == null || !object.isObject()) {
            return null;
        }
        JsonNode exact = object.get(name);
        if (exact == null) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (member.getKey().equalsIgnoreCase(name)) {
                    exact = member.getValue();
                    break;
                }
            }
        }
        return exact == null || exact.isNull() ? null : exact;
    }
}
