package dev.rollcall.scim.filter;

final class FilterPrinter {
    private FilterPrinter() {}

    static String print(Filter filter) {
        return filter.toString();
    }
}
