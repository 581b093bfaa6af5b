package dev.rollcall.core.read.sql;

import com.fasterxml.jackson.databind.node.ValueNode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.CaseFold;
import dev.rollcall.scim.schema.DateTimes;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes one comparison of a simple value as a condition. The condition may be NULL where the value is; operator and value were
 * found to suit the attribute ({@link dev.rollcall.scim.schema.Operators#require}). Texts are ordered by code point, folded ones by
 * their key.
 */
public final class ComparisonSql {

    private static final int MAX_EXPONENT = 1_000;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private ComparisonSql() {}

    public static String condition(
            Attribute attribute, Value value, CompareOp op, ValueNode literal, Parameters parameters) {
        return switch (attribute.type()) {
            case STRING, REFERENCE -> text(attribute.caseExact(), value, op, literal.textValue(), parameters);
            case BINARY, COMPLEX -> text(true, value, op, literal.textValue(), parameters);
            case BOOLEAN -> value.text() + symbol(op) + (literal.booleanValue() ? "'true'" : "'false'");
            case INTEGER, DECIMAL ->
                value.number() + symbol(op) + parameters.add(plain(literal.decimalValue())) + "::text::numeric";
            case DATE_TIME ->
                value.instant() + symbol(op) + parameters.add(time(literal.textValue())) + "::timestamptz";
        };
    }

    private static String text(boolean exact, Value value, CompareOp op, String literal, Parameters parameters) {
        requireStorable(literal);
        if (value instanceof Value.Id id && op == CompareOp.EQ) {
            UUID uuid = Ids.parse(literal);
            return uuid == null ? Sql.FALSE : id.column() + " = " + parameters.add(uuid) + "::uuid";
        }
        String left = exact ? value.text() : value.folded();
        String right = parameters.add(exact ? literal : CaseFold.fold(literal)) + "::text";
        return switch (op) {
            case EQ, NE -> left + symbol(op) + right;
            case CO -> "strpos(" + left + ", " + right + ") > 0";
            case SW -> "starts_with(" + left + ", " + right + ")";
            case EW -> "right(" + left + ", length(" + right + ")) = " + right;
            case GT, GE, LT, LE -> left + " COLLATE \"C\"" + symbol(op) + right;
        };
    }

    private static String symbol(CompareOp op) {
        return switch (op) {
            case EQ -> " = ";
            case NE -> " <> ";
            case GT -> " > ";
            case GE -> " >= ";
            case LT -> " < ";
            case LE -> " <= ";
            case CO, SW, EW -> throw new IllegalStateException(op + " has no symbol");
        };
    }

    private static void requireStorable(String literal) {
        boolean storable = literal.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
        if (!storable) {
            throw refuse("The filter compares with the character U+0000 or half of a surrogate pair, which no value"
                    + " contains.");
        }
    }

    private static String plain(BigDecimal number) {
        if (Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT || number.scale() > MAX_EXPONENT) {
            throw refuse("The filter compares with a number that is out of range.");
        }
        return number.toPlainString();
    }

    public static OffsetDateTime time(String literal) {
        Instant instant = Objects.requireNonNull(DateTimes.instant(literal));
        Instant storable = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
        return storable.atOffset(ZoneOffset.UTC);
    }

    private static RuntimeException refuse(String detail) {
        return ScimError.badRequest(ScimType.INVALID_FILTER, detail).exception();
    }
}
