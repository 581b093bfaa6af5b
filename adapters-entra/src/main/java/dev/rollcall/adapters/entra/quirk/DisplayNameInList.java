package dev.rollcall.adapters.entra.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.quirk.Values;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Renames {@code displayName} in the elements of a list whose schema calls it {@code display}, as Entra sends app roles
 * and members.
 */
public final class DisplayNameInList implements Quirk.OfResource, Quirk.OfPatch {

    @Override
    public String why() {
        return "The name of a role or member arrives as displayName; it is read as display, which is what SCIM calls"
                + " it.";
    }

    @Override
    public List<String> evidence() {
        return List.of("ENTRA-25", "ENTRA-29");
    }

    @Override
    public Optional<ObjectNode> apply(ResourceType type, ObjectNode body) {
        return Values.inResource(type, body, DisplayNameInList::rename);
    }

    @Override
    public Optional<PatchRequest> apply(ResourceType type, PatchRequest patch) {
        return Values.inPatch(type, patch, DisplayNameInList::rename);
    }

    private static @Nullable JsonNode rename(Attribute attribute, JsonNode value) {
        boolean concerned = attribute.multiValued()
                && attribute.subAttribute("display") != null
                && attribute.subAttribute("displayName") == null;
        return concerned ? Values.eachElement(value, DisplayNameInList::renameIn) : null;
    }

    private static @Nullable JsonNode renameIn(JsonNode element) {
        if (!(element instanceof ObjectNode object)
                || !object.path("displayName").isTextual()) {
            return null;
        }
        ObjectNode renamed = object.objectNode().setAll(object);
        JsonNode name = renamed.remove("displayName");
        if (!renamed.hasNonNull("display")) {
            renamed.set("display", name);
        }
        return renamed;
    }
}
