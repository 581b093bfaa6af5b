package dev.rollcall.core.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.patch.ElementChoice;
import dev.rollcall.scim.schema.SecretNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One attribute that is shared.
 *
 * @param name as the operator has written it; the attribute's name in members
 * @param urn of the extension that holds it, or null for an attribute of the core
 * @param attribute in the schema's spelling where the gateway has the schema; else as it was written
 * @param part the sub-attribute, or null
 * @param choice which of several values is meant, or null for all of them
 * @param canonical the whole path, to be compared with others
 */
record SharedPath(
        String name,
        @Nullable String urn,
        String attribute,
        @Nullable String part,
        @Nullable ElementChoice choice,
        String canonical) {

    private static final SecretNames SECRETS = new SecretNames(Set.of());

    boolean isSame(SharedPath other) {
        return canonical.equalsIgnoreCase(other.canonical);
    }

    /** Under which key of a stored resource it stands. */
    String key() {
        return (urn == null ? attribute : urn).toLowerCase(Locale.ROOT);
    }

    /** What a user has of it: one value, or a list of what may have many; null for nothing. */
    @Nullable
    JsonNode in(ObjectNode user) {
        JsonNode found = urn == null ? get(user, attribute) : get(get(user, urn), attribute);
        if (choice != null) {
            found = found == null || !found.isArray() ? null : choice.in(found);
        }
        if (found != null && found.isArray() && part != null) {
            ArrayNode parts = JsonNodeFactory.instance.arrayNode();
            for (JsonNode element : found) {
                JsonNode value = shown(get(element, part));
                if (value != null) {
                    parts.add(value);
                }
            }
            return parts.isEmpty() ? null : parts;
        }
        return shown(part == null ? found : get(found, part));
    }

    /** A value as it may be told: without what is secret by its name; null for what says nothing. */
    private static @Nullable JsonNode shown(@Nullable JsonNode value) {
        if (value == null || value.isNull() || (value.isContainerNode() && value.isEmpty())) {
            return null;
        }
        return value.isContainerNode() ? withoutSecrets(value.deepCopy()) : value;
    }

    private static JsonNode withoutSecrets(JsonNode value) {
        if (value instanceof ObjectNode object) {
            List<String> secret = object.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(name -> SECRETS.end(name) >= 0)
                    .toList();
            object.remove(secret);
        }
        value.forEach(SharedPath::withoutSecrets);
        return value;
    }

    /** A field in any letter case: a directory spells its own extensions as it likes. */
    private static @Nullable JsonNode get(@Nullable JsonNode object, String name) {
        if (object == null) {
            return null;
        }
        JsonNode exact = object.get(name);
        if (exact != null || !object.isObject()) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return null;
    }
}
