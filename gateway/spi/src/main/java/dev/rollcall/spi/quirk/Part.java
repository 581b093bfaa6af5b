package dev.rollcall.spi.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One attribute or sub-attribute that a PATCH operation writes, with the path that an operation of its own would have. The elements
 * of a list are no parts.
 */
record Part(PatchPath path, Attribute attribute, JsonNode value) {

    /** The parts of that kind; not those inside of another one. */
    static List<Part> outermost(ResourceType type, PatchOperation operation, Predicate<Part> kind) {
        Search search = new Search(type, kind);
        JsonNode value = operation.value();
        PatchPath path = operation.path();
        if (value != null && path != null) {
            search.attribute(Values.target(type, path.attribute()), path, value);
        } else if (value instanceof ObjectNode object) {
            object.properties().forEach(field -> search.key(field.getKey(), field.getValue()));
        }
        return search.found;
    }

    private static final class Search {

        private final ResourceType type;
        private final Predicate<Part> kind;
        private final List<Part> found = new ArrayList<>();

        Search(ResourceType type, Predicate<Part> kind) {
            this.type = type;
            this.kind = kind;
        }

        void key(String key, JsonNode value) {
            Schema extension = type.extension(key);
            if (extension == null) {
                AttributePath path = AttributePath.of(key);
                attribute(Values.target(type, path), new PatchPath(path, null), value);
            } else if (value instanceof ObjectNode object) {
                object.properties().forEach(field -> {
                    AttributePath path = new AttributePath(extension.id(), field.getKey(), null);
                    attribute(extension.attribute(field.getKey()), new PatchPath(path, null), field.getValue());
                });
            }
        }

        void attribute(@Nullable Attribute attribute, PatchPath path, JsonNode value) {
            if (attribute == null) {
                return;
            }
            Part part = new Part(path, attribute, value);
            if (kind.test(part)) {
                found.add(part);
            } else if (value instanceof ObjectNode object) {
                object.properties().forEach(field -> {
                    AttributePath inner = path.attribute().withSubAttribute(field.getKey());
                    PatchPath subPath = new PatchPath(inner, path.filter());
                    attribute(attribute.subAttribute(field.getKey()), subPath, field.getValue());
                });
            }
        }
    }
}
