package dev.rollcall.console.api;

/** An error response of the API. It has no stack trace, because it is an everyday event. */
@SuppressWarnings("serial")
public final class ApiProblem extends RuntimeException {

    private final int status;
    private final String type;
    private final String title;
    private final String detail;

    /**
     * Makes one.
     *
     * @param type the problem's address (RFC 9457), or {@code about:blank}
     */
    public ApiProblem(int status, String type, String title, String detail) {
        super(status + " " + title + ": " + detail, null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
        this.detail = detail;
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public String title() {
        return title;
    }

    /** For an administrator: what was wrong, and what would be accepted. */
    public String detail() {
        return detail;
    }

    /** Nobody is signed in, or the session has ended. */
    public boolean isSignedOut() {
        return status == 401;
    }
}
