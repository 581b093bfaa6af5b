package dev.rollcall.core.read.sql;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import java.util.List;

/**
 * What becomes of a name in a filter or {@code sortBy} that the resource type does not have.
 *
 * @param mode of the directory
 * @param types all that the list holds
 */
public record UnknownAttribute(Mode mode, List<ResourceType> types) {

    /** What such a name means. */
    public enum Meaning {
        /** An error. */
        REFUSED,
        /** Neither a comparison with it nor its negation holds. */
        UNKNOWN,
        /** An attribute without value, as a query over several types wants it (RFC 7644 section 3.4.2.1). */
        NO_VALUE
    }

    public UnknownAttribute {
        types = List.copyOf(types);
    }

    public static UnknownAttribute of(Mode mode) {
        return new UnknownAttribute(mode, List.of());
    }

    public static UnknownAttribute of(Listing listing) {
        return new UnknownAttribute(
                listing.mode(), listing.queries().stream().map(Query::type).toList());
    }

    /** What a name means that one of the types does not have. */
    public Meaning of(AttributePath path) {
        if (types.stream().anyMatch(type -> type.resolve(path) != null)) {
            return Meaning.NO_VALUE;
        }
        return inside();
    }

    /** What brackets mean whose attribute one of the types does not have; they are to make sense for another. */
    public Meaning of(Filter.ValuePath brackets) {
        for (ResourceType type : types) {
            ResourceType.Resolved found = type.resolve(brackets.path());
            if (found != null && knows(found, brackets.filter())) {
                return Meaning.NO_VALUE;
            }
        }
        return inside();
    }

    private static boolean knows(ResourceType.Resolved found, Filter filter) {
        if (filter instanceof Filter.And and) {
            return and.terms().stream().allMatch(term -> knows(found, term));
        } else if (filter instanceof Filter.Or or) {
            return or.terms().stream().allMatch(term -> knows(found, term));
        } else if (filter instanceof Filter.Not not) {
            return knows(found, not.term());
        } else if (filter instanceof Filter.ValuePath) {
            return false;
        }
        String name = (filter instanceof Filter.Comparison comparison
                        ? comparison.path()
                        : ((Filter.Present) filter).path())
                .attribute();
        Attribute attribute = found.attribute();
        return attribute.isComplex() ? attribute.subAttribute(name) != null : name.equalsIgnoreCase("value");
    }

    /** What a name between brackets means that the elements before them do not have. */
    public Meaning inside() {
        return mode == Mode.STRICT ? Meaning.REFUSED : Meaning.UNKNOWN;
    }
}
