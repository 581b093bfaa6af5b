package dev.rollcall.console.web;

/** Builds a path with a query, leaving out parameters without a value. */
public final class Query {

    private final StringBuilder text;
    private boolean isBegun;

    public Query(String path) {
        text = new StringBuilder(path);
    }

    public Query with(String name, String value) {
        if (!value.isEmpty()) {
            text.append(isBegun ? '&' : '?').append(name).append('=').append(Visit.encode(value));
            isBegun = true;
        }
        return this;
    }

    public Query with(String name, int value) {
        return with(name, Integer.toString(value));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
