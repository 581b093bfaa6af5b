package dev.rollcall.adapters.entra.quirk;

import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.PatchOp;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchOperation.Unmatched;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.quirk.Values;
import java.util.List;
import java.util.Optional;

/**
 * A path such as {@code emails[type eq "work"].value} for an element that is not there yet: the element is created with
 * the values that the brackets name, if they use only {@code eq} and {@code and}. The RFC asks for noTarget; Entra
 * would then also lose everything else in the same request, even a deactivation.
 */
public final class ValuePathCreates implements Quirk.OfPatch {

    @Override
    public String why() {
        return "A list element is written through a filter that matches nothing yet; it is created as the filter"
                + " describes it.";
    }

    @Override
    public List<String> evidence() {
        return List.of("ENTRA-13", "ENTRA-22");
    }

    @Override
    public Optional<PatchRequest> apply(ResourceType type, PatchRequest patch) {
        return Values.eachOperation(
                patch,
                operation -> concerns(operation)
                        ? List.of(new PatchOperation(
                                operation.op(), operation.path(), operation.value(), Unmatched.CREATE))
                        : null);
    }

    private static boolean concerns(PatchOperation operation) {
        PatchPath path = operation.path();
        return operation.op() != PatchOp.REMOVE
                && operation.unmatched() != Unmatched.CREATE
                && path != null
                && path.filter() != null
                && describes(path.filter());
    }

    /** Whether the filter says what an element is, not only what it is like. */
    private static boolean describes(Filter filter) {
        return filter.conjuncts().stream()
                .allMatch(term -> term instanceof Filter.Comparison comparison && comparison.op() == CompareOp.EQ);
    }
}
