package dev.rollcall.spi.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.RawRequest.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Translates the writes of a client that speaks SCIM 1.1: URNs of version 1.0 become those of 2.0, and a PATCH, which holds the
 * changed attributes themselves, becomes operations. Attributes that {@code meta.attributes} names are cleared first; elements of
 * lists are added, except those whose {@code operation} is delete.
 */
final class FormerBodies implements Quirk.OfBody {

    private static final Set<String> NO_CHANGE = Set.of("schemas", "id", "meta");
    private static final String OPERATION = "operation";
    private static final String VALUE = "value";

    @Override
    public String why() {
        return "The directory's profile says that its client speaks SCIM 1.1; what it writes is read as SCIM 2.0.";
    }

    @Override
    public List<String> evidence() {
        return List.of("ONELOGIN-02", "CUSTOM-47");
    }

    @Override
    public Set<Method> methods() {
        return EnumSet.of(Method.POST, Method.PUT, Method.PATCH);
    }

    @Override
    public Optional<JsonNode> apply(Method method, ResourceType type, JsonNode body) {
        if (!(body instanceof ObjectNode sent) || isPatchOfToday(sent)) {
            return Optional.empty();
        }
        ObjectNode plain = FormerWords.inNew(type, sent);
        if (method != Method.PATCH) {
            return plain.equals(sent) ? Optional.empty() : Optional.of(plain);
        }
        return Optional.of(operations(type, plain));
    }

    /** A client of 1.1 that sends operations all the same means what it says, in whichever letter case. */
    private static boolean isPatchOfToday(ObjectNode sent) {
        return sent.properties().stream().anyMatch(member -> member.getKey().equalsIgnoreCase("Operations"));
    }

    private static ObjectNode operations(ResourceType type, ObjectNode changes) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putArray("schemas").add(PatchRequest.SCHEMA);
        ArrayNode operations = request.putArray("Operations");
        changes.path("meta")
                .path("attributes")
                .forEach(name ->
                        operations.addObject().put("op", "remove").put("path", FormerWords.pathInNew(name.asText())));
        ObjectNode single = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : changes.properties()) {
            if (NO_CHANGE.contains(member.getKey())) {
                continue;
            }
            if (member.getValue() instanceof ArrayNode list) {
                merge(operations, type, member.getKey(), list);
            } else {
                single.set(member.getKey(), member.getValue());
            }
        }
        if (!single.isEmpty()) {
            operations.addObject().put("op", "replace").set(VALUE, single);
        }
        return request;
    }

    private static void merge(ArrayNode operations, ResourceType type, String name, ArrayNode list) {
        ArrayNode added = JsonNodeFactory.instance.arrayNode();
        ArrayNode gone = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : list) {
            boolean isGone = "delete".equalsIgnoreCase(element.path(OPERATION).asText());
            (isGone ? gone : added)
                    .add(
                            element instanceof ObjectNode object
                                    ? object.deepCopy().without(OPERATION)
                                    : element);
        }
        boolean isMembers = type.name().equals(CoreTypes.GROUP.name()) && name.equalsIgnoreCase("members");
        if (isMembers && !gone.isEmpty()) {
            operations.addObject().put("op", "remove").put("path", name).set(VALUE, gone);
        } else {
            gone.forEach(element -> operations
                    .addObject()
                    .put("op", "remove")
                    .put(
                            "path",
                            name + "[value eq "
                                    + TextNode.valueOf(element.path(VALUE).asText()) + "]"));
        }
        if (!added.isEmpty()) {
            operations.addObject().put("op", "add").put("path", name).set(VALUE, added);
        }
    }
}
