package dev.rollcall.server.embedded;

/** The embedded database cannot be used; the message says what an operator can do about it. */
public final class EmbeddedDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
