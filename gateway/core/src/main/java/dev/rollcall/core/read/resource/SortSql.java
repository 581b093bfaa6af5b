package dev.rollcall.core.read.resource;

import dev.rollcall.core.read.sql.Parameters;
import dev.rollcall.core.read.sql.Rows;
import dev.rollcall.core.read.sql.SortKey;
import dev.rollcall.core.read.sql.Sql;
import dev.rollcall.core.read.sql.Target;
import dev.rollcall.core.read.sql.Value;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.message.ScimRequest.Sort;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Translates {@code sortBy} (RFC 7644 section 3.4.2.3) to the expression to sort by: of several values the primary one or else
 * the first, texts by comparison key, times as instants. Without a sort, or by an attribute that a tolerant directory does not
 * have, the order is that of creation: ids are UUIDv7.
 */
public final class SortSql {

    private SortSql() {}

    /**
     * The sort keys of a list of several types, which are all of one kind: a type without such an attribute, or with one of
     * another kind, has no values to sort by. All are null for the order of creation.
     *
     * @throws dev.rollcall.scim.error.ScimException as {@link #key}
     */
    public static List<@Nullable SortKey> keys(List<Query> queries, Mode mode, Parameters parameters) {
        List<@Nullable SortKey> keys = new ArrayList<>();
        SortKey.Kind kind = null;
        for (Query query : queries) {
            SortKey key = key(query.sort(), query.type(), parameters);
            kind = kind == null && key != null ? key.kind() : kind;
            keys.add(key);
        }
        Sort sort = queries.get(0).sort();
        if (kind == null && sort != null && mode == Mode.STRICT) {
            throw ScimError.badRequest(
                            ScimType.INVALID_PATH,
                            "sortBy names " + sort.by() + ", by which "
                                    + queries.stream()
                                            .map(query -> query.type().name())
                                            .collect(Collectors.joining(" and "))
                                    + " resources cannot be sorted. Name a simple attribute or sub-attribute.")
                    .exception();
        }
        if (kind != null) {
            for (int i = 0; i < keys.size(); i++) {
                SortKey key = keys.get(i);
                keys.set(i, key == null || key.kind() != kind ? SortKey.none(kind) : key);
            }
        }
        return keys;
    }

    /** The sort key of the row {@code r}; null for the order of creation, also where nothing can be sorted by the attribute. */
    private static @Nullable SortKey key(@Nullable Sort sort, ResourceType type, Parameters parameters) {
        if (sort == null) {
            return null;
        }
        Target target = new Scope.OfResource(type).find(sort.by(), parameters);
        Target operand = target == null ? null : target.operand();
        if (operand == null || operand.attribute().returned() == Attribute.Returned.NEVER) {
            return null;
        }
        Rows rows = operand.rows();
        String expression = expression(operand.attribute(), operand.value());
        if (rows == null) {
            return new SortKey(
                    expression, kind(operand.attribute()), operand.value().optional());
        }
        String first = "(SELECT " + expression + " FROM " + rows.from() + " WHERE " + rows.where() + " AND "
                + Sql.not(operand.value().missing()) + " ORDER BY " + primaryFirst(target) + rows.order() + " LIMIT 1)";
        return new SortKey(first, kind(operand.attribute()), true);
    }

    private static SortKey.Kind kind(Attribute attribute) {
        return switch (attribute.type()) {
            case STRING, REFERENCE, BINARY, COMPLEX, BOOLEAN -> SortKey.Kind.TEXT;
            case INTEGER, DECIMAL -> SortKey.Kind.NUMBER;
            case DATE_TIME -> SortKey.Kind.TIME;
        };
    }

    private static String primaryFirst(@Nullable Target target) {
        return target != null && target.element() instanceof Value.Json element
                ? "coalesce(" + element.sub("primary").text() + " = 'true', false) DESC, "
                : "";
    }

    private static String expression(Attribute attribute, Value value) {
        return switch (attribute.type()) {
            case STRING, REFERENCE, BINARY, COMPLEX ->
                (attribute.caseExact() ? value.text() : value.folded()) + " COLLATE \"C\"";
            case BOOLEAN -> value.text() + " COLLATE \"C\"";
            case INTEGER, DECIMAL -> value.number();
            case DATE_TIME -> value.instant();
        };
    }
}
