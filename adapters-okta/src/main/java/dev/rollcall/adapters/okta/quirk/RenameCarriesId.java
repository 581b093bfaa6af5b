package dev.rollcall.adapters.okta.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.patch.PatchOp;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.quirk.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Removes read-only attributes, above all the {@code id}, from the value of a replace without a path. Okta sends the
 * group's id with every rename; the rest of the value stays, so a rename changes nothing else.
 */
public final class RenameCarriesId implements Quirk.OfPatch {

    @Override
    public String why() {
        return "A rename repeats the group's id, which nobody can change; it is taken out of what is to be written.";
    }

    @Override
    public List<String> evidence() {
        return List.of("OKTA-18");
    }

    @Override
    public Optional<PatchRequest> apply(ResourceType type, PatchRequest patch) {
        return Values.eachOperation(patch, operation -> withoutReadOnly(type, operation));
    }

    private static @Nullable List<PatchOperation> withoutReadOnly(ResourceType type, PatchOperation operation) {
        if (operation.op() != PatchOp.REPLACE
                || operation.path() != null
                || !(operation.value() instanceof ObjectNode sent)) {
            return null;
        }
        ObjectNode rest = sent.objectNode();
        for (Map.Entry<String, JsonNode> field : sent.properties()) {
            Attribute attribute = Values.target(type, AttributePath.of(field.getKey()));
            if (attribute == null || attribute.mutability() != Attribute.Mutability.READ_ONLY) {
                rest.set(field.getKey(), field.getValue());
            }
        }
        if (rest.size() == sent.size()) {
            return null;
        }
        return rest.isEmpty() ? List.of() : List.of(new PatchOperation(operation.op(), null, rest));
    }
}
