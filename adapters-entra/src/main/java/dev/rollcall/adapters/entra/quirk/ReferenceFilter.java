package dev.rollcall.adapters.entra.quirk;

import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.scim.schema.Schema;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.quirk.Comparisons;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code manager eq "..."}: a single complex attribute compared as if it were simple, and without its URN. A list compared that way
 * ({@code members eq "..."}) needs no quirk: the RFC's own examples do it.
 */
public final class ReferenceFilter implements Quirk.OfFilter {

    @Override
    public String why() {
        return "Whether a user has a manager is asked as manager eq \"id\"; it is read as a question for the manager's"
                + " value.";
    }

    @Override
    public List<String> evidence() {
        return List.of("ENTRA-09");
    }

    @Override
    public Optional<Filter> apply(ResourceType type, Filter filter) {
        return Comparisons.inFilter(type, filter, ReferenceFilter::qualify);
    }

    private static Filter.@Nullable Comparison qualify(Resolved resolved, Filter.Comparison comparison) {
        Attribute attribute = resolved.attribute();
        if (resolved.subAttribute() != null
                || attribute.multiValued()
                || !attribute.isComplex()
                || attribute.subAttribute("value") == null) {
            return null;
        }
        Schema extension = resolved.extension();
        AttributePath value = new AttributePath(extension == null ? null : extension.id(), attribute.name(), "value");
        return new Filter.Comparison(value, comparison.op(), comparison.value());
    }
}
