package dev.rollcall.spi.pull;

/**
 * The settings that were entered cannot be used; the message says which field is wrong and what would be accepted, and never
 * repeats a secret.
 */
public final class SetupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /** Takes the name of the field and one sentence for an administrator. */
    public SetupException(String field, String sentence) {
        super(sentence, null, false, false);
        this.field = field;
    }

    /** The name of the field. */
    public String field() {
        return field;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
