package dev.rollcall.adapters.google.source.api;

/** A step from the gateway's own token to a signature of the service account has failed for good. Cheap: it has no stack trace. */
final class KeylessRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Step step;

    /** Which step. */
    enum Step {
        /** The gateway's cloud gave it no token. */
        IDENTITY,
        /** The pool did not accept the token. */
        POOL,
        /** The service account may not be acted for, or is not there. */
        ACCOUNT,
        /** The API that signs is off in the project of the service account. */
        API
    }

    KeylessRefused(Step step, String why) {
        super(why, null, false, false);
        this.step = step;
    }

    Step step() {
        return step;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
