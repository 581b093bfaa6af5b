package dev.rollcall.core.read.sql;

import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Operators;
import org.jspecify.annotations.Nullable;

/**
 * The attribute or sub-attribute that a path leads to.
 *
 * @param attribute the attribute or sub-attribute at its end
 * @param rows the elements, when there may be several; null when there is one value at most
 * @param value the value; of each element when there are several
 * @param element the element that the value belongs to; the value itself when the path ends at the attribute
 */
public record Target(Attribute attribute, @Nullable Rows rows, Value value, Value element) {

    /** The simple value that a comparison means ({@link Operators#operand}); null when the attribute has none. */
    @Nullable
    public Target operand() {
        Attribute operand = Operators.operand(attribute);
        if (operand == null) {
            return null;
        }
        return attribute.isComplex() ? new Target(operand, rows, value.sub(operand.name()), value) : this;
    }

    /** Whether one of the values satisfies the condition; never NULL. */
    public String any(String condition) {
        return rows == null ? value.sure(condition) : rows.any(condition);
    }

    /** Whether there is no value at all; never NULL. */
    public String missing() {
        return rows == null ? value.missing() : Sql.not(rows.any(Sql.not(value.missing())));
    }
}
