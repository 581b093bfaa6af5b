package dev.rollcall.core.read.sql;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import java.util.List;

/**
 * How to treat a name in a filter or {@code sortBy} that the resource type does not have.
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
        return filter.match(new Known(found.attribute()));
    }

    /** Whether the elements of an attribute have all that is asked for between brackets. */
    private record Known(Attribute attribute) implements Filter.Cases<Boolean> {

        @Override
        public Boolean and(Filter.And and) {
            return and.terms().stream().allMatch(term -> term.match(this));
        }

        @Override
        public Boolean or(Filter.Or or) {
            return or.terms().stream().allMatch(term -> term.match(this));
        }

        @Override
        public Boolean not(Filter.Not not) {
            return not.term().match(this);
        }

        @Override
        public Boolean comparison(Filter.Comparison comparison) {
            return has(comparison.path());
        }

        @Override
        public Boolean present(Filter.Present present) {
            return has(present.path());
        }

        @Override
        public Boolean valuePath(Filter.ValuePath valuePath) {
            return false;
        }

        private boolean has(AttributePath path) {
            String name = path.attribute();
            return attribute.isComplex() ? attribute.subAttribute(name) != null : name.equalsIgnoreCase("value");
        }
    }

    /** What a name between brackets means that the elements before them do not have. */
    public Meaning inside() {
        return mode == Mode.STRICT ? Meaning.REFUSED : Meaning.UNKNOWN;
    }
}
