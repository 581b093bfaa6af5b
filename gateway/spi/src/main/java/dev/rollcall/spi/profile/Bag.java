package dev.rollcall.spi.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a client sends under a name: a member of that name, in any letter case, or one in an object under the first part of it. */
final class Bag {

    private Bag() {}

    /** The value, or null where there is none. */
    static @Nullable JsonNode get(ObjectNode object, String name) {
        return look(object, name, false);
    }

    /** The same, and takes it out; an object that loses its last member goes with it. */
    static @Nullable JsonNode take(ObjectNode object, String name) {
        return look(object, name, true);
    }

    private static @Nullable JsonNode look(ObjectNode object, String name, boolean takes) {
        String key = key(object, name);
        if (key != null) {
            return takes ? object.remove(key) : object.get(key);
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String holder = member.getKey();
            if (isBefore(holder, name) && member.getValue() instanceof ObjectNode inner) {
                JsonNode found = look(inner, name.substring(holder.length() + 1), takes);
                if (found != null) {
                    if (takes && inner.isEmpty()) {
                        object.remove(holder);
                    }
                    return found;
                }
            }
        }
        return null;
    }

    private static boolean isBefore(String holder, String name) {
        return name.length() > holder.length() + 1
                && (name.charAt(holder.length()) == '.' || name.charAt(holder.length()) == ':')
                && name.regionMatches(true, 0, holder, 0, holder.length());
    }

    /** The spelling in which an object has a member. */
    static @Nullable String key(ObjectNode object, String name) {
        if (object.has(name)) {
            return name;
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getKey();
            }
        }
        return null;
    }
}
