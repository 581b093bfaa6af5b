package dev.rollcall.spi.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the attributes of a response into the order in which a client wants to see them. */
final class ProfileOrder implements Quirk.OfResponse {

    private final List<String> order;

    ProfileOrder(List<String> order) {
        this.order = order;
    }

    @Override
    public String why() {
        return "The directory's profile says which attributes come first in a response.";
    }

    @Override
    public List<String> evidence() {
        return List.of("CUSTOM-32");
    }

    @Override
    public Optional<ObjectNode> apply(ResourceType type, ObjectNode body) {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        for (String name : order) {
            JsonNode value = body.get(name);
            if (value != null) {
                ordered.set(name, value);
            }
        }
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            ordered.putIfAbsent(member.getKey(), member.getValue());
        }
        return names(ordered).equals(names(body)) ? Optional.empty() : Optional.of(ordered);
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
