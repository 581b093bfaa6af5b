package dev.rollcall.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a role assignment asks of a user where no group gives the role. A condition looks at the stored resource alone, so that the same
 * user always has the same answer. Another kind of condition is another implementation, told apart by its only member in JSON.
 */
public sealed interface Condition permits AttributesAre {

    /**
     * Whether a user meets it.
     *
     * @param user the stored resource, in the schema's spelling
     */
    boolean holds(ObjectNode user);

    /** In words, as the end of a sentence about a user: {@code department is "IT"}. */
    String inWords();

    /** As it is stored and shown. */
    ObjectNode toJson();

    /**
     * Reads {@link #toJson()}.
     *
     * @throws IllegalArgumentException it is of no kind that there is
     */
    static Condition of(JsonNode json) {
        if (json.has(AttributesAre.ALL)) {
            return AttributesAre.read(json);
        }
        throw new IllegalArgumentException("a condition of no known kind: " + json);
    }
}
