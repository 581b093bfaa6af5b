package dev.rollcall.server.jwt;

/**
 * The keys of an issuer are not available right now, so it cannot be decided whether its tokens are valid. Cheap: it has no stack trace.
 */
public final class KeysUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeysUnavailable(String url, String why) {
        super("The keys at " + url + " cannot be fetched (" + why + ").", null, false, false);
    }
}
