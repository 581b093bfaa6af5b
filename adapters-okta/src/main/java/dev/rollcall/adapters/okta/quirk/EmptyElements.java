package dev.rollcall.adapters.okta.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.patch.PatchOp;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.quirk.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes list elements that have a label but no value to go with it: {@code {"type": "work"}} without a {@code value}, or an address with
 * a type alone. Okta's default mappings compute the type whether there is a value or not.
 */
public final class EmptyElements implements Quirk.OfResource, Quirk.OfPatch {

    /** Sub-attributes that say something about the value (RFC 7643 section 2.4). */
    private static final Set<String> LABELS = Set.of("type", "primary", "display");

    @Override
    public String why() {
        return "Addresses, phone numbers and the like arrive with a type but without a value; they are left out.";
    }

    @Override
    public List<String> evidence() {
        return List.of("OKTA-14");
    }

    @Override
    public Optional<ObjectNode> apply(ResourceType type, ObjectNode body) {
        return Values.inResource(type, body, EmptyElements::drop);
    }

    @Override
    public Optional<PatchRequest> apply(ResourceType type, PatchRequest patch) {
        return Values.eachOperation(patch, operation -> {
            JsonNode rest =
                    operation.op() == PatchOp.REMOVE ? null : Values.inOperation(type, operation, EmptyElements::drop);
            return rest == null
                    ? null
                    : List.of(new PatchOperation(operation.op(), operation.path(), rest, operation.unmatched()));
        });
    }

    private static @Nullable JsonNode drop(Attribute attribute, JsonNode value) {
        return attribute.multiValued() && attribute.isComplex() && value.isArray() && !isReference(attribute)
                ? Values.eachElement(value, element -> isEmpty(attribute, element) ? MissingNode.getInstance() : null)
                : null;
    }

    /** Members are never labels: a list of members without ids must not be read as a list of nobody. */
    private static boolean isReference(Attribute attribute) {
        Attribute value = attribute.subAttribute("value");
        return value != null && value.mutability() == Attribute.Mutability.IMMUTABLE;
    }

    private static boolean isEmpty(Attribute attribute, JsonNode element) {
        boolean hasValue = attribute.subAttribute("value") != null;
        return element instanceof ObjectNode object
                && object.properties().stream().noneMatch(field -> isData(attribute, field, hasValue));
    }

    private static boolean isData(Attribute attribute, Map.Entry<String, JsonNode> field, boolean hasValue) {
        Attribute subAttribute = attribute.subAttribute(field.getKey());
        if (subAttribute == null || field.getValue().isNull()) {
            return false;
        }
        return hasValue ? subAttribute.name().equals("value") : !LABELS.contains(subAttribute.name());
    }
}
