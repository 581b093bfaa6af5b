package dev.rollcall.core.read.sql;

import org.jspecify.annotations.Nullable;

/**
 * The expression by which a list is sorted, before the id.
 *
 * @param expression of the row {@code r}; NULL where the resource has no value
 * @param kind the expression's type
 * @param optional whether it can be NULL
 */
public record SortKey(String expression, Kind kind, boolean optional) {

    /** Types of sort keys. */
    public enum Kind {
        TEXT("text COLLATE \"C\""),
        NUMBER("numeric"),
        TIME("timestamptz");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    /** A key that no resource of the type has. */
    public static SortKey none(Kind kind) {
        return new SortKey("NULL::" + kind.type, kind, true);
    }

    /**
     * Whether a row stands behind a position; missing keys are last when ascending and first when descending (RFC 7644 section
     * 3.4.2.3). The key's range stands alone, so that an index can begin there.
     *
     * @param id the row's id
     */
    String behind(Position position, boolean descending, String id, Parameters parameters) {
        String idIsBehind = id + " > " + parameters.add(position.id()) + "::uuid";
        String key = position.key();
        if (key == null) {
            String missing = "(" + expression + " IS NULL AND " + idIsBehind + ")";
            return descending ? "(" + missing + " OR " + expression + " IS NOT NULL)" : missing;
        }
        String at = parameters.add(key) + "::text::" + kind.type;
        String beyond = descending ? " < " : " > ";
        String range = "(" + expression + beyond.stripTrailing() + "= " + at + " AND (" + expression + beyond + at
                + " OR " + idIsBehind + "))";
        return optional && !descending ? "(" + range + " OR " + expression + " IS NULL)" : range;
    }

    /** The same for a list that is not sorted: by id alone. */
    public static String behindId(
            @Nullable SortKey key, Position position, boolean descending, String id, Parameters parameters) {
        return key == null
                ? id + " > " + parameters.add(position.id()) + "::uuid"
                : key.behind(position, descending, id, parameters);
    }
}
