package dev.rollcall.scim.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes resource types in the format of RFC 7643 section 6, for {@code /ResourceTypes}. */
public final class ResourceTypeJson {

    public static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";

    private ResourceTypeJson() {}

    /** The resource type as {@code GET /ResourceTypes/{name}} answers it. */
    public static ObjectNode write(ResourceType type, String baseUrl) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(SCHEMA);
        json.put("id", type.name())
                .put("name", type.name())
                .put("endpoint", type.endpoint())
                .put("description", type.description())
                .put("schema", type.schema().id());
        if (!type.extensions().isEmpty()) {
            ArrayNode extensions = json.putArray("schemaExtensions");
            for (ResourceType.Extension extension : type.extensions()) {
                extensions.addObject().put("schema", extension.schema().id()).put("required", extension.required());
            }
        }
        json.putObject("meta")
                .put("resourceType", "ResourceType")
                .put("location", baseUrl + "/ResourceTypes/" + type.name());
        return json;
    }
}
