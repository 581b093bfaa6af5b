package dev.rollcall.core.admin.directory;

import dev.rollcall.core.secret.Keys;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Hashes tokens with the server's keys: new ones with the current key, and known ones with that or a former key. */
final class TokenHashes {

    private static final int MIN_KEY_BYTES = 32;

    private final Keys keys;
    private final List<SecretKey> hashing;

    /** Whether a stored hash is that of a token, and under which key. */
    enum Match {
        NONE,
        CURRENT_KEY,
        FORMER_KEY
    }

    /**
     * Takes the server's keys.
     *
     * @param keys each at least 32 random bytes
     */
    TokenHashes(Keys keys) {
        this.keys = keys;
        this.hashing = keys.each(TokenHashes::hashing);
    }

    private static SecretKey hashing(Keys.Key key) {
        byte[] bytes = key.bytes();
        if (bytes.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("The key for credentials needs " + MIN_KEY_BYTES + " bytes or more.");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    byte[] hash(Token token) {
        return token.hash(hashing.get(0));
    }

    /** The id of the key that {@link #hash} hashes with. */
    String keyId() {
        return keys.current().id();
    }

    Match match(Token shown, byte[] hash) {
        for (int i = 0; i < hashing.size(); i++) {
            if (shown.matches(hashing.get(i), hash)) {
                return i == 0 ? Match.CURRENT_KEY : Match.FORMER_KEY;
            }
        }
        return Match.NONE;
    }
}
