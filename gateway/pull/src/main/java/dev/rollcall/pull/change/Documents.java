package dev.rollcall.pull.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Computes the new content of a record: its present content, with the attributes that the source owns taken from the source. */
public final class Documents {

    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";

    private final Set<String> owned;

    public Documents(Set<String> owned) {
        this.owned = owned;
    }

    /** The user as the source has it, on top of what else the record has. */
    public ObjectNode user(@Nullable ObjectNode stored, ObjectNode read, boolean active) {
        ObjectNode user = stored == null ? JsonNodeFactory.instance.objectNode() : stored.deepCopy();
        owned.forEach(attribute -> set(user, read, attribute));
        return complete(user.put("active", active));
    }

    /** The record as it is, without access. */
    public static ObjectNode inactive(ObjectNode stored) {
        return complete(stored.deepCopy().put("active", false));
    }

    /**
     * The record as it is, its name free for another: until it has a new one it is still known by the old, with its id
     * behind.
     */
    static ObjectNode aside(ObjectNode stored, String id) {
        String name = stored.path("userName").asText();
        return complete(stored.deepCopy().put("userName", name + " (" + id + ")"));
    }

    private static void set(ObjectNode user, ObjectNode read, String attribute) {
        int colon = attribute.lastIndexOf(':');
        String urn = colon < 0 ? null : attribute.substring(0, colon);
        String name = attribute.substring(colon + 1);
        JsonNode value = urn == null ? read.get(name) : read.path(urn).get(name);
        if (urn == null) {
            put(user, name, value);
        } else if (value != null || user.has(urn)) {
            ObjectNode extension = user.withObjectProperty(urn);
            put(extension, name, value);
            if (extension.isEmpty()) {
                user.remove(urn);
            }
        }
    }

    private static void put(ObjectNode object, String name, @Nullable JsonNode value) {
        if (value == null) {
            object.remove(name);
        } else {
            object.set(name, value);
        }
    }

    private static ObjectNode complete(ObjectNode user) {
        ArrayNode schemas = JsonNodeFactory.instance.arrayNode().add(CORE);
        user.fieldNames().forEachRemaining(name -> {
            if (name.startsWith("urn:")) {
                schemas.add(name);
            }
        });
        user.set("schemas", schemas);
        return user;
    }
}
