package dev.rollcall.server.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot do what was asked; the message says why and what to do next. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }

    CommandException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
