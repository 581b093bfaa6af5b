package dev.rollcall.server.tls;

import org.jspecify.annotations.Nullable;

/** The certificate files cannot be used for TLS; the message says which file, and what to change. */
public final class BadCertificate extends Exception {

    private static final long serialVersionUID = 1L;

    BadCertificate(String message) {
        super(message);
    }

    BadCertificate(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
