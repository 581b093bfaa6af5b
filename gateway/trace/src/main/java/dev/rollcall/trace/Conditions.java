package dev.rollcall.trace;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects the conditions of a query, each with its value as the next numbered parameter. */
final class Conditions {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    Conditions(UUID orgId) {
        values.add(orgId);
    }

    /**
     * Adds one, unless there is no value.
     *
     * @param condition with {@code %d} for the number of the value, or with the number in it
     */
    void add(String condition, @Nullable Object value) {
        if (value != null) {
            text.append(condition.formatted(values.size() + 1));
            values.add(value);
        }
    }

    /**
     * Adds one with two values.
     *
     * @param condition with {@code %1$d} and {@code %2$d} for their numbers
     */
    void add(String condition, Object first, Object second) {
        text.append(condition.formatted(values.size() + 1, values.size() + 2));
        values.add(first);
        values.add(second);
    }

    void text(String condition) {
        text.append(condition);
    }

    String conditions() {
        return text.toString();
    }

    Tuple values() {
        return Tuple.tuple(values);
    }
}
