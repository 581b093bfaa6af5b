package dev.rollcall.server.auth;

import dev.rollcall.core.secret.Keys;
import dev.rollcall.server.auth.Principal.Scope;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import java.time.Duration;
import java.util.UUID;

/**
 * Signs and checks tokens (JWT, HS256) of the admin API. Whether a token with a good signature is still valid is in
 * {@link OperatorTokens}.
 */
public final class Tokens {

    static final String ISSUER = "rollcall";
    private static final String ID = "jti";

    private final Signer signer;
    private final String keyId;

    /** Takes keys of at least 32 bytes; see {@link ServerKey#forTokens}. */
    public Tokens(Vertx vertx, Keys keys) {
        signer = new Signer(vertx, keys, ISSUER);
        keyId = keys.current().id();
    }

    /** Whom a token was issued to, and the id that it is known by. */
    record Shown(UUID id, Principal principal) {}

    /** The key that tokens are signed with from now on. */
    String keyId() {
        return keyId;
    }

    String issue(Principal principal, UUID id, Duration validFor) {
        return signer.sign(
                principal.subject(),
                new JsonObject().put("scope", principal.scope().claim()).put(ID, id.toString()),
                validFor);
    }

    /** What the token says; fails when it is forged, expired or none of ours. */
    Future<Shown> verify(String token) {
        return signer.verify(token).map(Tokens::shown);
    }

    private static Shown shown(User user) {
        String subject = user.get("sub");
        String scope = user.get("scope");
        String id = user.get(ID);
        if (subject == null || scope == null || id == null || !user.containsKey("exp")) {
            throw new IllegalArgumentException("a token needs sub, scope, jti and exp");
        }
        return new Shown(UUID.fromString(id), new Principal(subject, Scope.of(scope)));
    }
}
