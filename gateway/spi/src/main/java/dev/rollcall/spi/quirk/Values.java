package dev.rollcall.spi.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.scim.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the values of attributes wherever they are: at the top of a resource, in an extension, in a complex value, in the value
 * of a PATCH operation with or without path. What the schema does not know is left alone. Inputs are never changed; a result shares
 * with its input what did not change, and what is left alone costs no copy.
 */
public final class Values {

    /** What becomes of one attribute's value. */
    @FunctionalInterface
    public interface Rule {

        /**
         * Looks at a whole value; its sub-attributes follow, each on its own.
         *
         * @param value of a multi-valued attribute an array, or one element where a PATCH names one
         * @return the new value, {@code MissingNode} to leave it out, or null to leave it alone
         */
        @Nullable
        JsonNode apply(Attribute attribute, JsonNode value);
    }

    private final ResourceType type;
    private final Rule rule;

    private Values(ResourceType type, Rule rule) {
        this.type = type;
        this.rule = rule;
    }

    public static Optional<ObjectNode> inResource(ResourceType type, ObjectNode resource, Rule rule) {
        JsonNode instead = new Values(type, rule).resource(resource);
        if (instead == null) {
            return Optional.empty();
        }
        return Optional.of(instead instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode());
    }

    /** Also leaves out operations whose value is left out. */
    public static Optional<PatchRequest> inPatch(ResourceType type, PatchRequest patch, Rule rule) {
        return eachOperation(patch, operation -> {
            JsonNode value = inOperation(type, operation, rule);
            if (value == null) {
                return null;
            }
            return value.isMissingNode()
                    ? List.of()
                    : List.of(new PatchOperation(operation.op(), operation.path(), value, operation.unmatched()));
        });
    }

    /** The new value of an operation, {@code MissingNode} when nothing is left of it, or null when it is left alone. */
    public static @Nullable JsonNode inOperation(ResourceType type, PatchOperation operation, Rule rule) {
        JsonNode value = operation.value();
        if (value == null) {
            return null;
        }
        Values values = new Values(type, rule);
        if (operation.path() == null) {
            return value instanceof ObjectNode object ? values.resource(object) : null;
        }
        Attribute target = target(type, operation.path().attribute());
        return target == null ? null : values.attribute(target, value);
    }

    /**
     * Rewrites operation by operation.
     *
     * @param rule gives what takes the operation's place, or null to leave it alone
     * @return empty when all were left alone
     */
    public static Optional<PatchRequest> eachOperation(
            PatchRequest patch, Function<PatchOperation, @Nullable List<PatchOperation>> rule) {
        List<PatchOperation> operations = new ArrayList<>();
        boolean fired = false;
        for (PatchOperation operation : patch.operations()) {
            List<PatchOperation> instead = rule.apply(operation);
            fired |= instead != null;
            operations.addAll(instead == null ? List.of(operation) : instead);
        }
        return fired ? Optional.of(new PatchRequest(operations)) : Optional.empty();
    }

    /** Rewrites each element of an array, or the value itself where it is none; null when all were left alone. */
    public static @Nullable JsonNode eachElement(JsonNode value, Function<JsonNode, @Nullable JsonNode> rule) {
        if (!value.isArray()) {
            return rule.apply(value);
        }
        ArrayNode copy = null;
        for (int i = 0; i < value.size(); i++) {
            JsonNode instead = rule.apply(value.get(i));
            if (instead != null && copy == null) {
                copy = firstElements(value, i);
            }
            if (copy != null && (instead == null || !instead.isMissingNode())) {
                copy.add(instead == null ? value.get(i) : instead);
            }
        }
        return copy;
    }

    private static ArrayNode firstElements(JsonNode array, int count) {
        ArrayNode first = JsonNodeFactory.instance.arrayNode(array.size());
        for (int i = 0; i < count; i++) {
            first.add(array.get(i));
        }
        return first;
    }

    /** The attribute or sub-attribute that a path ends at, or null when the type has none of that name. */
    public static @Nullable Attribute target(ResourceType type, AttributePath path) {
        Resolved resolved = type.resolve(path);
        if (resolved == null) {
            return null;
        }
        Attribute subAttribute = resolved.subAttribute();
        return subAttribute == null ? resolved.attribute() : subAttribute;
    }

    private @Nullable JsonNode resource(ObjectNode resource) {
        return eachField(resource, (name, value) -> {
            Schema extension = type.extension(name);
            if (extension != null) {
                return value instanceof ObjectNode object ? attributes(object, extension::attribute) : null;
            }
            Attribute attribute = target(type, AttributePath.of(name));
            return attribute == null ? null : attribute(attribute, value);
        });
    }

    private @Nullable JsonNode attributes(ObjectNode object, Function<String, @Nullable Attribute> byName) {
        return eachField(object, (name, value) -> {
            Attribute attribute = byName.apply(name);
            return attribute == null ? null : attribute(attribute, value);
        });
    }

    private @Nullable JsonNode attribute(Attribute attribute, JsonNode value) {
        JsonNode whole = rule.apply(attribute, value);
        JsonNode parts = eachElement(
                whole == null ? value : whole,
                element -> element instanceof ObjectNode object ? attributes(object, attribute::subAttribute) : null);
        return parts == null ? whole : parts;
    }

    /** What loses its last field is left out too. */
    private static @Nullable JsonNode eachField(
            ObjectNode object, BiFunction<String, JsonNode, @Nullable JsonNode> rule) {
        ObjectNode copy = null;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode instead = rule.apply(field.getKey(), field.getValue());
            if (instead == null) {
                continue;
            }
            if (copy == null) {
                copy = JsonNodeFactory.instance.objectNode();
                copy.setAll(object);
            }
            if (instead.isMissingNode()) {
                copy.remove(field.getKey());
            } else {
                copy.set(field.getKey(), instead);
            }
        }
        return copy != null && copy.isEmpty() ? MissingNode.getInstance() : copy;
    }
}
