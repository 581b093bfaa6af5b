package dev.rollcall.adapters.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.quirk.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whole paths as keys of a value without path, {@code "name.givenName"} or {@code "urn:...:User:department"}: one operation with
 * that path for each. Other keys stay where they are, an extension's URN with its object among them.
 */
public final class DottedKeys implements Quirk.OfPatch {

    @Override
    public String why() {
        return "With the flag aadOptscim062020 the keys of one object are whole paths; each becomes an operation of its own.";
    }

    @Override
    public List<String> evidence() {
        return List.of("ENTRA-21");
    }

    @Override
    public Optional<PatchRequest> apply(ResourceType type, PatchRequest patch) {
        return Values.eachOperation(patch, operation -> split(type, operation));
    }

    private static @Nullable List<PatchOperation> split(ResourceType type, PatchOperation operation) {
        if (operation.path() != null || !(operation.value() instanceof ObjectNode object)) {
            return null;
        }
        ObjectNode plain = object.objectNode();
        List<PatchOperation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            PatchPath path = path(type, field.getKey());
            if (path == null) {
                plain.set(field.getKey(), field.getValue());
            } else {
                operations.add(new PatchOperation(operation.op(), path, field.getValue(), operation.unmatched()));
            }
        }
        if (operations.isEmpty()) {
            return null;
        }
        if (!plain.isEmpty()) {
            operations.add(0, new PatchOperation(operation.op(), null, plain, operation.unmatched()));
        }
        return operations;
    }

    /** Null when the key is the plain name of an attribute or an extension, or nothing that this type knows. */
    private static @Nullable PatchPath path(ResourceType type, String key) {
        if (type.extension(key) != null || (key.indexOf('.') < 0 && key.indexOf(':') < 0)) {
            return null;
        }
        try {
            PatchPath path = PatchPath.parse(key);
            return type.resolve(path.attribute()) == null ? null : path;
        } catch (ScimException noPath) {
            return null;
        }
    }
}
