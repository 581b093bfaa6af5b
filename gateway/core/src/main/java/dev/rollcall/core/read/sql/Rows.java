package dev.rollcall.core.read.sql;

/**
 * The elements of a multi-valued attribute, as rows of a subquery that depends on the resource's row.
 *
 * @param from the text after FROM
 * @param where which of these rows are elements
 * @param order the text that orders them as they are stored
 */
public record Rows(String from, String where, String order) {

    /** Whether there is an element that satisfies the condition; never NULL. */
    public String any(String condition) {
        return "EXISTS (SELECT FROM " + from + " WHERE " + where + " AND " + condition + ")";
    }

    /** The elements of a JSON array under an alias; its column {@code value} holds the element. */
    public static Rows ofArray(Value.Json array, String alias) {
        return new Rows(
                "jsonb_array_elements(" + array.expression() + ") WITH ORDINALITY AS " + alias + " (value, n)",
                Sql.TRUE,
                alias + ".n");
    }

    /** These rows, and for each of them those of another. */
    public Rows then(Rows inner) {
        return new Rows(from + ", " + inner.from, where + " AND " + inner.where, order + ", " + inner.order);
    }
}
