package dev.rollcall.core.read.sql;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SQL expressions for one value of a row: of a resource, or of one element of a multi-valued attribute. */
public sealed interface Value {

    /** The value as text; NULL when there is none. */
    public String text();

    /** The text's comparison key; NULL when there is none. */
    default String folded() {
        return "rollcall_fold(" + text() + ")";
    }

    /** The value as timestamptz; NULL when there is none. */
    default String instant() {
        return "rollcall_instant(" + text() + ")";
    }

    /** The value as numeric; NULL when there is none. */
    default String number() {
        return "(" + text() + ")::numeric";
    }

    /** Whether there is no value; never NULL. */
    default String missing() {
        return "(" + text() + " IS NULL)";
    }

    /** The condition, or false where it is NULL because the value is. */
    default String sure(String condition) {
        return "coalesce(" + condition + ", false)";
    }

    /** A sub-attribute by its name in the schema's spelling. */
    Value sub(String name);

    /** Whether a resource can be without it; keys by which the gateway finds resources, and its times, are always there. */
    default boolean optional() {
        return true;
    }

    /** Part of a JSON document. */
    record Json(String expression, String text) implements Value {

        public static Json document(String column) {
            return new Json(column, "(" + column + " #>> '{}')");
        }

        @Override
        public String number() {
            return "CASE WHEN jsonb_typeof(" + expression + ") = 'number' THEN (" + text + ")::numeric END";
        }

        @Override
        public String missing() {
            return "(" + expression + " IS NULL)";
        }

        @Override
        public Json sub(String name) {
            String key = Sql.literal(name);
            return new Json("(" + expression + " -> " + key + ")", "(" + expression + " ->> " + key + ")");
        }
    }

    /**
     * A column, or an expression over columns.
     *
     * @param key the column that holds the comparison key, or null when it is to be computed
     * @param instant the column as timestamptz, or null when it holds no time
     */
    record Column(
            String text, @Nullable String key, @Nullable String instant) implements Value {

        public static final Column NONE = text("NULL::text");

        public static Column text(String expression) {
            return new Column(expression, null, null);
        }

        static Column time(String column) {
            return new Column(column + "::text", null, column);
        }

        @Override
        public String folded() {
            return key == null ? Value.super.folded() : key;
        }

        @Override
        public String instant() {
            return instant == null ? "NULL::timestamptz" : instant;
        }

        @Override
        public boolean optional() {
            return key == null && instant == null;
        }

        /** Keeps the bare comparison in sight, so that an index can serve it. */
        @Override
        public String sure(String condition) {
            return "(" + condition + " AND " + text + " IS NOT NULL)";
        }

        @Override
        public Value sub(String name) {
            return NONE;
        }
    }

    /** The resource's id. */
    record Id(String column) implements Value {

        @Override
        public String text() {
            return column + "::text";
        }

        @Override
        public boolean optional() {
            return false;
        }

        @Override
        public String sure(String condition) {
            return condition;
        }

        @Override
        public Value sub(String name) {
            return Column.NONE;
        }
    }

    /** A complex value whose sub-attributes are columns; it is never missing. */
    record Columns(Map<String, Column> subs) implements Value {

        @Override
        public String text() {
            return Column.NONE.text();
        }

        @Override
        public String missing() {
            return Sql.FALSE;
        }

        @Override
        public Value sub(String name) {
            return subs.getOrDefault(name, Column.NONE);
        }
    }
}
