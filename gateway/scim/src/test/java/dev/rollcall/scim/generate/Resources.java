package dev.rollcall.scim.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.resource.ValueReader;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import java.util.List;
import java.util.Random;

/** Random canonical resources. */
public final class Resources {

    private Resources() {}

    public static ObjectNode any(Random random, ResourceType type) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        if (random.nextBoolean()) {
            resource.put("externalId", "e" + random.nextInt(9));
        }
        fill(random, resource, type.schema().attributes());
        for (ResourceType.Extension extension : type.extensions()) {
            ObjectNode values = JsonNodeFactory.instance.objectNode();
            if (extension.required() || random.nextBoolean()) {
                fill(random, values, extension.schema().attributes());
            }
            if (!values.isEmpty()) {
                resource.set(extension.schema().id(), values);
            }
        }
        return resource;
    }

    private static void fill(Random random, ObjectNode into, List<Attribute> attributes) {
        for (Attribute attribute : Values.writable(attributes)) {
            if (attribute.required() || random.nextInt(3) == 0) {
                JsonNode value = Values.of(random, attribute);
                if (value instanceof ArrayNode list) {
                    ValueReader.dropRepeated(attribute, list);
                }
                into.set(attribute.name(), value);
            }
        }
    }
}
