package dev.rollcall.server.jwt;

/** A token is not accepted; the message is a part of a sentence, which the sender of the token may read. Cheap: it has no stack trace. */
public final class InvalidJwt extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean signed;

    /** Takes what follows "The token is not valid: ". */
    public InvalidJwt(String reason) {
        this(reason, false);
    }

    private InvalidJwt(String reason, boolean signed) {
        super(reason, null, false, false);
        this.signed = signed;
    }

    /** The same of a token whose signature was checked and is good. */
    InvalidJwt ofSigned() {
        return new InvalidJwt(reason(), true);
    }

    /** Whether its issuer did sign it: otherwise any sender may have made it. */
    public boolean isSigned() {
        return signed;
    }

    /** Such as {@code it expired at 2026-01-31T00:00:00Z}; holds nothing of the token but names, times, issuer and audience. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
