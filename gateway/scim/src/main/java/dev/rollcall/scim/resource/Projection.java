package dev.rollcall.scim.resource;

import dev.rollcall.scim.filter.AttributePath;
import java.util.List;

/**
 * Which attributes a response contains (RFC 7644 section 3.9). At most one of the lists is non-empty.
 *
 * @param attributes only these, and those returned always
 * @param excluded all but these; those returned always stay
 */
public record Projection(List<AttributePath> attributes, List<AttributePath> excluded) {

    public static final Projection DEFAULT = new Projection(List.of(), List.of());

    public Projection {
        attributes = List.copyOf(attributes);
        excluded = List.copyOf(excluded);
    }

    public boolean isDefault() {
        return attributes.isEmpty() && excluded.isEmpty();
    }

    /** Whether the attribute of that name (no sub-attribute, no URN) is wanted; for data that costs something to load. */
    public boolean wants(String attribute) {
        if (!attributes.isEmpty()) {
            return attributes.stream().anyMatch(path -> path.attribute().equalsIgnoreCase(attribute));
        }
        return excluded.stream()
                .noneMatch(
                        path -> path.subAttribute() == null && path.attribute().equalsIgnoreCase(attribute));
    }
}
