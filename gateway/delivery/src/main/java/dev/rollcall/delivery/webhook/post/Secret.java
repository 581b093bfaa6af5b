package dev.rollcall.delivery.webhook.post;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret with which deliveries to an endpoint are signed (Standard Webhooks 1.0.0, "Signature scheme"): {@code whsec_} and 32
 * random bytes for HMAC-SHA256 ({@code v1}), or {@code whsk_} and an Ed25519 key ({@code v1a}), of which {@code whpk_} is the
 * public half.
 */
public final class Secret {

    private static final String HMAC = "HmacSHA256";
    private static final String ED25519 = "Ed25519";
    private static final String SYMMETRIC = "whsec_";
    private static final String PRIVATE = "whsk_";
    private static final String PUBLIC = "whpk_";
    private static final int BYTES = 32;

    /** DER before the 32 bytes of an Ed25519 private key (RFC 8410 section 7). */
    private static final byte[] PKCS8 = {
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20
    };

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Which of the two kinds of signature. */
    public enum Kind {
        HMAC,
        ED25519
    }

    /** A new one. */
    public static Secret make(Kind kind) {
        if (kind == Kind.HMAC) {
            byte[] key = new byte[BYTES];
            RANDOM.nextBytes(key);
            return new Secret(SYMMETRIC + base64(key));
        }
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ED25519).generateKeyPair();
            byte[] seed = tail(pair.getPrivate().getEncoded());
            byte[] open = tail(pair.getPublic().getEncoded());
            byte[] both = Arrays.copyOf(seed, 2 * BYTES);
            System.arraycopy(open, 0, both, BYTES, BYTES);
            return new Secret(PRIVATE + base64(both));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ED25519, e);
        }
    }

    /** Reads {@link #text()}. */
    static Secret of(String text) {
        return new Secret(text);
    }

    /** The whole of it, to be sealed. */
    String text() {
        return text;
    }

    /** What the receiver needs to verify: the secret, or of a key pair the public half, which is no secret. */
    public String forReceiver() {
        return text.startsWith(SYMMETRIC) ? text : PUBLIC + base64(Arrays.copyOfRange(key(), BYTES, 2 * BYTES));
    }

    public Kind kind() {
        return text.startsWith(SYMMETRIC) ? Kind.HMAC : Kind.ED25519;
    }

    /** One entry of the header {@code webhook-signature}. */
    String sign(String id, long timestamp, String body) {
        byte[] content = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        try {
            if (kind() == Kind.HMAC) {
                Mac mac = Mac.getInstance(HMAC);
                mac.init(new SecretKeySpec(key(), HMAC));
                return "v1," + base64(mac.doFinal(content));
            }
            byte[] encoded = Arrays.copyOf(PKCS8, PKCS8.length + BYTES);
            System.arraycopy(key(), 0, encoded, PKCS8.length, BYTES);
            Signature signature = Signature.getInstance(ED25519);
            signature.initSign(KeyFactory.getInstance(ED25519).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
            signature.update(content);
            return "v1a," + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a delivery cannot be signed", e);
        }
    }

    /** The signatures by the present secret and, while it counts, by the one before. */
    static String header(Secret present, Optional<Secret> former, String id, long timestamp, String body) {
        String first = present.sign(id, timestamp, body);
        return former.map(before -> first + " " + before.sign(id, timestamp, body))
                .orElse(first);
    }

    private byte[] key() {
        return Base64.getDecoder().decode(text.substring(text.indexOf('_') + 1));
    }

    private static byte[] tail(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
