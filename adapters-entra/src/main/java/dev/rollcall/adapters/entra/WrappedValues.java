package dev.rollcall.adapters.entra;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.quirk.Values;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A list of one, with or without an object around it, where the schema has a single simple value: {@code [{"$ref": null, "value":
 * "False"}]} for {@code active}. Read as the RFC has it, this would be a wrong type, and whoever left would stay active.
 */
public final class WrappedValues implements Quirk.OfPatch {

    @Override
    public String why() {
        return "A single value arrives wrapped as a list of one object, as references do; the value is taken out of it.";
    }

    @Override
    public List<String> evidence() {
        return List.of("ENTRA-16", "ENTRA-22");
    }

    @Override
    public Optional<PatchRequest> apply(ResourceType type, PatchRequest patch) {
        return Values.inPatch(type, patch, WrappedValues::unwrap);
    }

    private static @Nullable JsonNode unwrap(Attribute attribute, JsonNode value) {
        if (attribute.multiValued() || attribute.isComplex() || !value.isArray() || value.size() != 1) {
            return null;
        }
        JsonNode element = value.get(0);
        JsonNode inner = element.isObject() ? element.path("value") : element;
        return inner.isValueNode() ? inner : null;
    }
}
