package dev.rollcall.core.read;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.message.ScimRequest.Sort;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Translates {@code sortBy} (RFC 7644 section 3.4.2.3) to the expression to sort by: of several values the primary one or else
 * the first, texts by comparison key, times as instants. Without a sort, or by an attribute that a tolerant directory does not
 * have, the order is that of creation: ids are UUIDv7.
 */
final class SortSql {

    private SortSql() {}

    /**
     * The sort key of the row {@code r}; null for the order of creation.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 invalidPath when a strict directory asks for an attribute that nothing can
     *     be sorted by
     */
    static @Nullable String key(@Nullable Sort sort, ResourceType type, Mode mode, Parameters parameters) {
        if (sort == null) {
            return null;
        }
        Target target = new Scope.OfResource(type).find(sort.by(), parameters);
        Target operand = target == null ? null : target.operand();
        if (operand == null || operand.attribute().returned() == Attribute.Returned.NEVER) {
            if (mode == Mode.STRICT) {
                throw ScimError.badRequest(
                                ScimType.INVALID_PATH,
                                "sortBy names " + sort.by() + ", by which " + type.name()
                                        + " resources cannot be sorted. Name a simple attribute or sub-attribute.")
                        .exception();
            }
            return null;
        }
        Rows rows = operand.rows();
        String key = key(operand.attribute(), operand.value());
        return rows == null
                ? key
                : "(SELECT " + key + " FROM " + rows.from() + " WHERE " + rows.where() + " AND "
                        + Sql.not(operand.value().missing()) + " ORDER BY " + primaryFirst(target) + rows.order()
                        + " LIMIT 1)";
    }

    private static String primaryFirst(@Nullable Target target) {
        return target != null && target.element() instanceof Value.Json element
                ? "coalesce(" + element.sub("primary").text() + " = 'true', false) DESC, "
                : "";
    }

    private static String key(Attribute attribute, Value value) {
        return switch (attribute.type()) {
            case STRING, REFERENCE, BINARY, COMPLEX ->
                (attribute.caseExact() ? value.text() : value.folded()) + " COLLATE \"C\"";
            case BOOLEAN -> value.text() + " COLLATE \"C\"";
            case INTEGER, DECIMAL -> value.number();
            case DATE_TIME -> value.instant();
        };
    }
}
