package dev.rollcall.adapters.entra.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.quirk.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list element whose {@code value} is a JSON object written as a string, as the mapping
 * AppRoleAssignmentsComplex produces it. Its {@code value} is the value; its {@code displayName} is the display, where
 * the element has none, and the value of a role that has none, such as the one that Entra gives every gallery app. Its
 * id identifies an object in Entra and has no place in the schema.
 */
public final class RolesInString implements Quirk.OfResource, Quirk.OfPatch {

    @Override
    public String why() {
        return "App roles arrive as JSON inside a string; the role's value and name are taken out of it.";
    }

    @Override
    public List<String> evidence() {
        return List.of("ENTRA-25");
    }

    @Override
    public Optional<ObjectNode> apply(ResourceType type, ObjectNode body) {
        return Values.inResource(type, body, RolesInString::unpack);
    }

    @Override
    public Optional<PatchRequest> apply(ResourceType type, PatchRequest patch) {
        return Values.inPatch(type, patch, RolesInString::unpack);
    }

    private static @Nullable JsonNode unpack(Attribute attribute, JsonNode value) {
        return attribute.multiValued() && attribute.subAttribute("value") != null
                ? Values.eachElement(value, element -> unpackElement(attribute, element))
                : null;
    }

    private static @Nullable JsonNode unpackElement(Attribute attribute, JsonNode element) {
        JsonNode packed = parse(element.path("value"));
        JsonNode name = packed.path("displayName");
        JsonNode value = packed.path("value").isTextual() ? packed.path("value") : name;
        if (!(element instanceof ObjectNode object) || !value.isTextual()) {
            return null;
        }
        ObjectNode unpacked = object.objectNode().setAll(object);
        unpacked.set("value", value);
        if (name.isTextual() && attribute.subAttribute("display") != null && !unpacked.hasNonNull("display")) {
            unpacked.set("display", name);
        }
        return unpacked;
    }

    private static JsonNode parse(JsonNode text) {
        if (!text.isTextual() || !text.textValue().startsWith("{")) {
            return MissingNode.getInstance();
        }
        try {
            return ScimJson.parse(text.textValue().getBytes(StandardCharsets.UTF_8));
        } catch (ScimException noJson) {
            return MissingNode.getInstance();
        }
    }
}
