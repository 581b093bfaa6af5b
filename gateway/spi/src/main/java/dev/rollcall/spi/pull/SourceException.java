package dev.rollcall.spi.pull;

/** A source failed to return what was requested. Cheap: it has no stack trace. */
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What a failure means for the reading. */
    public enum Kind {
        /** Tried several times: what was read so far is true, and what is missing says nothing. */
        INCOMPLETE,
        /** The page to go on from is not known any more: the listing has to begin again. */
        RESTART,
        /** The object that was asked for does not exist any more. */
        GONE,
        /** The object that was asked for is another customer's. */
        OUTSIDE,
        /** Access that was given was taken back or has ended; an administrator has to give it again. */
        ACCESS_LOST,
        /** What was entered or allowed at the provider is wrong and stays so until an administrator changes it. */
        SETUP_WRONG
    }

    /** Takes one sentence or several for an administrator, without secrets. */
    public SourceException(Kind kind, String sentence) {
        super(sentence, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Whether no other call would succeed either, however often it is repeated. */
    public boolean needsAdministrator() {
        return kind == Kind.ACCESS_LOST || kind == Kind.SETUP_WRONG;
    }
}
