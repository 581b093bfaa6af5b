package dev.rollcall.server.converse;

/** A conversation that cannot be understood, or that went otherwise than it says. The message names file and line. */
public final class ConversationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConversationException(String name, int line, String what) {
        super(name + ":" + line + ": " + what);
    }
}
