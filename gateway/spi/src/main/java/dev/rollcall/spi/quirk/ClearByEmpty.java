package dev.rollcall.spi.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.patch.PatchOp;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code ""}, or an empty list for a single value, where an attribute has none: left out of a body and of the elements of a list; otherwise in a PATCH, where null
 * means the same, a remove. Nothing added to a list is no operation at all. What is required, immutable or no text
 * keeps what was sent, for the client to be told: a list of members without ids must not be read as a list of nobody.
 */
public final class ClearByEmpty implements Quirk.OfResource, Quirk.OfPatch {

    @Override
    public String why() {
        return "Attributes are cleared by an empty string, an empty list or null; they are unassigned instead of stored empty.";
    }

    @Override
    public List<String> evidence() {
        return List.of("ENTRA-24", "ENTRA-23", "OKTA-14");
    }

    @Override
    public Optional<ObjectNode> apply(ResourceType type, ObjectNode body) {
        return Values.inResource(type, body, ClearByEmpty::leaveOutText);
    }

    @Override
    public Optional<PatchRequest> apply(ResourceType type, PatchRequest patch) {
        return Values.eachOperation(patch, operation -> {
            JsonNode rest = operation.op() == PatchOp.REMOVE
                    ? null
                    : Values.inOperation(type, operation, ClearByEmpty::leaveOutTextAndNull);
            return rest == null ? null : split(type, operation, rest);
        });
    }

    private static @Nullable JsonNode leaveOutText(Attribute attribute, JsonNode value) {
        return !value.isNull() && isBlank(attribute, value) ? MissingNode.getInstance() : null;
    }

    private static @Nullable JsonNode leaveOutTextAndNull(Attribute attribute, JsonNode value) {
        return isBlank(attribute, value) ? MissingNode.getInstance() : null;
    }

    private static boolean isBlank(Attribute attribute, JsonNode value) {
        if (attribute.required() || !isWritable(attribute)) {
            return false;
        }
        if (value instanceof ObjectNode object) {
            return object.properties().stream().anyMatch(field -> isBlankValue(attribute, field));
        }
        boolean textual = switch (attribute.type()) {
            case BOOLEAN, INTEGER, DECIMAL -> false;
            case STRING, REFERENCE, DATE_TIME, BINARY, COMPLEX -> true;
        };
        return value.isNull() || (textual && (isEmptyText(value) || isEmptyList(attribute, value)));
    }

    private static boolean isEmptyText(JsonNode value) {
        return value.isTextual() && value.textValue().isEmpty();
    }

    /** An empty list is the RFC's own way to clear a list; where one value is meant, it says the same. */
    private static boolean isEmptyList(Attribute attribute, JsonNode value) {
        return !attribute.multiValued() && value.isArray() && value.isEmpty();
    }

    private static boolean isWritable(Attribute attribute) {
        return switch (attribute.mutability()) {
            case READ_WRITE, WRITE_ONLY -> true;
            case READ_ONLY, IMMUTABLE -> false;
        };
    }

    /** A complex attribute without its {@code value} says nothing. */
    private static boolean isBlankValue(Attribute attribute, Map.Entry<String, JsonNode> field) {
        Attribute subAttribute = attribute.subAttribute(field.getKey());
        return subAttribute != null && subAttribute.name().equals("value") && isBlank(subAttribute, field.getValue());
    }

    private static List<PatchOperation> split(ResourceType type, PatchOperation operation, JsonNode rest) {
        List<PatchOperation> operations = new ArrayList<>();
        if (!rest.isMissingNode()) {
            operations.add(new PatchOperation(operation.op(), operation.path(), rest, operation.unmatched()));
        }
        for (Part part : Part.outermost(type, operation, part -> isBlank(part.attribute(), part.value()))) {
            if (operation.op() == PatchOp.REPLACE || !part.attribute().multiValued()) {
                operations.add(new PatchOperation(PatchOp.REMOVE, part.path(), null));
            }
        }
        return operations;
    }
}
