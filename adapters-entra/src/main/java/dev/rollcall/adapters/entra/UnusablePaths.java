package dev.rollcall.adapters.entra;

import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.quirk.Values;
import java.util.List;
import java.util.Optional;

/**
 * A path to a read-only attribute, or a filter on an attribute with one value. Entra sends all changes of a user in one PATCH, so
 * the error that the RFC has for it would also discard a deactivation that stands beside it.
 */
public final class UnusablePaths implements Quirk.OfPatch {

    @Override
    public String why() {
        return "A mapping aims at what cannot be written; that operation is left out, so that active: false beside it counts.";
    }

    @Override
    public List<String> evidence() {
        return List.of("ENTRA-22");
    }

    @Override
    public Optional<PatchRequest> apply(ResourceType type, PatchRequest patch) {
        return Values.eachOperation(patch, operation -> isUnusable(type, operation) ? List.of() : null);
    }

    private static boolean isUnusable(ResourceType type, PatchOperation operation) {
        PatchPath path = operation.path();
        Resolved target = path == null ? null : type.resolve(path.attribute());
        if (path == null || target == null) {
            return false;
        }
        Attribute sub = target.subAttribute();
        boolean readOnly = target.attribute().mutability() == Mutability.READ_ONLY
                || (sub != null && sub.mutability() == Mutability.READ_ONLY);
        return readOnly || (path.filter() != null && !target.attribute().multiValued());
    }
}
