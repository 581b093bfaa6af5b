package dev.rollcall.server.jwt;

/**
 * The keys of an issuer cannot be had right now, so that its tokens are neither right nor wrong. Cheap: it has no stack trace.
 */
public final class KeysUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeysUnavailable(String url, String why) {
        super("The keys at " + url + " cannot be fetched (" + why + ").", null, false, false);
    }
}
