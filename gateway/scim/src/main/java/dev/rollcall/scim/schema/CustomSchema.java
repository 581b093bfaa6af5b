package dev.rollcall.scim.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schema that one directory has in addition to the standard ones. Under the URN of a core schema or of the Enterprise User it
 * adds attributes to that schema; under any other it is an extension of its own.
 *
 * @param resourceType {@code User} or {@code Group}
 * @param required whether a resource must carry the extension; means nothing for attributes of a core schema
 */
public record CustomSchema(String resourceType, boolean required, Schema schema) {

    private static final List<ResourceType> STANDARD = List.of(CoreTypes.USER, CoreTypes.GROUP);

    /** The resource types of a directory with these schemas of its own; User first. */
    public static List<ResourceType> types(List<CustomSchema> own) {
        return own.isEmpty()
                ? STANDARD
                : STANDARD.stream().map(type -> extended(type, own)).toList();
    }

    /** The standard type of that name, or null. */
    static @Nullable ResourceType standard(String name) {
        return STANDARD.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static ResourceType extended(ResourceType standard, List<CustomSchema> own) {
        ResourceType type = standard;
        for (CustomSchema schema : own) {
            if (schema.resourceType().equals(type.name())) {
                type = type.with(schema.schema(), schema.required());
            }
        }
        return type;
    }

    /** How many attributes it defines, sub-attributes counted. */
    public int attributes() {
        return schema.attributes().stream()
                .mapToInt(attribute -> 1 + attribute.subAttributes().size())
                .sum();
    }

    /** The definition as {@link CustomSchemaReader} reads it, with every characteristic written out. */
    public ObjectNode toJson() {
        ObjectNode json = SchemaJson.definition(schema);
        json.put("resourceType", resourceType).put("required", required);
        return json;
    }
}
