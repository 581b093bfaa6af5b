package dev.rollcall.scim.filter;

import org.jspecify.annotations.Nullable;

/**
 * {@code attrPath} of RFC 7644 section 3.10, as written: names keep their spelling and are compared without letter case.
 *
 * @param schema the URN in front of the attribute, without the separating colon, or null
 * @param attribute the attribute's name
 * @param subAttribute the name behind the dot, or null
 */
public record AttributePath(
        @Nullable String schema, String attribute, @Nullable String subAttribute) {

    public static AttributePath of(String attribute) {
        return new AttributePath(null, attribute, null);
    }

    public static AttributePath of(String attribute, String subAttribute) {
        return new AttributePath(null, attribute, subAttribute);
    }

    /**
     * Reads a path. The URN contains dots and colons; it ends at the last colon.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 invalidPath with position and reason
     */
    public static AttributePath parse(String text) {
        return FilterParser.parsePath(text);
    }

    public AttributePath withSubAttribute(@Nullable String name) {
        return new AttributePath(schema, attribute, name);
    }

    /** The path as it stands on the wire. */
    @Override
    public String toString() {
        String name = subAttribute == null ? attribute : attribute + "." + subAttribute;
        return schema == null ? name : schema + ":" + name;
    }
}
