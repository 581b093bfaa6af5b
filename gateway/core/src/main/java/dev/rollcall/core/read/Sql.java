package dev.rollcall.core.read;

import java.util.List;

/** Pieces of SQL text. Conditions made of these are true or false, never NULL, so that they can be negated. */
final class Sql {

    static final String TRUE = "true";
    static final String FALSE = "false";

    private Sql() {}

    /** A text literal; for names of schemas, never for values of clients. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String not(String condition) {
        return "NOT (" + condition + ")";
    }

    /** The condition where nearly every row satisfies it: no index serves it, and the planner expects it to hold. */
    static String likely(String condition) {
        return "CASE WHEN " + condition + " THEN 1 ELSE 0 END <> 0";
    }

    static String and(List<String> conditions) {
        return "(" + String.join(" AND ", conditions) + ")";
    }

    static String or(List<String> conditions) {
        return conditions.isEmpty() ? FALSE : "(" + String.join(" OR ", conditions) + ")";
    }
}
