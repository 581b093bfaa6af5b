package dev.rollcall.delivery.receipt;

import dev.rollcall.core.model.EventType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Finds the events that take access from a person, and the time at which the identity provider asked for that. */
public final class Departures {

    private static final List<String> TYPES =
            List.of(EventType.MEMBER_SUSPENDED.word(), EventType.MEMBER_REMOVED.word());

    /** Of a UUIDv7, behind the milliseconds. */
    private static final int REST = 16;

    private Departures() {}

    /** The words of the types. */
    public static List<String> types() {
        return TYPES;
    }

    static String[] words() {
        return TYPES.toArray(String[]::new);
    }

    /** When a request came in, by its id: a UUIDv7. */
    static Instant asked(UUID requestId) {
        return Instant.ofEpochMilli(requestId.getMostSignificantBits() >>> REST);
    }
}
