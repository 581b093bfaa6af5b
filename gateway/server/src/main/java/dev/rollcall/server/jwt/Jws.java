package dev.rollcall.server.jwt;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a signed token before it has been verified: enough to find the keys to verify it with, and not to be used for
 * anything else.
 *
 * @param algorithm one of {@link SigningKeys#ALGORITHMS}
 * @param keyId the {@code kid} of its header, if it has one
 * @param claims not trusted
 */
public record Jws(String text, String algorithm, @Nullable String keyId, JsonObject claims) {

    /** Characters. An identity provider's token with many groups has a few thousand. */
    private static final int LONGEST = 16 * 1024;

    private static final int PARTS = 3;

    /**
     * Reads a token in compact form (RFC 7515 section 7.1).
     *
     * @throws InvalidJwt it is none, is not signed, or is signed in a way that is not accepted
     */
    public static Jws parse(String text) {
        String[] parts = text.length() > LONGEST ? new String[0] : text.split("\\.", -1);
        if (parts.length != PARTS || parts[2].isEmpty()) {
            throw new InvalidJwt("it is not a signed JWT (three parts with dots between them)");
        }
        JsonObject header = json(parts[0]);
        if (!(header.getValue("alg") instanceof String algorithm) || !SigningKeys.ALGORITHMS.contains(algorithm)) {
            throw new InvalidJwt("its header names an algorithm that is not accepted; accepted are "
                    + String.join(", ", SigningKeys.ALGORITHMS));
        }
        if (header.containsKey("crit")) {
            throw new InvalidJwt("its header has extensions (crit) that are not known here");
        }
        Object keyId = header.getValue("kid");
        if (keyId != null && !(keyId instanceof String)) {
            throw new InvalidJwt("the kid of its header is not a text");
        }
        return new Jws(text, algorithm, (String) keyId, json(parts[1]));
    }

    /** Who it says has issued it; nothing when it is not even a token. */
    public static Optional<String> issuer(String text) {
        try {
            return parse(text).claim("iss");
        } catch (InvalidJwt e) {
            return Optional.empty();
        }
    }

    /** The same of a token that need not be acceptable: the issuer that it names can say best what is wrong with it. */
    public static Optional<String> namedIssuer(String text) {
        String[] parts = text.length() > LONGEST ? new String[0] : text.split("\\.", -1);
        try {
            return parts.length == PARTS && json(parts[1]).getValue("iss") instanceof String issuer
                    ? Optional.of(issuer)
                    : Optional.empty();
        } catch (InvalidJwt e) {
            return Optional.empty();
        }
    }

    /** A claim that is a text. */
    public Optional<String> claim(String name) {
        return claims.getValue(name) instanceof String value ? Optional.of(value) : Optional.empty();
    }

    private static JsonObject json(String part) {
        try {
            return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | DecodeException e) {
            throw new InvalidJwt("its header and claims are not JSON objects in base64url");
        }
    }

    /** Without the token itself. */
    @Override
    public String toString() {
        return "Jws[algorithm=" + algorithm + ", keyId=" + keyId + "]";
    }
}
