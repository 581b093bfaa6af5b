package dev.rollcall.core.decide.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.message.ScimRequest.Replace;

/** Carries over the stored values that a PUT leaves as they are, because what it sent for them could not be used. */
final class StoredValues {

    private StoredValues() {}

    /**
     * The resource of a PUT with the stored values of what was left out of it; the resource itself when nothing was.
     *
     * @param stored canonical resource; not changed
     */
    static ObjectNode kept(Replace command, ObjectNode stored) {
        if (command.leftOut().isEmpty()) {
            return command.resource();
        }
        ObjectNode kept = command.resource().deepCopy();
        for (AttributePath path : command.leftOut()) {
            String urn = path.schema();
            JsonNode value = (urn == null ? stored : stored.path(urn)).get(path.attribute());
            if (value == null) {
                continue;
            }
            if (urn == null) {
                kept.set(path.attribute(), value);
            } else {
                kept.withObjectProperty(urn).set(path.attribute(), value);
            }
        }
        return kept;
    }
}
