package dev.rollcall.scim.filter;

final class FilterParser {
    private FilterParser() {}

    static AttributePath parsePath(String text) {
        return AttributePath.of(text);
    }

    static Filter parse(String text) {
        return new Filter.Present(parsePath(text));
    }
}
