package dev.rollcall.spi;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.schema.ResourceType;
import java.util.List;
import java.util.Set;

/**
 * How one directory wants its traffic read.
 *
 * @param types the resource types it knows, with its own extensions
 * @param mode in STRICT no quirk runs
 * @param disabledQuirks ids of quirks that are switched off
 */
public record Profile(List<ResourceType> types, Mode mode, Set<String> disabledQuirks) {

    public Profile {
        types = List.copyOf(types);
        disabledQuirks = Set.copyOf(disabledQuirks);
    }
}
