package dev.rollcall.server.auth;

import dev.rollcall.core.secret.Keys;
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
import java.util.List;

/**
 * Makes and checks JWTs of one kind: HS256, under keys and an issuer of that kind, so that a token of one kind is never accepted as
 * one of another.
 */
public final class Signer {

    private static final String ALGORITHM = "HS256";

    /** The one that signs first. */
    private final List<JWTAuth> ring;

    private final String issuer;

    /** Takes keys of at least 32 bytes. */
    public Signer(Vertx vertx, Keys keys, String issuer) {
        this.issuer = issuer;
        this.ring = keys.each(key -> JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(Buffer.buffer(key.bytes())))
                        .setJWTOptions(new JWTOptions().setIssuer(issuer))));
    }

    public String sign(String subject, JsonObject claims, Duration validFor) {
        return ring.get(0)
                .generateToken(
                        claims,
                        new JWTOptions()
                                .setAlgorithm(ALGORITHM)
                                .setIssuer(issuer)
                                .setSubject(subject)
                                .setExpiresInSeconds(Math.toIntExact(validFor.toSeconds())));
    }

    /** The claims of a token; fails when it is forged, expired or none of this kind. */
    public Future<User> verify(String token) {
        Future<User> verified = ring.get(0).authenticate(new TokenCredentials(token));
        for (JWTAuth former : ring.subList(1, ring.size())) {
            verified = verified.recover(failure -> former.authenticate(new TokenCredentials(token)));
        }
        return verified;
    }
}
