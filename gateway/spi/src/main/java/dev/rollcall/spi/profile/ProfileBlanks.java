package dev.rollcall.spi.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.RawRequest.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Removes empty values that a profile treats as not sent: they change nothing, where they would otherwise have cleared an attribute. */
final class ProfileBlanks implements Quirk.OfBody {

    private final ClientProfile.Blanks blanks;

    ProfileBlanks(ClientProfile.Blanks blanks) {
        this.blanks = blanks;
    }

    @Override
    public String why() {
        return "The directory's profile says that null or an empty text counts as nothing sent.";
    }

    @Override
    public List<String> evidence() {
        return List.of("CUSTOM-26");
    }

    @Override
    public Set<Method> methods() {
        return EnumSet.of(Method.POST, Method.PUT, Method.PATCH);
    }

    @Override
    public Optional<JsonNode> apply(Method method, ResourceType type, JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            return Optional.empty();
        }
        String operations = method == Method.PATCH ? Bag.key(object, "Operations") : null;
        ObjectNode changed = operations == null
                ? without(object)
                : JsonNodeFactory.instance
                        .objectNode()
                        .<ObjectNode>setAll(object)
                        .set(operations, said(object.get(operations)));
        return changed.equals(object) ? Optional.empty() : Optional.of(changed);
    }

    private JsonNode said(JsonNode operations) {
        ArrayNode said = JsonNodeFactory.instance.arrayNode();
        for (JsonNode operation : operations) {
            JsonNode value = operation.get("value");
            if (operation instanceof ObjectNode one && value instanceof ObjectNode attributes) {
                said.add(one.deepCopy().set("value", without(attributes)));
            } else if (value == null || !isBlank(value)) {
                said.add(operation);
            }
        }
        return operations.isArray() ? said : operations;
    }

    private ObjectNode without(ObjectNode object) {
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!isBlank(member.getValue())) {
                said.set(member.getKey(), member.getValue());
            }
        }
        return said;
    }

    private boolean isBlank(@Nullable JsonNode value) {
        return value != null
                && ((blanks.nulls() && value.isNull())
                        || (blanks.texts()
                                && value.isTextual()
                                && value.textValue().isEmpty()));
    }
}
