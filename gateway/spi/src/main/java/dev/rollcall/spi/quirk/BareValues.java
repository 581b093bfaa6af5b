package dev.rollcall.spi.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bare string where the schema has an object with a {@code value}, and a list of one where it has a single object. Entra writes
 * the manager in all these shapes, and some of its clients name members by bare ids; an attribute that an administrator of Okta
 * types as string arrives bare under the name of {@code roles} or {@code manager}.
 */
public final class BareValues implements Quirk.OfResource, Quirk.OfPatch {

    @Override
    public String why() {
        return "The manager arrives as a bare id or as a list of one, members and roles as bare texts; all are read as objects.";
    }

    @Override
    public List<String> evidence() {
        return List.of("ENTRA-23", "ENTRA-29", "OKTA-24", "OKTA-26");
    }

    @Override
    public Optional<ObjectNode> apply(ResourceType type, ObjectNode body) {
        return Values.inResource(type, body, BareValues::wrap);
    }

    @Override
    public Optional<PatchRequest> apply(ResourceType type, PatchRequest patch) {
        return Values.inPatch(type, patch, BareValues::wrap);
    }

    private static @Nullable JsonNode wrap(Attribute attribute, JsonNode value) {
        if (!attribute.isComplex() || attribute.subAttribute("value") == null) {
            return null;
        }
        if (attribute.multiValued()) {
            return Values.eachElement(value, BareValues::wrap);
        }
        if (!value.isArray() || value.size() != 1) {
            return wrap(value);
        }
        JsonNode wrapped = wrap(value.get(0));
        return wrapped == null ? value.get(0) : wrapped;
    }

    private static @Nullable JsonNode wrap(JsonNode bare) {
        return bare.isTextual() && !bare.textValue().isEmpty()
                ? JsonNodeFactory.instance.objectNode().set("value", bare)
                : null;
    }
}
