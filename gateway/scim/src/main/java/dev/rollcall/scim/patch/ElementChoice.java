package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.schema.Attribute;
import org.jspecify.annotations.Nullable;

/** Finds the one element of a multi-valued attribute that a value filter refers to. Thread-safe. */
public final class ElementChoice {

    private final ElementMatcher matcher;

    private ElementChoice(ElementMatcher matcher) {
        this.matcher = matcher;
    }

    /**
     * Prepares a choice.
     *
     * @param attribute multi-valued
     * @throws dev.rollcall.scim.error.ScimException 400 invalidFilter when the attribute has no such name, or an operator or value does
     *     not suit it
     */
    public static ElementChoice of(Attribute attribute, Filter filter) {
        String unknown = ElementMatcher.unknownName(attribute, filter);
        if (unknown != null) {
            throw ScimError.badRequest(
                            ScimType.INVALID_FILTER,
                            "\"" + unknown + "\" is not a sub-attribute " + "of " + attribute.name())
                    .exception();
        }
        return new ElementChoice(ElementMatcher.of(attribute, filter));
    }

    /** The first element that matches, the primary one before others; null when none does. */
    public @Nullable JsonNode in(JsonNode elements) {
        JsonNode first = null;
        for (JsonNode element : elements) {
            if (matcher.matches(element)) {
                if (element.path("primary").asBoolean()) {
                    return element;
                }
                first = first == null ? element : first;
            }
        }
        return first;
    }
}
