package dev.rollcall.server.api.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.model.AttributesAre;
import dev.rollcall.core.model.Condition;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.Problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the condition of a role assignment against the attributes that users of the directory can have. */
final class ConditionInput {

    private static final int ATTRIBUTES = 10;
    private static final int VALUES = 50;
    private static final int LENGTH = 256;
    private static final String EXAMPLE = "{\"all\": [{\"attribute\": \"department\", \"values\": [\"IT\"]}]}";

    private final ResourceType user;

    ConditionInput(ResourceType user) {
        this.user = user;
    }

    /**
     * Reads a condition.
     *
     * @throws ProblemException 400, with the place and what is accepted
     */
    Condition read(JsonNode when) {
        JsonNode all = when.path("all");
        if (!when.isObject() || when.size() != 1 || !all.isArray() || all.isEmpty() || all.size() > ATTRIBUTES) {
            throw refuse("when must be an object with the list \"all\" of 1 to " + ATTRIBUTES
                    + " attributes and their values, such as " + EXAMPLE + ".");
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
            if (text.isBlank() || text.length() > LENGTH) {
                throw refuse(place + " must be texts of 1 to " + LENGTH + " characters.");
            }
            values.add(text);
        }
        if (values.isEmpty() || values.size() > VALUES) {
            throw refuse(place + " must have 1 to " + VALUES + " values; one of them is enough.");
        }
        return List.copyOf(values);
    }

    private AttributePath path(String text, String place) {
        Resolved found = resolve(text);
        if (found == null) {
            throw refuse(place + ": \"" + text + "\" is no attribute of a user in this directory. There are "
                    + names(user.schema().attributes()) + ", and those of its extensions: "
                    + user.extensions().stream()
                            .map(extension -> names(extension.schema().attributes()))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        Attribute last = found.subAttribute() == null ? found.attribute() : found.subAttribute();
        if (last.mutability() == Attribute.Mutability.READ_ONLY
                || found.attribute().mutability() == Attribute.Mutability.READ_ONLY) {
            throw refuse(
                    place + ": " + text + " is not sent with a user. A group gives a role by groupId or groupName.");
        }
        if (last.returned() == Attribute.Returned.NEVER) {
            throw refuse(place + ": " + text + " is never kept.");
        }
        if (last.isComplex()) {
            throw refuse(place + ": " + text + " has parts; name one of them: "
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

    private @Nullable Resolved resolve(String text) {
        try {
            return user.resolve(AttributePath.parse(text));
        } catch (ScimException e) {
            return null;
        }
    }

    private static String names(List<Attribute> attributes) {
        return attributes.stream().map(Attribute::name).collect(Collectors.joining(", "));
    }

    private static ProblemException refuse(String detail) {
        return Problem.badRequest(detail).exception();
    }
}
