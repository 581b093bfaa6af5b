package dev.rollcall.server.jwt;

/** Why a token is not accepted: a part of a sentence that its sender may read. Cheap: it has no stack trace. */
public final class InvalidJwt extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Takes what follows "The token is not valid: ". */
    public InvalidJwt(String reason) {
        super(reason, null, false, false);
    }

    /** Such as {@code it expired at 2026-01-31T00:00:00Z}; holds nothing of the token but names, times, issuer and audience. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
