package dev.rollcall.scim.patch;

import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.filter.FilterParser;
import org.jspecify.annotations.Nullable;

/**
 * The {@code path} of a PATCH operation (RFC 7644 figure 7).
 *
 * @param attribute the attribute, with the sub-attribute behind the brackets or the dot
 * @param filter the value filter in brackets, or null
 */
public record PatchPath(AttributePath attribute, @Nullable Filter filter) {

    /**
     * Reads a path: {@code name.familyName}, {@code emails[type eq "work"].value}, {@code urn:...:User:manager}.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 invalidPath with position and reason; invalidFilter for what stands in
     *     the brackets
     */
    public static PatchPath parse(String text) {
        return FilterParser.parsePatchPath(text, null, PatchPath::new);
    }

    /**
     * Reads a path in which a text inside the brackets may also stand without quotes, as in {@code members[value eq 2819c223]}.
     *
     * @param unquoted called for each such text
     * @throws dev.rollcall.scim.error.ScimException as {@link #parse}
     */
    public static PatchPath parseTolerantly(String text, Runnable unquoted) {
        return FilterParser.parsePatchPath(text, unquoted, PatchPath::new);
    }

    /** The path as it stands on the wire. */
    @Override
    public String toString() {
        if (filter == null) {
            return attribute.toString();
        }
        String sub = attribute.subAttribute();
        return attribute.withSubAttribute(null) + "[" + filter.print() + "]" + (sub == null ? "" : "." + sub);
    }
}
