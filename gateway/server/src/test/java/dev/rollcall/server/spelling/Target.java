package dev.rollcall.server.spelling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attribute, or sub-attribute of a single complex one, that a client may write.
 *
 * @param urn of the extension, or null for core and common attributes
 * @param sub null for the attribute as a whole
 */
public record Target(
        ResourceType type,
        @Nullable String urn,
        Attribute attribute,
        @Nullable Attribute sub) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** All of a type: of its core schema and extensions, and externalId. */
    static List<Target> of(ResourceType type) {
        List<Target> targets = new ArrayList<>();
        add(targets, type, null, List.of(Objects.requireNonNull(CoreTypes.common("externalId"))));
        add(targets, type, null, type.schema().attributes());
        for (ResourceType.Extension extension : type.extensions()) {
            Schema schema = extension.schema();
            add(targets, type, schema.id(), schema.attributes());
        }
        return targets;
    }

    private static void add(List<Target> targets, ResourceType type, @Nullable String urn, List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            if (!isWritable(attribute)) {
                continue;
            }
            targets.add(new Target(type, urn, attribute, null));
            if (!attribute.multiValued()) {
                attribute.subAttributes().stream()
                        .filter(Target::isWritable)
                        .forEach(sub -> targets.add(new Target(type, urn, attribute, sub)));
            }
        }
    }

    private static boolean isWritable(Attribute attribute) {
        return attribute.mutability() == Mutability.READ_WRITE;
    }

    /** The attribute whose value is written. */
    Attribute written() {
        return sub == null ? attribute : sub;
    }

    /** {@code name} or {@code name.givenName}. */
    String name() {
        return sub == null ? attribute.name() : attribute.name() + "." + sub.name();
    }

    /** The URN of the schema that defines it. */
    String schema() {
        return urn == null ? type.schema().id() : urn;
    }

    /** The path of the RFC. */
    String path() {
        return urn == null ? name() : urn + ":" + name();
    }

    /** A value that the attribute may have, another one for each number. */
    JsonNode value(int number) {
        return value(written(), number);
    }

    private static JsonNode value(Attribute attribute, int number) {
        if (!attribute.multiValued()) {
            return one(attribute, number);
        }
        ArrayNode list = JSON.arrayNode();
        return list.add(one(attribute, number)).add(one(attribute, number + 10));
    }

    private static JsonNode one(Attribute attribute, int number) {
        return switch (attribute.type()) {
            case BOOLEAN -> JSON.booleanNode(number % 2 == 0);
            case INTEGER, DECIMAL -> JSON.numberNode(number);
            case DATE_TIME -> JSON.textNode("2030-01-0" + number % 9 + "T12:00:00Z");
            case BINARY -> JSON.textNode(number % 2 == 0 ? "AAAA" : "AQ==");
            case COMPLEX -> complex(attribute, number);
            default -> JSON.textNode(Integer.toString(1000 + number));
        };
    }

    private static ObjectNode complex(Attribute attribute, int number) {
        ObjectNode object = JSON.objectNode();
        boolean simplest = attribute.subAttribute("value") != null && number % 2 == 1;
        for (Attribute sub : attribute.subAttributes()) {
            boolean isReference = sub.name().equals("type") && attribute.subAttribute("$ref") != null;
            if (sub.mutability() == Mutability.READ_ONLY
                    || sub.name().equals("$ref")
                    || sub.name().equals("primary")
                    || isReference
                    || (simplest && !sub.name().equals("value"))) {
                continue;
            }
            object.set(sub.name(), one(sub, number));
        }
        return object;
    }

    /** The resource with that value at its plain place. */
    ObjectNode in(ObjectNode resource, JsonNode value) {
        ObjectNode holder = resource;
        if (urn != null) {
            holder = child(resource, urn);
        }
        if (sub == null) {
            holder.set(attribute.name(), value);
        } else {
            child(holder, attribute.name()).set(sub.name(), value);
        }
        return resource;
    }

    private static ObjectNode child(ObjectNode parent, String name) {
        if (parent.get(name) instanceof ObjectNode present) {
            return present;
        }
        return parent.putObject(name);
    }

    @Override
    public String toString() {
        return type.name() + " " + path();
    }
}
