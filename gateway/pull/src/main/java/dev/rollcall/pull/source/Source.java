package dev.rollcall.pull.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The settings with which one directory is read, and what is known of its set-up.
 *
 * @param settings what was entered, without secrets
 * @param account the provider's id of the customer, or null before the first success
 * @param usersSeconds how long after one reading of users the next begins
 * @param groupsSeconds how long after one reading of users, groups and members the next begins
 * @param findings what was seen when the set-up was looked at last: a list of objects with {@code step}, {@code mistake} and
 *     {@code sentence}
 */
public record Source(
        UUID orgId,
        UUID directoryId,
        ObjectNode settings,
        @Nullable String account,
        int usersSeconds,
        int groupsSeconds,
        State state,
        JsonNode findings,
        @Nullable Instant checked,
        long version,
        Instant usersDue,
        Instant groupsDue) {

    /** Where a source stands. */
    public enum State {
        /** It was never looked at with success since it was set. */
        UNPROVEN,
        READY,
        /** An administrator has to do something; until then it is tried once an hour. */
        STOPPED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
