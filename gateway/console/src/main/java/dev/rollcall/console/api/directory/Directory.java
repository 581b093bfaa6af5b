package dev.rollcall.console.api.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection to an identity provider. */
public record Directory(
        String id,
        String name,
        String provider,
        String state,
        String mode,
        @Nullable String defaultRole,
        boolean nestedGroups,
        String scimUrl,
        List<String> disabledQuirks,
        List<String> missing,
        List<String> warnings) {

    public boolean is(String... states) {
        return List.of(states).contains(state);
    }
}
