package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes canonical resources for the wire: in schema order, {@code schemas} and {@code id} first, {@code meta} last. Runs for
 * every response: make one instance for each resource type and keep it. Thread-safe.
 */
public final class ResourceWriter {

    private static final Attribute ID = Objects.requireNonNull(CoreTypes.common("id"));
    private static final Attribute META = Objects.requireNonNull(CoreTypes.common("meta"));
    private static final Selection DEFAULT = Selection.byDefault();

    private final ResourceType type;
    /** What stands between id and meta: externalId, then the attributes of the core schema. */
    private final List<Attribute> attributes = new ArrayList<>();

    /**
     * What the gateway knows about a resource (RFC 7643 section 3.1).
     *
     * @param location the absolute URL
     * @param version the ETag as it stands in the header, such as {@code W/"3"}
     */
    public record Meta(String location, Instant created, Instant lastModified, String version) {}

    public ResourceWriter(ResourceType type) {
        this.type = type;
        attributes.add(Objects.requireNonNull(CoreTypes.common("externalId")));
        attributes.addAll(type.schema().attributes());
    }

    /**
     * Writes one resource.
     *
     * @param document canonical resource, perhaps with read-only attributes that the gateway added; not changed
     * @return a new object that shares values with the document: copy before changing it
     */
    public ObjectNode write(ObjectNode document, String id, Meta meta, Projection projection) {
        Selection selection = projection.isDefault() ? DEFAULT : Selection.of(type, projection);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode schemas = answer.putArray("schemas").add(type.schema().id());
        if (selection.shows(ID)) {
            answer.put("id", id);
        }
        copy(attributes, document, selection, answer);
        for (ResourceType.Extension extension : type.extensions()) {
            writeExtension(extension.schema(), document, selection, answer, schemas);
        }
        if (selection.shows(META)) {
            copyValue(META, json(meta), selection, answer);
        }
        return answer;
    }

    private static void writeExtension(
            Schema schema, ObjectNode document, Selection selection, ObjectNode answer, ArrayNode schemas) {
        if (document.get(schema.id()) instanceof ObjectNode values) {
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            copy(schema.attributes(), values, selection, shown);
            if (!shown.isEmpty()) {
                answer.set(schema.id(), shown);
                schemas.add(schema.id());
            }
        }
    }

    private static void copy(List<Attribute> attributes, ObjectNode from, Selection selection, ObjectNode into) {
        for (int i = 0; i < attributes.size(); i++) {
            Attribute attribute = attributes.get(i);
            JsonNode value = from.get(attribute.name());
            if (value != null && selection.shows(attribute)) {
                copyValue(attribute, value, selection, into);
            }
        }
    }

    private static void copyValue(Attribute attribute, JsonNode value, Selection selection, ObjectNode into) {
        JsonNode shown = selection.showsWhole(attribute) ? value : cut(attribute, value, selection);
        if (shown != null) {
            into.set(attribute.name(), shown);
        }
    }

    /** The value with those sub-attributes that are shown; null when none is. */
    private static @Nullable JsonNode cut(Attribute attribute, JsonNode value, Selection selection) {
        if (!value.isArray()) {
            return cutObject(attribute, value, selection);
        }
        ArrayNode elements = JsonNodeFactory.instance.arrayNode(value.size());
        for (JsonNode element : value) {
            ObjectNode shown = cutObject(attribute, element, selection);
            if (shown != null) {
                elements.add(shown);
            }
        }
        return elements.isEmpty() ? null : elements;
    }

    private static @Nullable ObjectNode cutObject(Attribute attribute, JsonNode value, Selection selection) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        for (Attribute sub : attribute.subAttributes()) {
            JsonNode subValue = value.get(sub.name());
            if (subValue != null && selection.shows(attribute, sub)) {
                shown.set(sub.name(), subValue);
            }
        }
        return shown.isEmpty() ? null : shown;
    }

    private ObjectNode json(Meta meta) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", type.name())
                .put("created", Timestamps.text(meta.created()))
                .put("lastModified", Timestamps.text(meta.lastModified()))
                .put("location", meta.location())
                .put("version", meta.version());
    }
}
