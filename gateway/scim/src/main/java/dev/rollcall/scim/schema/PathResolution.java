package dev.rollcall.scim.schema;

import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a path names in a resource type. */
final class PathResolution {

    private PathResolution() {}

    static @Nullable Resolved resolve(ResourceType type, AttributePath path) {
        String urn = path.schema();
        if (urn == null) {
            Resolved found = inCore(type, path);
            return found == null ? inAnyExtension(type, path) : found;
        }
        if (type.schema().id().equalsIgnoreCase(urn)) {
            return inCore(type, path);
        }
        Schema extension = type.extension(urn);
        return extension == null ? null : in(extension.attributes(), extension, path);
    }

    private static @Nullable Resolved inCore(ResourceType type, AttributePath path) {
        Resolved found = in(type.schema().attributes(), null, path);
        return found == null ? in(CoreTypes.COMMON, null, path) : found;
    }

    private static @Nullable Resolved inAnyExtension(ResourceType type, AttributePath path) {
        for (ResourceType.Extension extension : type.extensions()) {
            Schema schema = extension.schema();
            Resolved found = in(schema.attributes(), schema, path);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Resolved in(List<Attribute> attributes, @Nullable Schema extension, AttributePath path) {
        Attribute attribute = Schema.find(attributes, path.attribute());
        if (attribute == null) {
            return null;
        }
        String subName = path.subAttribute();
        if (subName == null) {
            return new Resolved(extension, attribute, null);
        }
        Attribute subAttribute = attribute.subAttribute(subName);
        return subAttribute == null ? null : new Resolved(extension, attribute, subAttribute);
    }
}
