package dev.rollcall.server.api.role;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.model.condition.ExpressionHolds;
import dev.rollcall.expression.Bounds;
import dev.rollcall.expression.Expression;
import dev.rollcall.expression.ExpressionError;
import dev.rollcall.expression.ExpressionException;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.scim.schema.Schema;
import dev.rollcall.server.http.Problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the expression of a role assignment, and checks each attribute that it names against those that users of the directory can have. */
final class ExpressionInput {

    static final String EXAMPLE = "{\"expression\": \"user.department.startsWith('Eng')\"}";

    private static final String PLACE = "when.expression";

    private final UserSchema user;

    ExpressionInput(UserSchema user) {
        this.user = user;
    }

    /**
     * Reads an expression.
     *
     * @throws ProblemException 400, with line, column and what is accepted
     */
    ExpressionHolds read(JsonNode text) {
        if (!text.isTextual() || text.textValue().isBlank() || ConditionInput.isUnstorable(text.textValue())) {
            throw ConditionInput.refuse(PLACE + " must be a text of 1 to " + Bounds.LENGTH
                    + " characters, without U+0000, which is true or false for a user, such as " + EXAMPLE + ".");
        }
        Expression expression;
        try {
            expression = Expression.ofUser(text.textValue());
        } catch (ExpressionException e) {
            throw ConditionInput.refuse(PLACE + ": " + e.getMessage());
        }
        String errors = expression.places().stream()
                .map(place -> Optional.ofNullable(fault(place)).map(detail -> expression.error(place, detail)))
                .flatMap(Optional::stream)
                .map(ExpressionError::text)
                .collect(Collectors.joining(" "));
        if (!errors.isEmpty()) {
            throw ConditionInput.refuse(PLACE + ": " + errors);
        }
        return new ExpressionHolds(expression);
    }

    private @Nullable String fault(Expression.Read place) {
        Schema extension = user.extension(place.name());
        if (extension != null) {
            return ofExtension(extension, place);
        }
        Resolved found = user.resolve(place.name());
        if (found == null || found.subAttribute() != null) {
            return user.unknown(place.name());
        }
        String fault = user.fault(place.name(), found);
        if (fault != null) {
            return fault;
        }
        List<String> extensions = user.isCore(place.name()) ? List.of() : user.extensionsWith(place.name());
        if (extensions.size() > 1) {
            return "Several schemas of this directory have an attribute " + place.name() + ". Write "
                    + extensions.stream()
                            .map(urn -> "user[\"" + urn + ":" + place.name() + "\"]")
                            .collect(Collectors.joining(" or "))
                    + ".";
        }
        return place.part() == null
                ? null
                : place.inLoop()
                        ? partOfEach(found.attribute(), place.name(), place.part())
                        : part(found.attribute(), place.name(), place.part());
    }

    private @Nullable String ofExtension(Schema extension, Expression.Read place) {
        if (place.part() == null) {
            return null;
        }
        Attribute attribute = extension.attribute(place.part());
        return attribute == null
                ? "The schema " + extension.id() + " has no attribute " + place.part() + "; there are "
                        + UserSchema.names(extension.attributes()) + "."
                : null;
    }

    /** What stands behind the name of an attribute must be one of its parts, and of one value. */
    private static @Nullable String part(Attribute attribute, String name, String part) {
        if (attribute.multiValued()) {
            return name + " may have many values: check whether one of them matches, as in "
                    + "user." + name + ".exists(e, e"
                    + (attribute.isComplex() ? "." + part : "") + " == \"x\").";
        }
        if (!attribute.isComplex()) {
            return name + " has no sub-attributes, so only functions can follow it, as in user." + name
                    + ".startsWith(\"x\").";
        }
        return unknownPart(attribute, name, part);
    }

    private static @Nullable String partOfEach(Attribute attribute, String name, String part) {
        if (!attribute.multiValued()) {
            return name + " has a single value, so it cannot be looped over.";
        }
        return attribute.isComplex()
                ? unknownPart(attribute, name, part)
                : "The values of " + name + " have no sub-attributes: compare the values themselves, as in user." + name
                        + ".exists(e, e == \"x\").";
    }

    private static @Nullable String unknownPart(Attribute attribute, String name, String part) {
        return attribute.subAttribute(part) != null
                ? null
                : name + " has no sub-attribute " + part + "; there " + "are "
                        + UserSchema.names(attribute.subAttributes()) + ".";
    }
}
