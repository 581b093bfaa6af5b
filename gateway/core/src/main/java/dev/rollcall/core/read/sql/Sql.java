package dev.rollcall.core.read.sql;

import java.util.List;

/** Pieces of SQL text. Conditions made of these are true or false, never NULL, so that they can be negated. */
public final class Sql {

    public static final String TRUE = "true";
    public static final String FALSE = "false";

    private Sql() {}

    /** A text literal; for names of schemas, never for values of clients. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    public static String not(String condition) {
        return "NOT (" + condition + ")";
    }

    /** The condition where nearly every row satisfies it: no index serves it, and the planner expects it to hold. */
    public static String likely(String condition) {
        return "CASE WHEN " + condition + " THEN 1 ELSE 0 END <> 0";
    }

    public static String and(List<String> conditions) {
        return "(" + String.join(" AND ", conditions) + ")";
    }

    public static String or(List<String> conditions) {
        return conditions.isEmpty() ? FALSE : "(" + String.join(" OR ", conditions) + ")";
    }
}
