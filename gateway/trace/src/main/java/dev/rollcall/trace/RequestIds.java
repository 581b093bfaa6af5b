package dev.rollcall.trace;

import java.time.Instant;
import java.util.UUID;

/** Reads the time that the id of a request contains (UUIDv7, RFC 9562 section 5.7). */
public final class RequestIds {

    private static final long LAST_MILLI = (1L << 48) - 1;

    private RequestIds() {}

    /** The least id that a request of that time or later can have. */
    static UUID first(Instant time) {
        long millis = Math.max(0, Math.min(LAST_MILLI, time.toEpochMilli()));
        return new UUID(millis << 16, 0);
    }

    /** When a request of that id began, to the millisecond. */
    public static Instant time(UUID requestId) {
        return Instant.ofEpochMilli(requestId.getMostSignificantBits() >>> 16);
    }
}
