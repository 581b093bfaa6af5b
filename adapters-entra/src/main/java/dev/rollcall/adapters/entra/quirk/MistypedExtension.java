package dev.rollcall.adapters.entra.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.quirk.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Repairs an extension's URN that lacks its last colon, {@code ...enterprise:2.0User}, as a sample in Microsoft's documentation
 * has it and attribute mappings have copied it: as a schema, as a key, and in front of a path.
 */
public final class MistypedExtension implements Quirk.OfResource, Quirk.OfPatch {

    @Override
    public String why() {
        return "The URN of the enterprise extension arrives without its last colon (2.0User); it is read with it.";
    }

    @Override
    public List<String> evidence() {
        return List.of("ENTRA-11");
    }

    @Override
    public Optional<ObjectNode> apply(ResourceType type, ObjectNode body) {
        ObjectNode keys = keys(type, body);
        JsonNode schemas = Values.eachElement(body.path("schemas"), urn -> {
            String meant = meant(type, urn.asText());
            return meant == null ? null : TextNode.valueOf(meant);
        });
        if (schemas == null) {
            return Optional.ofNullable(keys);
        }
        ObjectNode changed = keys == null ? body.objectNode().setAll(body) : keys;
        changed.set("schemas", schemas);
        return Optional.of(changed);
    }

    @Override
    public Optional<PatchRequest> apply(ResourceType type, PatchRequest patch) {
        return Values.eachOperation(patch, operation -> {
            PatchPath path = operation.path();
            if (path != null) {
                PatchPath meant = path(type, path);
                return meant == null ? null : List.of(with(operation, meant, operation.value()));
            }
            ObjectNode value = operation.value() instanceof ObjectNode object ? keys(type, object) : null;
            return value == null ? null : List.of(with(operation, null, value));
        });
    }

    private static PatchOperation with(PatchOperation operation, @Nullable PatchPath path, @Nullable JsonNode value) {
        return new PatchOperation(operation.op(), path, value, operation.unmatched());
    }

    private static @Nullable PatchPath path(ResourceType type, PatchPath path) {
        AttributePath attribute = path.attribute();
        String meant = attribute.schema() == null ? null : meant(type, attribute.schema());
        return meant == null
                ? null
                : new PatchPath(
                        new AttributePath(meant, attribute.attribute(), attribute.subAttribute()), path.filter());
    }

    /** The object with the keys that were meant, or null when all are right; a key that is there already keeps its value. */
    private static @Nullable ObjectNode keys(ResourceType type, ObjectNode object) {
        ObjectNode changed = object.objectNode();
        boolean fired = false;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String key = field.getKey();
            int end = key.indexOf(':', key.lastIndexOf('.') + 1);
            String urn = end < 0 ? key : key.substring(0, end);
            String meant = meant(type, urn);
            String right = meant == null ? key : meant + key.substring(urn.length());
            fired |= meant != null;
            if (meant == null || !object.has(right)) {
                changed.set(right, field.getValue());
            }
        }
        return fired ? changed : null;
    }

    private static @Nullable String meant(ResourceType type, String urn) {
        return type.extensions().stream()
                .map(extension -> extension.schema().id())
                .filter(id -> withoutLastColon(id).equalsIgnoreCase(urn))
                .findFirst()
                .orElse(null);
    }

    private static String withoutLastColon(String urn) {
        int colon = urn.lastIndexOf(':');
        return urn.substring(0, colon) + urn.substring(colon + 1);
    }
}
