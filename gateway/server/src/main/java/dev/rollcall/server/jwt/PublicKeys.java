package dev.rollcall.server.jwt;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads single keys (JWK, RFC 7517): which algorithms each may be used with, and what of it is public. */
final class PublicKeys {

    private static final int LEAST_RSA_BITS = 2_048;

    /** A check costs the square of it. */
    private static final int MOST_RSA_BITS = 4_096;

    /** A check costs as many multiplications as the exponent has bits; the usual one, 65537, has 17. */
    private static final int MOST_EXPONENT_BITS = 32;

    /** Characters of a number in base64url: longer ones are not decoded, for no key that is accepted has one. */
    private static final int LONGEST_NUMBER = 1_024;

    private static final List<String> RSA = List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
    private static final Map<String, String> BY_CURVE =
            Map.of("P-256", "ES256", "P-384", "ES384", "P-521", "ES512", "Ed25519", "EdDSA");

    /** Certificates (x5c) are left out: the key itself is what the issuer vouches for. */
    private static final List<String> PUBLIC = List.of("kty", "kid", "n", "e", "crv", "x", "y");

    private PublicKeys() {}

    /**
     * The key once for each algorithm that it can check signatures of; nothing when it can check none.
     *
     * @throws ClassCastException a member is of the wrong type
     * @throws IllegalArgumentException a member cannot be decoded
     */
    static Stream<JsonObject> usable(JsonObject key) {
        if (!isForSignatures(key)) {
            return Stream.empty();
        }
        String only = key.getString("alg");
        JsonObject bare = new JsonObject();
        PUBLIC.stream().filter(key::containsKey).forEach(name -> bare.put(name, key.getString(name)));
        return algorithms(key).stream()
                .filter(algorithm -> only == null || only.equals(algorithm))
                .map(algorithm -> bare.copy().put("alg", algorithm));
    }

    private static boolean isForSignatures(JsonObject key) {
        JsonArray operations = key.getJsonArray("key_ops");
        return "sig".equals(key.getString("use", "sig")) && (operations == null || operations.contains("verify"));
    }

    private static List<String> algorithms(JsonObject key) {
        return switch (key.getString("kty", "")) {
            case "RSA" -> isBearable(key) ? RSA : List.of();
            case "EC", "OKP" -> curve(key);
            default -> List.of();
        };
    }

    private static List<String> curve(JsonObject key) {
        String algorithm = BY_CURVE.get(key.getString("crv", ""));
        boolean isOfItsKind = algorithm != null && key.getString("kty").equals("OKP") == algorithm.equals("EdDSA");
        return isOfItsKind ? List.of(algorithm) : List.of();
    }

    private static boolean isBearable(JsonObject key) {
        String modulus = key.getString("n", "");
        String exponent = key.getString("e", "");
        return modulus.length() <= LONGEST_NUMBER
                && exponent.length() <= LONGEST_NUMBER
                && bits(modulus) >= LEAST_RSA_BITS
                && bits(modulus) <= MOST_RSA_BITS
                && bits(exponent) > 1
                && bits(exponent) <= MOST_EXPONENT_BITS;
    }

    private static int bits(String number) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(number)).bitLength();
    }
}
