package dev.rollcall.spi.profile;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.rollcall.expression.Expression;
import dev.rollcall.expression.Gives;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.spi.profile.problem.ProfileError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Checks that a mapping can be used: its target is an attribute that can be written, and it does not keep a deactivation from
 * getting through (R28).
 */
final class MappingCheck {

    private static final String ACTIVE = "active";
    private static final String DEACTIVATION =
            " decides who has access, so a deactivation takes effect whatever the profile says.";

    private MappingCheck() {}

    /** Checks the last of some mappings. */
    static void check(List<Mapping> mappings, String place, ResourceType type, Consumer<ProfileError> wrong) {
        Mapping mapping = mappings.get(mappings.size() - 1);
        target(mapping, place, type, wrong);
        if (mappings.stream()
                        .filter(other -> other.to().equalsIgnoreCase(mapping.to()))
                        .count()
                > 1) {
            wrong.accept(new ProfileError(
                    place + ".to", mapping.to() + " has a mapping already; put all its names into one from."));
        }
        if (mapping.constant() != null
                && (mapping.byDefault() != null
                        || mapping.expression() != null
                        || !mapping.apply().isEmpty()
                        || !mapping.values().isEmpty())) {
            wrong.accept(new ProfileError(
                    place,
                    "A constant needs no default, values, apply or expression; leave those out, or the constant."));
        }
        if (mapping.constant() != null && mapping.to().equalsIgnoreCase(ACTIVE)) {
            wrong.accept(new ProfileError(place + ".constant", ACTIVE + DEACTIVATION));
        }
        boolean mayTurnActive = mapping.to().equalsIgnoreCase(ACTIVE)
                && mapping.isSentAs(ACTIVE)
                && (mapping.when() != null || mapping.expression() != null);
        if (mayTurnActive) {
            wrong.accept(new ProfileError(
                    place + ".from",
                    ACTIVE + DEACTIVATION + " A condition or an expression may work it out from other names;"
                            + " a value sent as active is taken as it is."));
        }
        boolean turnsActive = mapping.to().equalsIgnoreCase(ACTIVE)
                && mapping.isSentAs(ACTIVE)
                && mapping.value(BooleanNode.FALSE).asBoolean();
        if (turnsActive) {
            wrong.accept(new ProfileError(place, ACTIVE + DEACTIVATION + " Here false would become true."));
        }
        boolean takesActive = !mapping.copy()
                && !mapping.to().equalsIgnoreCase(ACTIVE)
                && mapping.isSentAs(ACTIVE)
                && type.coreAttribute(ACTIVE) != null;
        if (takesActive) {
            wrong.accept(new ProfileError(place + ".from", ACTIVE + DEACTIVATION + " With copy it stays where it is."));
        }
        if (mapping.inResponses()
                && (mapping.to().contains("[") || mapping.from().isEmpty())) {
            wrong.accept(new ProfileError(
                    place + ".inResponses", "is possible where to is a plain name, without brackets."));
        }
    }

    static void ignored(String name, String place, ResourceType type, Consumer<ProfileError> wrong) {
        if (name.equalsIgnoreCase(ACTIVE) && type.coreAttribute(ACTIVE) != null) {
            wrong.accept(new ProfileError(place, ACTIVE + DEACTIVATION));
        }
    }

    private static void target(Mapping mapping, String place, ResourceType type, Consumer<ProfileError> wrong) {
        Resolved found;
        try {
            PatchPath path = PatchPath.parse(mapping.to());
            found = type.resolve(path.attribute());
        } catch (ScimException e) {
            wrong.accept(new ProfileError(
                    place + ".to", "is not a SCIM path: " + e.error().detail()));
            return;
        }
        if (found == null) {
            wrong.accept(new ProfileError(
                    place + ".to",
                    mapping.to() + " is not an attribute of a " + type.name() + "; there are "
                            + type.schema().attributes().stream()
                                    .map(Attribute::name)
                                    .collect(Collectors.joining(", "))
                            + ", and those of its extensions under their URN."));
        } else if (found.attribute().mutability() == Attribute.Mutability.READ_ONLY) {
            wrong.accept(new ProfileError(place + ".to", mapping.to() + " is read-only; a client cannot write it."));
        } else if (mapping.expression() != null) {
            kind(mapping.expression(), place + ".expression", found, wrong);
        }
    }

    /** What an expression gives has the kind of the attribute, as far as that is known before it is worked out. */
    private static void kind(Expression expression, String place, Resolved found, Consumer<ProfileError> wrong) {
        Attribute sub = found.subAttribute();
        Attribute attribute = sub == null ? found.attribute() : sub;
        List<Gives> fitting = new ArrayList<>(List.of(Gives.ANY, Gives.NULL));
        fitting.add(
                switch (attribute.type()) {
                    case BOOLEAN -> Gives.BOOLEAN;
                    case DECIMAL, INTEGER -> Gives.NUMBER;
                    case COMPLEX -> Gives.OBJECT;
                    default -> Gives.TEXT;
                });
        if (attribute.multiValued()) {
            fitting.add(Gives.LIST);
        }
        if (!fitting.contains(expression.gives())) {
            wrong.accept(new ProfileError(
                    place,
                    "line 1, column 1: It gives a " + expression.gives().word() + ", but " + attribute.name()
                            + " takes a " + fitting.get(2).word()
                            + (attribute.multiValued() ? " or list" : "")
                            + ". Write string(x), int(x) or a comparison to change the kind."));
        }
    }
}
