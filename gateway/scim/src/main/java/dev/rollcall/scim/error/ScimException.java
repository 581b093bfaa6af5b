package dev.rollcall.scim.error;

/** Ends the handling of one SCIM request with an error body. Cheap: it has no stack trace. */
public final class ScimException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ScimError error;

    public ScimException(ScimError error) {
        super(error.detail(), null, false, false);
        this.error = error;
    }

    public ScimError error() {
        return error;
    }
}
