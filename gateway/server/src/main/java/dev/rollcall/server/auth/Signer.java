package dev.rollcall.server.auth;

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

/** Makes and checks JWTs of one kind: HS256, under a key and an issuer of that kind, so that none passes for another. */
final class Signer {

    private static final String ALGORITHM = "HS256";

    private final JWTAuth jwt;
    private final String issuer;

    /** Takes a key of at least 32 bytes. */
    Signer(Vertx vertx, byte[] key, String issuer) {
        this.issuer = issuer;
        this.jwt = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(Buffer.buffer(key)))
                        .setJWTOptions(new JWTOptions().setIssuer(issuer)));
    }

    String sign(String subject, JsonObject claims, Duration validFor) {
        return jwt.generateToken(
                claims,
                new JWTOptions()
                        .setAlgorithm(ALGORITHM)
                        .setIssuer(issuer)
                        .setSubject(subject)
                        .setExpiresInSeconds(Math.toIntExact(validFor.toSeconds())));
    }

    /** The claims of a token; fails when it is forged, expired or none of this kind. */
    Future<User> verify(String token) {
        return jwt.authenticate(new TokenCredentials(token));
    }
}
