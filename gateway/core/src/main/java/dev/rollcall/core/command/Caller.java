package dev.rollcall.core.command;

import dev.rollcall.scim.Habit;
import dev.rollcall.scim.Mode;
import java.util.Set;
import java.util.UUID;

/**
 * Evidence of who the caller is: created only by authentication and required for every call into the core.
 *
 * @param orgId the organisation
 * @param directoryId the directory whose credential was shown
 * @param mode how that directory reads what its client sends
 * @param habits what its client is known to do
 * @param requestId UUIDv7 of this request; every row and event that it causes carries it
 */
public record Caller(UUID orgId, UUID directoryId, Mode mode, Set<Habit> habits, UUID requestId) {

    public Caller {
        habits = Set.copyOf(habits);
    }

    /** The same with another request. */
    public Caller of(UUID request) {
        return new Caller(orgId, directoryId, mode, habits, request);
    }

    public boolean has(Habit habit) {
        return habits.contains(habit);
    }
}
