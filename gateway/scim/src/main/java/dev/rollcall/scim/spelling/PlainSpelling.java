package dev.rollcall.scim.spelling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.resource.Deviations;
import dev.rollcall.scim.resource.Place;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings a write into its plain spelling: attributes of the core schema under their names, those of an extension in an
 * object under its URN, each value in the shape that its attribute has. Names that no schema knows stay as they were
 * sent, for a quirk or for the reader that comes next. A write that is in its plain spelling already comes out
 * unchanged; in strict mode so does every body. One instance a request.
 */
public final class PlainSpelling {

    private final ResourceType type;
    private final Mode mode;
    private final Deviations deviations;
    private final List<ScimException> unusable = new ArrayList<>();

    public PlainSpelling(ResourceType type, Mode mode, Deviations deviations) {
        this.type = type;
        this.mode = mode;
        this.deviations = deviations;
    }

    /** The body of a POST or PUT. The argument is not changed; the result shares values with it. */
    public ObjectNode resource(ObjectNode body) {
        if (mode == Mode.STRICT) {
            return body;
        }
        Names names = names();
        names.addAll(body);
        ObjectNode plain = names.object();
        Map<Element, ObjectNode> stamped = new HashMap<>();
        for (Names.Further further : names.further()) {
            add(plain, further, stamped);
        }
        return plain;
    }

    /** The operations of a PATCH; one that holds several kinds of targets becomes several. */
    public PatchRequest patch(PatchRequest patch) {
        return new PlainPatch(type, mode, deviations, unusable).patch(patch);
    }

    /** What contradicts itself and was left out of the plain spelling, in the order in which it was found. */
    public List<ScimException> unusable() {
        return List.copyOf(unusable);
    }

    private Names names() {
        return new Names(type, new Shapes(deviations), deviations, unusable);
    }

    /** What several paths name with their brackets. */
    private record Element(
            AttributePath attribute, @Nullable Filter filter) {}

    /** A path such as {@code emails[type eq "work"].value} in a body is one element of the list, with what the brackets say. */
    private void add(ObjectNode plain, Names.Further further, Map<Element, ObjectNode> stamped) {
        Attribute attribute = further.target().attribute();
        ObjectNode holder = further.target().extension() == null
                ? plain
                : plain.withObjectProperty(further.target().extension().id());
        ObjectNode element = Stamp.element(attribute, further.path().filter());
        if (element == null
                || !(further.target().subAttribute() != null || further.value().isObject())) {
            deviations.unknownAttribute(Place.of(further.path().toString()).toString());
            return;
        }
        Element key = new Element(
                further.path().attribute().withSubAttribute(null),
                further.path().filter());
        ObjectNode same = stamped.computeIfAbsent(key, k -> {
            JsonNode present = holder.get(attribute.name());
            ArrayNode list = present instanceof ArrayNode array ? array.deepCopy() : plain.arrayNode();
            if (present instanceof ObjectNode single) {
                list.add(single);
            }
            list.add(element);
            holder.set(attribute.name(), list);
            return element;
        });
        if (further.target().subAttribute() == null) {
            same.setAll((ObjectNode) further.value());
        } else {
            same.set(further.target().subAttribute().name(), further.value());
        }
    }
}
