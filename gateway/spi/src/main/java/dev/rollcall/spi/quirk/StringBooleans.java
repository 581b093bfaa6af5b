package dev.rollcall.spi.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.spi.Quirk;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code "True"} as a boolean where the schema has one: in bodies, in the values of a PATCH, and in filters. */
public final class StringBooleans implements Quirk.OfResource, Quirk.OfPatch, Quirk.OfFilter {

    @Override
    public String why() {
        return "Booleans arrive as strings such as \"True\", or as 0 and 1; where the schema has a boolean, they are"
                + " read as one.";
    }

    @Override
    public List<String> evidence() {
        return List.of("ENTRA-16", "ENTRA-13", "OKTA-34", "CUSTOM-25");
    }

    @Override
    public Optional<ObjectNode> apply(ResourceType type, ObjectNode body) {
        return Values.inResource(type, body, StringBooleans::read);
    }

    @Override
    public Optional<PatchRequest> apply(ResourceType type, PatchRequest patch) {
        Optional<PatchRequest> values = Values.inPatch(type, patch, StringBooleans::read);
        return Comparisons.inPatch(type, values.orElse(patch), StringBooleans::read)
                .or(() -> values);
    }

    @Override
    public Optional<Filter> apply(ResourceType type, Filter filter) {
        return Comparisons.inFilter(type, filter, StringBooleans::read);
    }

    private static @Nullable BooleanNode read(Attribute attribute, JsonNode value) {
        if (attribute.type() != Attribute.Type.BOOLEAN || !(value.isTextual() || value.isIntegralNumber())) {
            return null;
        }
        return switch (value.asText().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> BooleanNode.TRUE;
            case "false", "0" -> BooleanNode.FALSE;
            default -> null;
        };
    }

    private static Filter.@Nullable Comparison read(Resolved attribute, Filter.Comparison comparison) {
        Attribute subAttribute = attribute.subAttribute();
        BooleanNode value = read(subAttribute == null ? attribute.attribute() : subAttribute, comparison.value());
        return value == null ? null : new Filter.Comparison(comparison.path(), comparison.op(), value);
    }
}
