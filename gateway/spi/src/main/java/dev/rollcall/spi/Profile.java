package dev.rollcall.spi;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.schema.ResourceType;
import java.util.List;
import java.util.Set;

/**
 * How the traffic of one directory is to be read.
 *
 * @param types the resource types it knows, with its own extensions
 * @param mode in STRICT no quirk runs
 * @param disabledQuirks ids of quirks that are switched off
 * @param writes how writes are read, in tolerant mode
 * @param firstIndex the number that the client gives the first resource of a list, 0 or 1
 */
public record Profile(
        List<ResourceType> types, Mode mode, Set<String> disabledQuirks, WriteRules writes, int firstIndex) {

    /** Writes and lists as the RFC has them. */
    public Profile(List<ResourceType> types, Mode mode, Set<String> disabledQuirks) {
        this(types, mode, disabledQuirks, WriteRules.RFC, 1);
    }

    public Profile {
        types = List.copyOf(types);
        disabledQuirks = Set.copyOf(disabledQuirks);
        if (mode == Mode.STRICT) {
            writes = WriteRules.RFC;
            firstIndex = 1;
        }
    }
}
