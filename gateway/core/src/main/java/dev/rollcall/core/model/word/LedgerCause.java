package dev.rollcall.core.model.word;

import dev.rollcall.core.model.EventType;
import java.util.List;
import java.util.stream.Stream;

/** The reason why a seat was taken or freed, named after the event that goes with it (R16). */
public enum LedgerCause {
    MEMBER_INVITED(EventType.MEMBER_INVITED, "The person was invited to a role that takes a seat."),
    MEMBER_ADDED(EventType.MEMBER_ADDED, "The person became a member in a role that takes a seat."),
    MEMBER_ADOPTED(EventType.MEMBER_ADOPTED, "A directory took the member over, in a role that takes a seat or none."),
    MEMBER_UPDATED(
            EventType.MEMBER_UPDATED,
            "The member keeps the role, and either a seat became free for it or the role no longer takes one."),
    MEMBER_ROLE_CHANGED(EventType.MEMBER_ROLE_CHANGED, "The member has another role, and one of the two takes a seat."),
    MEMBER_SUSPENDED(EventType.MEMBER_SUSPENDED, "The member lost access, which frees the seat."),
    MEMBER_RESTORED(EventType.MEMBER_RESTORED, "The member has access again, in a role that takes a seat."),
    MEMBER_UNMANAGED(
            EventType.MEMBER_UNMANAGED, "The directory let the member go, in a role that takes a seat or none."),
    MEMBER_REMOVED(EventType.MEMBER_REMOVED, "The person is no longer a member, which frees the seat."),
    ACTIVATION_UNDONE(
            EventType.ACTIVATION_UNDONE,
            "An activation was undone but the seat is still taken: it no longer counts towards the activation, but "
                    + "towards whatever holds it now.");

    private final EventType event;
    private final String meaning;

    LedgerCause(EventType event, String meaning) {
        this.event = event;
        this.meaning = meaning;
    }

    /** The cause in the database and the API: the type of the event. */
    public String word() {
        return event.word();
    }

    /** What happened, as a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Every {@link #word()}. */
    public static List<String> words() {
        return Stream.of(values()).map(LedgerCause::word).toList();
    }

    /**
     * The cause that goes with an event.
     *
     * @throws IllegalArgumentException such an event takes and frees no seat
     */
    public static LedgerCause of(EventType event) {
        return of(event.word());
    }

    /** Reads {@link #word()}. */
    public static LedgerCause of(String word) {
        return Stream.of(values())
                .filter(cause -> cause.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no cause of a seat: " + word));
    }
}
