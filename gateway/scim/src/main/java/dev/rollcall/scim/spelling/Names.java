package dev.rollcall.scim.spelling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.resource.ActiveFlag;
import dev.rollcall.scim.resource.Deviations;
import dev.rollcall.scim.resource.Place;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.scim.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the members of an object of attributes under the names that the schemas have for them. */
final class Names {

    private static final String ABOUT_PATHS =
            "The name of an attribute is not spelt as in the RFC; it was read as the attribute that it stands"
                    + " for.";

    private final ResourceType type;
    private final Shapes shapes;
    private final Deviations deviations;
    private final List<ScimException> unusable;
    private final ObjectNode object = JsonNodeFactory.instance.objectNode();
    private final List<Further> further = new ArrayList<>();

    /** A member whose key is a path that no object has a place for: into the elements of a list. */
    record Further(PatchPath path, Resolved target, JsonNode value) {}

    Names(ResourceType type, Shapes shapes, Deviations deviations, List<ScimException> unusable) {
        this.type = type;
        this.shapes = shapes;
        this.deviations = deviations;
        this.unusable = unusable;
    }

    /** The members under their plain names; what no schema knows stands there as it was sent. */
    ObjectNode object() {
        return object;
    }

    List<Further> further() {
        return further;
    }

    void addAll(ObjectNode sent) {
        for (Map.Entry<String, JsonNode> member : sent.properties()) {
            add(member.getKey(), member.getValue());
        }
    }

    /** Adds the attributes of an extension, or what stands in the place of their object. */
    void addExtension(Schema extension, JsonNode value) {
        JsonNode attributes = ScimJson.object(value);
        if (!(attributes instanceof ObjectNode members)) {
            object.set(extension.id(), attributes);
            return;
        }
        if (!(object.get(extension.id()) instanceof ObjectNode)) {
            object.set(extension.id(), object.objectNode());
        }
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            Attribute attribute = extension.attribute(member.getKey());
            if (attribute != null) {
                put(extension, attribute, member.getValue());
            } else if (!addByPath(extension, member.getKey(), member.getValue())) {
                holder(extension).set(member.getKey(), member.getValue());
            }
        }
    }

    private void add(String key, JsonNode value) {
        Attribute core = type.coreAttribute(key);
        Schema extension = core == null ? type.extension(key) : null;
        if (core != null) {
            put(null, core, value);
        } else if (extension != null) {
            addExtension(extension, value);
        } else if (type.schema().id().equalsIgnoreCase(key) && ScimJson.object(value) instanceof ObjectNode members) {
            deviations.report(DeviationRule.SPELLING, ABOUT_PATHS);
            addAll(members);
        } else if (!addByPath(null, key, value)) {
            object.set(key, value);
        }
    }

    /** Adds a member whose key is more than a plain name; false when it names nothing. */
    private boolean addByPath(@Nullable Schema scope, String key, JsonNode value) {
        PatchPath path = path(scope, key);
        Resolved target = path == null ? null : type.resolve(path.attribute());
        if (path == null || target == null) {
            return false;
        }
        deviations.report(DeviationRule.SPELLING, ABOUT_PATHS);
        Schema extension = target.extension();
        Attribute sub = target.subAttribute();
        if (path.filter() != null || (sub != null && target.attribute().multiValued())) {
            JsonNode shaped = sub == null
                    ? shapes.element(target.attribute(), value, place(extension, target.attribute()))
                    : shapes.value(
                            sub, value, place(extension, target.attribute()).child(sub.name()));
            further.add(new Further(path, target, shaped));
        } else if (sub != null) {
            put(extension, target.attribute(), object.objectNode().set(sub.name(), value));
        } else {
            put(extension, target.attribute(), value);
        }
        return true;
    }

    /** What a key names that stands below a schema, or below none; null when it is no path. */
    static @Nullable PatchPath path(@Nullable Schema scope, String key) {
        try {
            PatchPath path = PatchPath.parseTolerantly(key, () -> {});
            AttributePath attribute = path.attribute();
            return scope == null || attribute.schema() != null
                    ? path
                    : new PatchPath(
                            new AttributePath(scope.id(), attribute.attribute(), attribute.subAttribute()),
                            path.filter());
        } catch (ScimException noPath) {
            return null;
        }
    }

    private void put(@Nullable Schema extension, Attribute attribute, JsonNode value) {
        Place place = place(extension, attribute);
        ObjectNode holder = holder(extension);
        JsonNode shaped = shapes.value(attribute, value, place);
        JsonNode present = holder.get(attribute.name());
        if (present == null) {
            holder.set(attribute.name(), shaped);
        } else if (!present.equals(shaped)) {
            holder.set(attribute.name(), both(attribute, present, shaped, place));
        }
    }

    /** What two members of one attribute say together. */
    private JsonNode both(Attribute attribute, JsonNode one, JsonNode other, Place place) {
        if (attribute.isComplex()
                && !attribute.multiValued()
                && one instanceof ObjectNode first
                && other instanceof ObjectNode second) {
            ObjectNode merged = first.deepCopy();
            for (Map.Entry<String, JsonNode> member : second.properties()) {
                Attribute sub = attribute.subAttribute(member.getKey());
                String name = sub == null ? member.getKey() : sub.name();
                JsonNode present = merged.get(name);
                merged.set(
                        name,
                        present == null || sub == null
                                ? member.getValue()
                                : both(sub, present, member.getValue(), place.child(name)));
            }
            return merged;
        }
        if (one.equals(other)) {
            return one;
        }
        unusable.add(ScimError.badRequest(
                        ScimType.INVALID_SYNTAX,
                        place + " appears twice in the same object, with two different values. Send it once.")
                .exception());
        return ActiveFlag.is(attribute) && ActiveFlag.isOff(other) ? other : one;
    }

    private ObjectNode holder(@Nullable Schema extension) {
        if (extension == null) {
            return object;
        }
        if (object.get(extension.id()) instanceof ObjectNode present) {
            return present;
        }
        ObjectNode made = object.objectNode();
        object.set(extension.id(), made);
        return made;
    }

    static Place place(@Nullable Schema extension, Attribute attribute) {
        return extension == null
                ? Place.of(attribute.name())
                : Place.of(extension.id()).child(attribute.name());
    }
}
