package dev.rollcall.core.admin;

/**
 * A request of an administrator that cannot be carried out; the message says why and what to do. Cheap: it has no stack
 * trace.
 */
public final class AdminException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of wish it was. */
    public enum Reason {
        /** The wish makes no sense as it stands; it is to be changed. */
        INVALID,
        /** It is at odds with something that exists. */
        CONFLICT,
        /** It is about something that does not exist. */
        NOT_FOUND
    }

    private final Reason reason;

    private AdminException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public static AdminException invalid(String message) {
        return new AdminException(Reason.INVALID, message);
    }

    public static AdminException conflict(String message) {
        return new AdminException(Reason.CONFLICT, message);
    }

    public static AdminException notFound(String message) {
        return new AdminException(Reason.NOT_FOUND, message);
    }

    public Reason reason() {
        return reason;
    }
}
