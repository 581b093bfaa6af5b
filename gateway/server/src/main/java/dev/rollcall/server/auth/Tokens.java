package dev.rollcall.server.auth;

import dev.rollcall.server.auth.Principal.Scope;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import java.time.Duration;

/** Signed tokens (JWT, HS256) of the admin API and the console's sessions. */
public final class Tokens {

    static final String ISSUER = "rollcall";

    private final Signer signer;

    /** Takes a key of at least 32 bytes; see {@link ServerKey#forTokens}. */
    public Tokens(Vertx vertx, byte[] key) {
        signer = new Signer(vertx, key, ISSUER);
    }

    public String issue(Principal principal, Duration validFor) {
        return signer.sign(
                principal.subject(),
                new JsonObject().put("scope", principal.scope().claim()),
                validFor);
    }

    /** Who the token was issued to; fails when it is forged, expired or none of ours. */
    public Future<Principal> verify(String token) {
        return signer.verify(token).map(Tokens::principal);
    }

    private static Principal principal(User user) {
        String subject = user.get("sub");
        String scope = user.get("scope");
        if (subject == null || scope == null || !user.containsKey("exp")) {
            throw new IllegalArgumentException("a token needs sub, scope and exp");
        }
        return new Principal(subject, Scope.of(scope));
    }
}
