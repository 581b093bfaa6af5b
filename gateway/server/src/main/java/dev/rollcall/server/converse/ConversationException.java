package dev.rollcall.server.converse;

/**
 * A conversation file that cannot be understood, or whose responses differ from what it says. The message names file
 * and line.
 */
public final class ConversationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConversationException(String name, int line, String what) {
        super(name + ":" + line + ": " + what);
    }
}
