package dev.rollcall.scim.filter;

import com.fasterxml.jackson.databind.node.ValueNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter (RFC 7644 section 3.4.2.2) as a value. {@code parse(print(f))} equals {@code f}. Syntax only: whether an attribute
 * exists and an operator suits its type is checked when the filter is applied to a schema.
 */
public sealed interface Filter {

    /** What a filter of this kind comes to. */
    <R extends @Nullable Object> R match(Cases<R> cases);

    /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
    interface Cases<R extends @Nullable Object> {
        R and(And and);

        R or(Or or);

        R not(Not not);

        R comparison(Comparison comparison);

        R present(Present present);

        R valuePath(ValuePath valuePath);
    }

    /** All terms hold; two or more, none of them an And. */
    record And(List<Filter> terms) implements Filter {
        public And {
            terms = List.copyOf(terms);
            if (terms.size() < 2 || terms.stream().anyMatch(And.class::isInstance)) {
                throw new IllegalArgumentException("two terms or more, none of them an And: use Filter.and");
            }
        }

        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.and(this);
        }
    }

    /** At least one term holds; two or more, none of them an Or. */
    record Or(List<Filter> terms) implements Filter {
        public Or {
            terms = List.copyOf(terms);
            if (terms.size() < 2 || terms.stream().anyMatch(Or.class::isInstance)) {
                throw new IllegalArgumentException("two terms or more, none of them an Or: use Filter.or");
            }
        }

        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.or(this);
        }
    }

    record Not(Filter term) implements Filter {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.not(this);
        }
    }

    /**
     * {@code path op value}.
     *
     * @param value a JSON string, boolean, null or number: an integer of the smallest fitting of int, long and BigInteger, or a
     *     {@code DecimalNode}
     */
    record Comparison(AttributePath path, CompareOp op, ValueNode value) implements Filter {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.comparison(this);
        }
    }

    /** {@code path pr}. */
    record Present(AttributePath path) implements Filter {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.present(this);
        }
    }

    /** {@code path[filter]}: one and the same element of a multi-valued attribute satisfies the inner filter. */
    record ValuePath(AttributePath path, Filter filter) implements Filter {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.valuePath(this);
        }
    }

    /** All of one term or more; terms that are themselves an And are taken apart. */
    static Filter and(List<Filter> terms) {
        List<Filter> flat = new ArrayList<>(terms.size());
        terms.forEach(term -> flat.addAll(term.conjuncts()));
        return flat.size() == 1 ? flat.get(0) : new And(flat);
    }

    /** At least one of one term or more; terms that are themselves an Or are taken apart. */
    static Filter or(List<Filter> terms) {
        List<Filter> flat = new ArrayList<>(terms.size());
        terms.forEach(term -> flat.addAll(term.disjuncts()));
        return flat.size() == 1 ? flat.get(0) : new Or(flat);
    }

    /** What must all hold: the terms of an And, or the filter itself. None of them is an And. */
    default List<Filter> conjuncts() {
        return this instanceof And and ? and.terms() : List.of(this);
    }

    /** Of what one must hold: the terms of an Or, or the filter itself. None of them is an Or. */
    default List<Filter> disjuncts() {
        return this instanceof Or or ? or.terms() : List.of(this);
    }

    /**
     * Reads a filter.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 invalidFilter with position and reason
     */
    static Filter parse(String text) {
        return FilterParser.parse(text);
    }

    /**
     * Reads a filter in which a text may also stand without quotes, up to the next space or closing bracket, as in
     * {@code externalId eq ada}.
     *
     * @param unquoted called for each such text
     * @throws dev.rollcall.scim.error.ScimException 400 invalidFilter with position and reason
     */
    static Filter parseTolerantly(String text, Runnable unquoted) {
        return FilterParser.parseTolerantly(text, unquoted);
    }

    /** The filter as it stands on the wire, with no more parentheses than it needs. */
    default String print() {
        return FilterPrinter.print(this);
    }
}
