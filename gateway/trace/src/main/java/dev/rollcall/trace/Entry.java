package dev.rollcall.trace;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the request log.
 *
 * @param path with its query, as far as it may be shown
 * @param resource the resource that it was about, or null
 * @param about the name that the resource was known by, or null
 * @param quirks ids with commas between them, or null
 * @param deviations what was accepted against the RFC, as JSON, or null
 * @param document everything else, as JSON
 * @param persons whom it was about (see {@link Persons})
 */
record Entry(
        UUID orgId,
        Recording recording,
        String path,
        @Nullable UUID resource,
        @Nullable String about,
        @Nullable String quirks,
        @Nullable String deviations,
        String document,
        Set<UUID> persons) {

    Entry {
        persons = Set.copyOf(persons);
    }
}
