package dev.rollcall.server.auth;

import dev.rollcall.server.auth.Principal.Scope;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;

/** Signed tokens (JWT, HS256) of the admin API and the console's sessions. */
public final class Tokens {

    private static final String ALGORITHM = "HS256";
    private static final String ISSUER = "rollcall";

    private final JWTAuth jwt;

    /** Takes a key of at least 32 bytes; see {@link ServerKey#forTokens}. */
    public Tokens(Vertx vertx, byte[] key) {
        jwt = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(Buffer.buffer(key)))
                        .setJWTOptions(new JWTOptions().setIssuer(ISSUER)));
    }

    public String issue(Principal principal, Duration validFor) {
        return jwt.generateToken(
                new JsonObject().put("scope", principal.scope().claim()),
                new JWTOptions()
                        .setAlgorithm(ALGORITHM)
                        .setIssuer(ISSUER)
                        .setSubject(principal.subject())
                        .setExpiresInSeconds(Math.toIntExact(validFor.toSeconds())));
    }

    /** Who the token was issued to; fails when it is forged, expired or none of ours. */
    public Future<Principal> verify(String token) {
        return jwt.authenticate(new TokenCredentials(token)).map(Tokens::principal);
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
