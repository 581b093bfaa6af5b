package dev.rollcall.spi.quirk;

import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Removes the name of a member where the id identifies it already: {@code members[display eq "kim" and value eq "2819c223"]}. */
public final class DisplayBesideValue implements Quirk.OfPatch {

    @Override
    public String why() {
        return "A path names a member by both id and name; only the id is read, since the name may have" + " changed.";
    }

    @Override
    public List<String> evidence() {
        return List.of("WSO2-03");
    }

    @Override
    public Optional<PatchRequest> apply(ResourceType type, PatchRequest patch) {
        return Values.eachOperation(patch, operation -> {
            PatchPath path = operation.path();
            if (path == null
                    || !path.attribute().attribute().equalsIgnoreCase("members")
                    || !(path.filter() instanceof Filter.And and)) {
                return null;
            }
            Filter byId = byId(and);
            return byId == null
                    ? null
                    : List.of(new PatchOperation(
                            operation.op(),
                            new PatchPath(path.attribute(), byId),
                            operation.value(),
                            operation.unmatched()));
        });
    }

    private static @Nullable Filter byId(Filter.And and) {
        List<Filter> others = and.terms().stream()
                .filter(term -> !isEquality(term, "display"))
                .toList();
        boolean hasId = others.stream().anyMatch(term -> isEquality(term, "value"));
        return hasId && others.size() < and.terms().size() ? Filter.and(others) : null;
    }

    private static boolean isEquality(Filter term, String name) {
        return term instanceof Filter.Comparison comparison
                && comparison.op() == CompareOp.EQ
                && comparison.path().toString().equalsIgnoreCase(name);
    }
}
