package dev.rollcall.scim.filter;

import java.util.List;

/** Prints a filter so that parsing gives it back: {@code not} binds tighter than {@code and}, {@code and} tighter than {@code or}. */
final class FilterPrinter implements Filter.Cases<StringBuilder> {

    private final StringBuilder out = new StringBuilder();

    private FilterPrinter() {}

    static String print(Filter filter) {
        FilterPrinter printer = new FilterPrinter();
        printer.append(filter);
        return printer.out.toString();
    }

    private StringBuilder append(Filter filter) {
        return filter.match(this);
    }

    @Override
    public StringBuilder and(Filter.And and) {
        return join(and.terms(), " and ");
    }

    @Override
    public StringBuilder or(Filter.Or or) {
        return join(or.terms(), " or ");
    }

    @Override
    public StringBuilder not(Filter.Not not) {
        out.append("not (");
        return append(not.term()).append(')');
    }

    @Override
    public StringBuilder comparison(Filter.Comparison comparison) {
        out.append(comparison.path()).append(' ').append(comparison.op().keyword());
        return out.append(' ').append(comparison.value());
    }

    @Override
    public StringBuilder present(Filter.Present present) {
        return out.append(present.path()).append(" pr");
    }

    @Override
    public StringBuilder valuePath(Filter.ValuePath valuePath) {
        out.append(valuePath.path()).append('[');
        return append(valuePath.filter()).append(']');
    }

    private StringBuilder join(List<Filter> terms, String keyword) {
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
        return out;
    }
}
