package dev.rollcall.scim.spelling;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.schema.Attribute;
import org.jspecify.annotations.Nullable;

/** Makes the element that a value filter describes. */
final class Stamp {

    private Stamp() {}

    /** An element with what a conjunction of equalities says; null when the filter says what an element is only like. */
    static @Nullable ObjectNode element(Attribute attribute, @Nullable Filter filter) {
        ObjectNode element = JsonNodeFactory.instance.objectNode();
        return filter == null || filter.conjuncts().stream().allMatch(term -> stamp(attribute, term, element))
                ? element
                : null;
    }

    private static boolean stamp(Attribute attribute, Filter term, ObjectNode element) {
        if (!(term instanceof Filter.Comparison comparison)
                || comparison.op() != CompareOp.EQ
                || comparison.path().subAttribute() != null) {
            return false;
        }
        Attribute sub = attribute.subAttribute(comparison.path().attribute());
        if (sub == null) {
            return false;
        }
        element.set(sub.name(), comparison.value());
        return true;
    }
}
