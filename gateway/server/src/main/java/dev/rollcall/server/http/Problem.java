package dev.rollcall.server.http;

/**
 * A problem document (RFC 9457), for everything that is not SCIM.
 *
 * @param type URI of its kind; {@code about:blank} when the status says all that a program needs
 * @param status HTTP status
 * @param title what kind of problem, the same for all of its kind
 * @param detail what was wrong with this request and what would be accepted
 */
public record Problem(String type, int status, String title, String detail) {

    private static final String NO_MORE_THAN_THE_STATUS = "about:blank";

    /** A problem that has no type of its own. */
    public Problem(int status, String title, String detail) {
        this(NO_MORE_THAN_THE_STATUS, status, title, detail);
    }

    /** What ends a request with a problem document. Cheap: it has no stack trace. */
    public static final class ProblemException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        private ProblemException(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "Bad request", detail);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "Not found", detail);
    }

    public static Problem unauthorized(String detail) {
        return new Problem(401, "Not signed in", detail);
    }

    public static Problem forbidden(String detail) {
        return new Problem(403, "Forbidden", detail);
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }
}
