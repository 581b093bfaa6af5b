package dev.rollcall.resilience;

/** A call was not made at all: a {@link Guard} refused it. Cheap: it has no stack trace. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a call was refused. */
    public enum Reason {
        /** The party has failed a moment ago and is given a rest. */
        RESTING,
        /** As many calls as are allowed at once are under way. */
        TOO_MANY_AT_ONCE,
        /** It would have had to wait too long for its turn. */
        TOO_OFTEN
    }

    private final Reason reason;

    RefusedException(String name, Reason reason) {
        super(name + " was not called: " + reason, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
