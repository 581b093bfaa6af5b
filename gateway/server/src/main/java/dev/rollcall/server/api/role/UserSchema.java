package dev.rollcall.server.api.role;

import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.scim.schema.Schema;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds attributes that users of a directory can have, for conditions about them. */
record UserSchema(ResourceType type) {

    /** What a path names; null where it names nothing. */
    @Nullable
    Resolved resolve(String path) {
        try {
            return type.resolve(AttributePath.parse(path));
        } catch (ScimException e) {
            return null;
        }
    }

    /** The extension of that URN, in any letter case. */
    @Nullable
    Schema extension(String urn) {
        return type.extension(urn);
    }

    /** URNs of the extensions that have an attribute of this name. */
    List<String> extensionsWith(String name) {
        return type.extensions().stream()
                .map(ResourceType.Extension::schema)
                .filter(schema -> schema.attribute(name) != null)
                .map(Schema::id)
                .toList();
    }

    boolean isCore(String name) {
        return type.coreAttribute(name) != null;
    }

    /** What is said about a path that names nothing. */
    String unknown(String path) {
        return "\"" + path + "\" is not an attribute of a user in this directory. The attributes are "
                + names(type.schema().attributes()) + ", and those of its extensions: "
                + type.extensions().stream()
                        .map(extension -> names(extension.schema().attributes()))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    /** Why no condition can be about an attribute, or null. */
    @Nullable
    String fault(String path, Resolved found) {
        Attribute last = found.subAttribute() == null ? found.attribute() : found.subAttribute();
        if (last.mutability() == Attribute.Mutability.READ_ONLY
                || found.attribute().mutability() == Attribute.Mutability.READ_ONLY) {
            return path + " is not sent with a user. A group gives a role by groupId or groupName.";
        }
        return last.returned() == Attribute.Returned.NEVER ? path + " is never kept." : null;
    }

    static String names(List<Attribute> attributes) {
        return attributes.stream().map(Attribute::name).collect(Collectors.joining(", "));
    }
}
