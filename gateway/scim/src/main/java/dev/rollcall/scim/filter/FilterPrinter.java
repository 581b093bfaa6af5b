package dev.rollcall.scim.filter;

import java.util.List;

/** Prints a filter so that parsing gives it back: {@code not} binds tighter than {@code and}, {@code and} tighter than {@code or}. */
final class FilterPrinter {

    private final StringBuilder out = new StringBuilder();

    private FilterPrinter() {}

    static String print(Filter filter) {
        FilterPrinter printer = new FilterPrinter();
        printer.append(filter);
        return printer.out.toString();
    }

    private void append(Filter filter) {
        if (filter instanceof Filter.Or or) {
            join(or.terms(), " or ");
        } else if (filter instanceof Filter.And and) {
            join(and.terms(), " and ");
        } else if (filter instanceof Filter.Not not) {
            out.append("not (");
            append(not.term());
            out.append(')');
        } else if (filter instanceof Filter.ValuePath valuePath) {
            out.append(valuePath.path()).append('[');
            append(valuePath.filter());
            out.append(']');
        } else if (filter instanceof Filter.Present present) {
            out.append(present.path()).append(" pr");
        } else if (filter instanceof Filter.Comparison comparison) {
            out.append(comparison.path()).append(' ').append(comparison.op().keyword());
            out.append(' ').append(comparison.value());
        }
    }

    private void join(List<Filter> terms, String keyword) {
        String before = "";
        for (Filter term : terms) {
            out.append(before);
            before = keyword;
            if (term instanceof Filter.Or) {
                out.append('(');
                append(term);
                out.append(')');
            } else {
                append(term);
            }
        }
    }
}
