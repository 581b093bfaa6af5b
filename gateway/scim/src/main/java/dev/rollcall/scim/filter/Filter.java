package dev.rollcall.scim.filter;

import com.fasterxml.jackson.databind.node.ValueNode;
import java.util.List;

/**
 * A filter (RFC 7644 section 3.4.2.2) as a value. {@code parse(print(f))} equals {@code f}. Syntax only: whether an attribute
 * exists and an operator suits its type is settled where the filter meets a schema.
 */
public sealed interface Filter {

    /** All terms hold; two or more, none of them an And. */
    record And(List<Filter> terms) implements Filter {
        public And {
            terms = List.copyOf(terms);
        }
    }

    /** At least one term holds; two or more, none of them an Or. */
    record Or(List<Filter> terms) implements Filter {
        public Or {
            terms = List.copyOf(terms);
        }
    }

    record Not(Filter term) implements Filter {}

    /** {@code path op value}; the value is a JSON string, number, boolean or null. */
    record Comparison(AttributePath path, CompareOp op, ValueNode value) implements Filter {}

    /** {@code path pr}. */
    record Present(AttributePath path) implements Filter {}

    /** {@code path[filter]}: one and the same element of a multi-valued attribute satisfies the inner filter. */
    record ValuePath(AttributePath path, Filter filter) implements Filter {}

    /**
     * Reads a filter.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 invalidFilter with position and reason
     */
    static Filter parse(String text) {
        return FilterParser.parse(text);
    }

    /** The filter as it stands on the wire, with no more parentheses than it needs. */
    default String print() {
        return FilterPrinter.print(this);
    }
}
