package dev.rollcall.server.jwt;

import io.vertx.core.Future;

/** Provides the keys of an issuer. */
public interface KeySource {

    /**
     * Keys that may have signed the token. Fails with {@link InvalidJwt} when the issuer has none, and with {@link KeysUnavailable}
     * when that cannot be found out now.
     */
    Future<SigningKeys> keys(Jws token);

    /** Keys that were registered by hand, and change by hand only. */
    static KeySource fixed(SigningKeys keys) {
        return token -> keys.mayHaveSigned(token)
                ? Future.succeededFuture(keys)
                : Future.failedFuture(new InvalidJwt("none of the registered keys has its kid and algorithm"));
    }
}
