package dev.rollcall.server.jwt;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of one issuer. Each key serves only the algorithms of its kind, and a secret key is never accepted: a token
 * cannot choose to be checked with an algorithm for which its key was not made, nor with none.
 */
public final class SigningKeys {

    /** What a token may be signed with (RFC 7518, RFC 8037): none of them with a shared secret. */
    public static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    /** A set with more is not read to its end. */
    private static final int MOST = 100;

    /**
     * So many keys of a set may suit one token. More would make a token that names none, which costs its sender nothing, a heavy one
     * to check; an issuer that changes its key has two.
     */
    private static final int MOST_TRIED = 5;

    private final List<Key> keys;

    private record Key(String algorithm, @Nullable String id, JWTAuth signatures) {

        boolean suits(Jws token) {
            return algorithm.equals(token.algorithm())
                    && (id == null || token.keyId() == null || id.equals(token.keyId()));
        }
    }

    private SigningKeys(List<Key> keys) {
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
        List<Key> usable = all.stream()
                .limit(MOST)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .flatMap(jwk -> usable(vertx, jwk))
                .toList();
        // Without a key the library would take unsigned tokens.
        if (usable.isEmpty()) {
            throw new IllegalArgumentException(
                    "The JWK set contains no key to check signatures with: public keys of kind RSA (2048 to 4096 bits,"
                            + " with an exponent of up to 32, such as 65537), EC (P-256, P-384, P-521) and OKP (Ed25519)"
                            + " are accepted.");
        }
        return new SigningKeys(usable);
    }

    /** Passes over what cannot be read: a member of the wrong type, a point that is not on its curve. */
    private static Stream<Key> usable(Vertx vertx, JsonObject jwk) {
        try {
            return PublicKeys.usable(jwk).map(one -> key(vertx, one)).toList().stream();
        } catch (RuntimeException e) {
            return Stream.empty();
        }
    }

    private static Key key(Vertx vertx, JsonObject jwk) {
        JWTAuthOptions options = new JWTAuthOptions()
                .setJWTOptions(new JWTOptions().setIgnoreExpiration(true))
                .addJwk(jwk);
        return new Key(jwk.getString("alg"), jwk.getString("kid"), JWTAuth.create(vertx, options));
    }

    /** Whether one of the keys may be the one that signed the token. */
    boolean mayHaveSigned(Jws token) {
        return keys.stream().anyMatch(key -> key.suits(token));
    }

    /** The claims of a token that one of the keys has signed; fails with {@link InvalidJwt} otherwise. Its times are not looked at. */
    Future<JsonObject> claims(Jws token) {
        if (!Times.areReadable(token.claims())) {
            return Future.failedFuture(new InvalidJwt("its exp, nbf and iat are not all times (seconds since 1970)"));
        }
        List<Key> suitable = keys.stream().filter(key -> key.suits(token)).toList();
        if (suitable.size() > MOST_TRIED) {
            return Future.failedFuture(new InvalidJwt(
                    suitable.size() + " keys of its issuer may have signed it, and no more than " + MOST_TRIED
                            + " are tried: let it name its key (kid), and give each key a kid of its own"));
        }
        Future<JsonObject> checked =
                Future.failedFuture(new InvalidJwt("its signature is not one of its issuer's keys"));
        for (Key key : suitable) {
            checked = checked.recover(none -> claims(key, token).recover(failure -> Future.failedFuture(none)));
        }
        return checked;
    }

    private static Future<JsonObject> claims(Key key, Jws token) {
        try {
            return key.signatures()
                    .authenticate(new TokenCredentials(token.text()))
                    .map(user -> user.attributes().getJsonObject("accessToken"));
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
