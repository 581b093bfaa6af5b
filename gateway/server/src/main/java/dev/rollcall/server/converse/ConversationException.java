package dev.rollcall.server.converse;

/** A conversation file cannot be understood, or the responses differ from those that it expects. The message names file and line. */
public final class ConversationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConversationException(String name, int line, String what) {
        super(name + ":" + line + ": " + what);
    }
}
