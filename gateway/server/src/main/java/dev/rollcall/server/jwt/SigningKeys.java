package dev.rollcall.server.jwt;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of one issuer. Each serves only the algorithms of its kind, and no secret key is ever taken: a token cannot choose
 * to be checked with another algorithm than its key is for, nor with none.
 */
public final class SigningKeys {

    /** What a token may be signed with (RFC 7518, RFC 8037): none of them with a shared secret. */
    public static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    /** A set with more is not read to its end. */
    private static final int MOST = 100;

    private final JWTAuth signatures;
    private final List<Key> keys;

    private record Key(String algorithm, @Nullable String id) {}

    private SigningKeys(JWTAuth signatures, List<Key> keys) {
        this.signatures = signatures;
        this.keys = keys;
    }

    /**
     * Takes the keys of a JWK set (RFC 7517 section 5) that can check signatures; passes over others.
     *
     * @throws IllegalArgumentException it is none, or holds no such key; says what would be accepted
     */
    public static SigningKeys of(Vertx vertx, JsonObject jwks) {
        if (!(jwks.getValue("keys") instanceof JsonArray all)) {
            throw new IllegalArgumentException("A JWK set is a JSON object with a list \"keys\".");
        }
        List<JsonObject> usable = all.stream()
                .limit(MOST)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .flatMap(SigningKeys::usable)
                .toList();
        // Without a key the library would take unsigned tokens.
        if (usable.isEmpty()) {
            throw new IllegalArgumentException(
                    "The JWK set holds no key to check signatures with: public keys of kind RSA"
                            + " (2048 bits or more), EC (P-256, P-384, P-521) and OKP (Ed25519) are accepted.");
        }
        JWTAuthOptions options = new JWTAuthOptions().setJWTOptions(new JWTOptions().setIgnoreExpiration(true));
        List<Key> keys = new ArrayList<>();
        for (JsonObject key : usable) {
            options.addJwk(key);
            keys.add(new Key(key.getString("alg"), key.getString("kid")));
        }
        return new SigningKeys(JWTAuth.create(vertx, options), List.copyOf(keys));
    }

    private static Stream<JsonObject> usable(JsonObject key) {
        try {
            return PublicKeys.usable(key);
        } catch (ClassCastException | IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    /** Whether one of the keys may be the one that signed the token. */
    boolean mayHaveSigned(Jws token) {
        return keys.stream()
                .anyMatch(key -> key.algorithm().equals(token.algorithm())
                        && (key.id() == null
                                || token.keyId() == null
                                || key.id().equals(token.keyId())));
    }

    /** The claims of a token that one of the keys has signed; fails with {@link InvalidJwt} otherwise. Its times are not looked at. */
    Future<JsonObject> claims(Jws token) {
        Future<User> checked;
        try {
            checked = signatures.authenticate(new TokenCredentials(token.text()));
        } catch (ClassCastException e) {
            return Future.failedFuture(new InvalidJwt("its exp, nbf and iat are not all times (seconds since 1970)"));
        }
        return checked.map(user -> user.attributes().getJsonObject("accessToken"))
                .recover(failure ->
                        Future.failedFuture(new InvalidJwt("its signature is not one of its issuer's keys")));
    }
}
