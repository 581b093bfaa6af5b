package dev.rollcall.scim.schema;

import dev.rollcall.scim.filter.AttributePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource type (RFC 7643 section 6): its core schema and extensions. A directory with extensions of its own has its own
 * instance, so everything that reads or writes resources takes the type as an argument.
 *
 * @param name such as {@code User}; also its id
 * @param endpoint such as {@code /Users}
 */
public record ResourceType(
        String name, String endpoint, String description, Schema schema, List<Extension> extensions) {

    /** An extension schema and whether a resource must carry it. */
    public record Extension(Schema schema, boolean required) {}

    /**
     * What a path means for this type.
     *
     * @param extension the extension that holds the attribute, or null for core and common attributes
     * @param subAttribute null when the path ends at the attribute
     */
    public record Resolved(
            @Nullable Schema extension,
            Attribute attribute,
            @Nullable Attribute subAttribute) {}

    public ResourceType {
        extensions = List.copyOf(extensions);
    }

    /**
     * Finds the attribute that a path names: with the core URN, an extension's URN, or none. Names and URNs compare without
     * letter case. A path without URN that names no core or common attribute is looked up in the extensions too (some clients filter by
     * {@code manager}); null when nothing matches.
     */
    public @Nullable Resolved resolve(AttributePath path) {
        return PathResolution.resolve(this, path);
    }

    /** The attribute of the core schema, or the common attribute, of that plain name in any letter case. */
    public @Nullable Attribute coreAttribute(String attributeName) {
        Attribute attribute = schema.attribute(attributeName);
        return attribute == null ? CoreTypes.common(attributeName) : attribute;
    }

    /** This type with more attributes in the schema of that id, or with one more extension where it has none of that id. */
    ResourceType with(Schema added, boolean required) {
        if (schema.id().equalsIgnoreCase(added.id())) {
            return new ResourceType(name, endpoint, description, schema.plus(added.attributes()), extensions);
        }
        List<Extension> all = new ArrayList<>(extensions.size() + 1);
        boolean isNew = true;
        for (Extension extension : extensions) {
            boolean isSame = extension.schema().id().equalsIgnoreCase(added.id());
            isNew &= !isSame;
            all.add(
                    isSame
                            ? new Extension(
                                    extension.schema().plus(added.attributes()), extension.required() || required)
                            : extension);
        }
        if (isNew) {
            all.add(new Extension(added, required));
        }
        return new ResourceType(name, endpoint, description, schema, all);
    }

    /** The extension of that URN, in any letter case. */
    public @Nullable Schema extension(String urn) {
        for (Extension extension : extensions) {
            if (extension.schema().id().equalsIgnoreCase(urn)) {
                return extension.schema();
            }
        }
        return null;
    }
}
