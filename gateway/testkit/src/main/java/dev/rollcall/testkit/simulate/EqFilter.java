package dev.rollcall.testkit.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.CaseFold;
import dev.rollcall.scim.schema.Operators;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.scim.schema.Schema;
import java.util.Objects;

/** Evaluates the filters that simulated IdPs send: {@code eq} on texts, and {@code and}. */
final class EqFilter {

    private EqFilter() {}

    static boolean matches(ResourceType type, Filter filter, String id, ObjectNode document) {
        return filter.conjuncts().stream().allMatch(term -> holds(type, term, id, document));
    }

    private static boolean holds(ResourceType type, Filter term, String id, ObjectNode document) {
        if (term instanceof Filter.Comparison comparison && comparison.op() == CompareOp.EQ) {
            Resolved resolved = Objects.requireNonNull(type.resolve(comparison.path()), term::print);
            return resolved.attribute().name().equals("id")
                    ? comparison.value().textValue().equals(id)
                    : holds(resolved, document, comparison.value().textValue());
        }
        throw new UnsupportedOperationException("no simulator asks " + term.print());
    }

    private static boolean holds(Resolved resolved, ObjectNode document, String wanted) {
        Schema extension = resolved.extension();
        JsonNode holder = extension == null ? document : document.path(extension.id());
        JsonNode value = holder.path(resolved.attribute().name());
        Attribute operand =
                resolved.subAttribute() == null ? Operators.operand(resolved.attribute()) : resolved.subAttribute();
        if (!resolved.attribute().isComplex()) {
            return equal(value, wanted);
        }
        String name = Objects.requireNonNull(operand).name();
        if (!value.isArray()) {
            return equal(value.path(name), wanted);
        }
        for (JsonNode element : value) {
            if (equal(element.path(name), wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(JsonNode actual, String wanted) {
        return actual.isTextual() && CaseFold.fold(actual.textValue()).equals(CaseFold.fold(wanted));
    }
}
