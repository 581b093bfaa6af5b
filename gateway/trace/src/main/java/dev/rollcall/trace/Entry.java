package dev.rollcall.trace;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the request log.
 *
 * @param path with its query, as far as it may be shown
 * @param outcome how it ended, in one word
 * @param resource the resource that it was about, or null
 * @param about the name that the resource was known by, or null
 * @param micros until the last byte of the response
 * @param commitMicros until its effect was committed, or null when it had none
 * @param quirks ids with commas between them, or null
 * @param deviations what was accepted against the RFC, as JSON, or null
 * @param document everything else, as JSON
 * @param persons whom it was about (see {@link Persons})
 */
record Entry(
        UUID orgId,
        UUID requestId,
        UUID directoryId,
        Instant at,
        String method,
        String path,
        String kind,
        int status,
        String outcome,
        @Nullable UUID resource,
        @Nullable String about,
        long micros,
        @Nullable Long commitMicros,
        long bytesIn,
        long bytesOut,
        @Nullable String quirks,
        @Nullable String deviations,
        String document,
        Set<UUID> persons) {

    Entry {
        persons = Set.copyOf(persons);
    }
}
