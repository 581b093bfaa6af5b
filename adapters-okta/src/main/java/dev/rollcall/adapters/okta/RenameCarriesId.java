package dev.rollcall.adapters.okta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rollcall.scim.patch.PatchOp;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.quirk.Values;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Read-only attributes, the {@code id} above all, inside the value of a replace without path. Okta sends the group's id with
 * every rename; the rest of the value stays, so a rename is a rename and no more.
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
        return Values.eachOperation(patch, operation -> {
            JsonNode rest = operation.op() == PatchOp.REPLACE && operation.path() == null
                    ? Values.inOperation(type, operation, RenameCarriesId::leaveOut)
                    : null;
            if (rest == null) {
                return null;
            }
            return rest.isMissingNode() ? List.of() : List.of(new PatchOperation(operation.op(), null, rest));
        });
    }

    private static @Nullable JsonNode leaveOut(Attribute attribute, JsonNode value) {
        return attribute.mutability() == Attribute.Mutability.READ_ONLY ? MissingNode.getInstance() : null;
    }
}
