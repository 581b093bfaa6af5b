package dev.rollcall.server.cli.kit;

import org.jspecify.annotations.Nullable;

/** A command cannot do what was asked; the message says why and what to do next. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandException(String message) {
        super(message);
    }

    public CommandException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
