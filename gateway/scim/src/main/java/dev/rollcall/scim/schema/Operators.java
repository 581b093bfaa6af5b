package dev.rollcall.scim.schema;

import com.fasterxml.jackson.databind.node.ValueNode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.CompareOp;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a comparison makes sense for an attribute (RFC 7644 table 3). Shared by all classes that evaluate or translate
 * filters.
 */
public final class Operators {

    private Operators() {}

    /**
     * The attribute whose values a comparison with this one means: itself, or the {@code value} of a complex attribute
     * ({@code emails co "x"} means {@code emails.value co "x"}); null when there is none.
     */
    public static @Nullable Attribute operand(Attribute attribute) {
        return attribute.isComplex() ? attribute.subAttribute("value") : attribute;
    }

    /**
     * Requires that the operator and the value suit a simple attribute.
     *
     * @throws ScimException 400 invalidFilter naming the attribute and what would be accepted, never the value
     */
    public static void require(Attribute attribute, CompareOp op, ValueNode value) {
        if (attribute.returned() == Attribute.Returned.NEVER) {
            throw refuse("The attribute " + attribute.name() + " cannot be searched for.");
        }
        if (value.isNull()) {
            requireOperator(attribute, isEquality(op), op, "null", "eq and ne");
            return;
        }
        switch (attribute.type()) {
            case STRING, REFERENCE -> requireValue(attribute, value.isTextual(), "a text in double quotes");
            case BOOLEAN -> {
                requireOperator(attribute, isEquality(op), op, "a boolean", "eq and ne");
                requireValue(attribute, value.isBoolean(), "true or false, without quotes");
            }
            case BINARY -> {
                requireOperator(attribute, isEquality(op), op, "binary", "eq and ne");
                requireValue(attribute, value.isTextual(), "base64 in double quotes");
            }
            case INTEGER, DECIMAL -> {
                requireOperator(attribute, !isPartial(op), op, "a number", "eq, ne, gt, ge, lt and le");
                requireValue(attribute, value.isNumber(), "a number, without quotes");
            }
            case DATE_TIME -> {
                requireOperator(attribute, !isPartial(op), op, "a time", "eq, ne, gt, ge, lt and le");
                requireValue(
                        attribute,
                        value.isTextual() && DateTimes.instant(value.textValue()) != null,
                        "a time with zone in double quotes, such as \"2030-01-31T12:00:00Z\"");
            }
            case COMPLEX ->
                throw refuse("The attribute " + attribute.name()
                        + " is complex and cannot be compared; name one of its sub-attributes.");
        }
    }

    private static boolean isEquality(CompareOp op) {
        return op == CompareOp.EQ || op == CompareOp.NE;
    }

    private static boolean isPartial(CompareOp op) {
        return op == CompareOp.CO || op == CompareOp.SW || op == CompareOp.EW;
    }

    private static void requireOperator(
            Attribute attribute, boolean suits, CompareOp op, String kind, String accepted) {
        if (!suits) {
            throw refuse("The operator " + op.keyword() + " does not suit " + attribute.name() + ", compared as " + kind
                    + "; accepted: " + accepted + ".");
        }
    }

    private static void requireValue(Attribute attribute, boolean suits, String accepted) {
        if (!suits) {
            throw refuse("The attribute " + attribute.name() + " is compared with " + accepted + ".");
        }
    }

    private static ScimException refuse(String detail) {
        return ScimError.badRequest(ScimType.INVALID_FILTER, detail).exception();
    }
}
