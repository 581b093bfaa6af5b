package dev.rollcall.core.admin.directory;

import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.scim.Mode;
import io.vertx.sqlclient.Row;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one organisation to one IdP.
 *
 * @param name what its administrators call it
 * @param provider id of the adapter that reads its traffic
 * @param disabledQuirks ids of quirks and habits that are switched off
 * @param defaultRole the role of a user in no mapped group (R7), or null for no access
 * @param activationId the activation that is running, or null when there is none
 * @param nestedGroups whether roles count through groups in groups
 */
public record Directory(
        UUID orgId,
        UUID id,
        String name,
        String provider,
        State state,
        Mode mode,
        Set<String> disabledQuirks,
        @Nullable String defaultRole,
        @Nullable UUID activationId,
        boolean nestedGroups) {

    public Directory {
        disabledQuirks = Set.copyOf(disabledQuirks);
    }

    static Directory of(Row row) {
        return new Directory(
                row.getUUID("org_id"),
                row.getUUID("directory_id"),
                row.getString("name"),
                row.getString("provider"),
                State.of(row.getString("state")),
                Mode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)),
                Set.of(row.getArrayOfStrings("disabled_quirks")),
                row.getString("default_role"),
                row.getUUID("activation_id"),
                row.getBoolean("nested_groups"));
    }
}
