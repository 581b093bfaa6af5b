package dev.rollcall.core.model.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A group of a directory, as table {@code directory_group} holds it.
 *
 * @param nameKey case-folded displayName
 * @param document canonical resource without id, meta and members
 * @param version counts the changes of the group's attributes and of its members, from 1
 */
public record GroupRow(
        UUID directoryId,
        UUID id,
        String nameKey,
        @Nullable String externalId,
        ObjectNode document,
        long version,
        Instant created,
        Instant modified) {

    public String displayName() {
        return document.path("displayName").asText();
    }

    /** The same group one change later. */
    public GroupRow changed(Instant now) {
        return new GroupRow(directoryId, id, nameKey, externalId, document, version + 1, created, now);
    }
}
