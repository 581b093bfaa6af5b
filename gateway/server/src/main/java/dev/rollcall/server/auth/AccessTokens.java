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
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Access tokens of the token endpoint (JWT, HS256). They say which credential they were issued for and when they end, and are
 * worth nothing without that credential being valid: every node can check them, and none keeps them.
 */
public final class AccessTokens {

    /** The only scope there is. */
    public static final String SCOPE = "scim";

    private static final String ALGORITHM = "HS256";
    private static final String ISSUER = "rollcall-scim";
    private static final String ORGANISATION = "org";
    private static final String DIRECTORY = "dir";

    private final JWTAuth jwt;

    /**
     * What an access token stands for.
     *
     * @param expires from when on it is no longer valid
     */
    public record Grant(UUID orgId, UUID directoryId, UUID credentialId, Instant expires) {}

    /** Takes a key of at least 32 bytes; see {@link ServerKey#forAccessTokens}. */
    public AccessTokens(Vertx vertx, byte[] key) {
        jwt = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(Buffer.buffer(key)))
                        .setJWTOptions(new JWTOptions().setIssuer(ISSUER)));
    }

    public String issue(UUID orgId, UUID directoryId, UUID credentialId, Duration validFor) {
        return jwt.generateToken(
                new JsonObject()
                        .put(ORGANISATION, orgId.toString())
                        .put(DIRECTORY, directoryId.toString())
                        .put("scope", SCOPE),
                new JWTOptions()
                        .setAlgorithm(ALGORITHM)
                        .setIssuer(ISSUER)
                        .setSubject(credentialId.toString())
                        .setExpiresInSeconds(Math.toIntExact(Math.max(1, validFor.toSeconds()))));
    }

    /** What the token stands for; fails when it is forged, expired or none of ours. */
    public Future<Grant> verify(String token) {
        return jwt.authenticate(new TokenCredentials(token)).map(AccessTokens::grant);
    }

    private static Grant grant(User user) {
        Number expires = Objects.requireNonNull(user.get("exp"));
        return new Grant(
                id(user, ORGANISATION),
                id(user, DIRECTORY),
                id(user, "sub"),
                Instant.ofEpochSecond(expires.longValue()));
    }

    private static UUID id(User user, String claim) {
        String text = user.get(claim);
        return UUID.fromString(Objects.requireNonNull(text));
    }
}
