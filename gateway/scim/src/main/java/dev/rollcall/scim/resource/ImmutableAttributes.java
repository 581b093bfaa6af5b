package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.ResourceType;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps immutable attributes as they are in a PUT (RFC 7644 section 3.5.1): a value that is set stays, whether it is sent again or
 * left out.
 */
public final class ImmutableAttributes {

    private final Consumer<ScimException> contradicted;

    private ImmutableAttributes(Consumer<ScimException> contradicted) {
        this.contradicted = contradicted;
    }

    /**
     * The replacing resource with the immutable values of the one that it replaces.
     *
     * @param before canonical resource; not changed
     * @param after canonical resource; not changed, and the result itself when nothing of it is immutable
     * @throws ScimException 400 mutability naming the attribute whose value would change
     */
    public static ObjectNode keep(ResourceType type, ObjectNode before, ObjectNode after) {
        return keep(type, before, after, contradiction -> {
            throw contradiction;
        });
    }

    /**
     * The same; a value that would change stays as it is.
     *
     * @param contradicted learns of each 400 mutability
     */
    public static ObjectNode keep(
            ResourceType type, ObjectNode before, ObjectNode after, Consumer<ScimException> contradicted) {
        return new ImmutableAttributes(contradicted).kept(type, before, after);
    }

    private ObjectNode kept(ResourceType type, ObjectNode before, ObjectNode after) {
        ObjectNode result = keep(type.schema().attributes(), null, before, after);
        for (ResourceType.Extension extension : type.extensions()) {
            String urn = extension.schema().id();
            if (before.get(urn) instanceof ObjectNode old) {
                result = keepInside(urn, extension.schema().attributes(), Place.of(urn), old, result);
            }
        }
        return result;
    }

    private ObjectNode keep(List<Attribute> attributes, @Nullable Place parent, ObjectNode before, ObjectNode after) {
        ObjectNode result = after;
        for (Attribute attribute : attributes) {
            JsonNode old = before.get(attribute.name());
            if (old == null) {
                continue;
            }
            Place place = parent == null ? Place.of(attribute.name()) : parent.child(attribute.name());
            if (attribute.mutability() == Mutability.IMMUTABLE) {
                result = keep(attribute, old, place, after, result);
            } else if (old instanceof ObjectNode object && !attribute.multiValued()) {
                result = keepInside(attribute.name(), attribute.subAttributes(), place, object, result);
            }
        }
        return result;
    }

    private ObjectNode keep(Attribute attribute, JsonNode old, Place place, ObjectNode after, ObjectNode result) {
        JsonNode sent = after.get(attribute.name());
        if (old.equals(sent)) {
            return result;
        }
        if (sent != null) {
            contradicted.accept(
                    ScimError.badRequest(ScimType.MUTABILITY, place + " cannot be changed once it has a value.")
                            .exception());
        }
        ObjectNode copy = result.deepCopy();
        copy.set(attribute.name(), old);
        return copy;
    }

    private ObjectNode keepInside(
            String name, List<Attribute> attributes, Place place, ObjectNode old, ObjectNode after) {
        ObjectNode sent = after.get(name) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        ObjectNode kept = keep(attributes, place, old, sent);
        if (kept.equals(sent)) {
            return after;
        }
        ObjectNode copy = after.deepCopy();
        copy.set(name, kept);
        return copy;
    }
}
