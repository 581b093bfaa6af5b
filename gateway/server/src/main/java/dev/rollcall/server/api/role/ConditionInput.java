package dev.rollcall.server.api.role;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.model.condition.AttributesAre;
import dev.rollcall.core.model.condition.Condition;
import dev.rollcall.core.model.condition.ExpressionHolds;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.Problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the condition of a role assignment against the attributes that users of the directory can have. */
final class ConditionInput {

    private static final int ATTRIBUTES = 10;
    private static final int VALUES = 50;
    private static final int LENGTH = 256;
    private static final String EXAMPLE = "{\"all\": [{\"attribute\": \"department\", \"values\": [\"IT\"]}]}";

    private final UserSchema user;

    ConditionInput(UserSchema user) {
        this.user = user;
    }

    /**
     * Reads a condition.
     *
     * @throws ProblemException 400, with the place and what is accepted
     */
    Condition read(JsonNode when) {
        if (when.isObject() && when.size() == 1 && when.has(ExpressionHolds.EXPRESSION)) {
            return new ExpressionInput(user).read(when.path(ExpressionHolds.EXPRESSION));
        }
        JsonNode all = when.path("all");
        if (!when.isObject() || when.size() != 1 || !all.isArray() || all.isEmpty() || all.size() > ATTRIBUTES) {
            throw refuse("when must be an object with the list \"all\" of 1 to " + ATTRIBUTES
                    + " attributes and their values, such as " + EXAMPLE + ", or with the text \"expression\", such as "
                    + ExpressionInput.EXAMPLE + ".");
        }
        List<AttributesAre.Attribute> attributes = new ArrayList<>();
        for (JsonNode one : all) {
            attributes.add(attribute(one, "when.all[" + attributes.size() + "]"));
        }
        return new AttributesAre(attributes);
    }

    private AttributesAre.Attribute attribute(JsonNode one, String place) {
        if (!one.isObject()
                || one.size() != 2
                || !one.path("attribute").isTextual()
                || !one.path("values").isArray()) {
            throw refuse(place + " must be an object with the text \"attribute\" and the list \"values\".");
        }
        return new AttributesAre.Attribute(
                path(one.path("attribute").textValue(), place + ".attribute"),
                values(one.path("values"), place + ".values"));
    }

    private static List<String> values(JsonNode list, String place) {
        Set<String> values = new LinkedHashSet<>();
        for (JsonNode value : list) {
            String text = value.isValueNode() && !value.isNull() ? value.asText() : "";
            if (text.isBlank() || text.length() > LENGTH || isUnstorable(text)) {
                throw refuse(place + " must be texts of 1 to " + LENGTH + " characters, without U+0000.");
            }
            values.add(text);
        }
        if (values.isEmpty() || values.size() > VALUES) {
            throw refuse(place + " must have 1 to " + VALUES + " values, one of which has to match.");
        }
        return List.copyOf(values);
    }

    private AttributePath path(String text, String place) {
        Resolved found = user.resolve(text);
        String fault = found == null ? user.unknown(text) : user.fault(text, found);
        if (found == null || fault != null) {
            throw refuse(place + ": " + fault);
        }
        Attribute last = found.subAttribute() == null ? found.attribute() : found.subAttribute();
        if (last.isComplex()) {
            throw refuse(place + ": " + text + " has sub-attributes; name one of them: "
                    + last.subAttributes().stream()
                            .map(part -> text + "." + part.name())
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return new AttributePath(
                found.extension() == null ? null : found.extension().id(),
                found.attribute().name(),
                found.subAttribute() == null ? null : found.subAttribute().name());
    }

    /** Whether a text has a character that cannot be stored: U+0000, or half of a pair. */
    static boolean isUnstorable(String text) {
        return text.codePoints().anyMatch(letter -> letter == 0 || Character.getType(letter) == Character.SURROGATE);
    }

    static ProblemException refuse(String detail) {
        return Problem.badRequest(detail).exception();
    }
}
