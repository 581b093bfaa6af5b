package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.CaseFold;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One element of a multi-valued attribute while it is compared with a filter: each of its texts is folded only once. */
final class Element {

    private final Attribute attribute;
    private final JsonNode element;
    private final Map<String, String> keys = new HashMap<>();

    Element(Attribute attribute, JsonNode element) {
        this.attribute = attribute;
        this.element = element;
    }

    /** What is compared under that name; null when the element does not have it. */
    @Nullable
    JsonNode value(Attribute compared) {
        if (!attribute.isComplex()) {
            return element;
        }
        JsonNode value = element.get(compared.name());
        // RFC 7643 section 2.4: a primary that is not given is false.
        return value == null && compared.name().equals("primary") ? BooleanNode.FALSE : value;
    }

    JsonNode present(Attribute compared) {
        return Objects.requireNonNull(value(compared));
    }

    /** The text of a value in the form in which it is compared. */
    String key(Attribute compared) {
        return keys.computeIfAbsent(compared.name(), name -> key(compared, present(compared)));
    }

    static String key(Attribute compared, JsonNode value) {
        boolean exact = compared.caseExact() || compared.type() == Attribute.Type.BINARY;
        return exact ? value.textValue() : CaseFold.fold(value.textValue());
    }
}
