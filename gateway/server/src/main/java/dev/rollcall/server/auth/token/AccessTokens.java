package dev.rollcall.server.auth.token;

import dev.rollcall.core.secret.Keys;
import dev.rollcall.server.auth.Signer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Issues and checks access tokens of the token endpoint (JWT, HS256). A token names the credential or issuer for which it was
 * issued and when it expires, and is accepted only while that is still valid. Every node can check them, and none stores them.
 */
public final class AccessTokens {

    /** The only scope there is. */
    public static final String SCOPE = "scim";

    private static final String ISSUER = "rollcall-scim";
    private static final String ORGANISATION = "org";
    private static final String DIRECTORY = "dir";
    private static final String KIND = "for";

    /** Of no whole second a JWT would never end. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Signer signer;

    /**
     * What an access token stands for.
     *
     * @param basis what it was issued for, and lives by: a credential, or an issuer that the directory trusts
     * @param expires from when on it is no longer valid
     */
    public record Grant(UUID orgId, UUID directoryId, Basis kind, UUID basis, Instant expires) {}

    /** What an access token may have been issued for. */
    public enum Basis {
        CREDENTIAL,
        ISSUER
    }

    /** Takes keys of at least 32 bytes; see {@code ServerKey.forAccessTokens}. */
    public AccessTokens(Vertx vertx, Keys keys) {
        signer = new Signer(vertx, keys, ISSUER);
    }

    public String issue(UUID orgId, UUID directoryId, Basis kind, UUID basis, Duration validFor) {
        return signer.sign(
                basis.toString(),
                new JsonObject()
                        .put(ORGANISATION, orgId.toString())
                        .put(DIRECTORY, directoryId.toString())
                        .put(KIND, kind.name())
                        .put("scope", SCOPE),
                validFor.compareTo(LEAST) < 0 ? LEAST : validFor);
    }

    /** What the token stands for; fails when it is forged, expired or none of ours. */
    public Future<Grant> verify(String token) {
        return signer.verify(token).map(AccessTokens::grant);
    }

    private static Grant grant(User user) {
        Number expires = Objects.requireNonNull(user.get("exp"));
        return new Grant(
                id(user, ORGANISATION),
                id(user, DIRECTORY),
                Basis.valueOf(Objects.requireNonNull(user.get(KIND))),
                id(user, "sub"),
                Instant.ofEpochSecond(expires.longValue()));
    }

    private static UUID id(User user, String claim) {
        String text = user.get(claim);
        return UUID.fromString(Objects.requireNonNull(text));
    }
}
