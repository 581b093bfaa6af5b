package dev.rollcall.server.api;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals an answer under the Idempotency-Key of its request: an answer may hold a token that is stored nowhere else. The database has
 * only a hash of the key, so that neither it alone nor, unless keys can be guessed, it and the secret of the installation reveal
 * an answer; a client that sends the same request again has all it takes.
 */
final class ResponseCipher {

    private static final String HMAC = "HmacSHA256";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final byte[] secret;
    private final SecureRandom random = new SecureRandom();

    /** Takes the key that all keys are derived from. */
    ResponseCipher(byte[] secret) {
        this.secret = secret.clone();
    }

    /** What a key is found by. */
    Buffer hash(String key) {
        return Buffer.buffer(derive("find:" + key));
    }

    Buffer seal(String key, Buffer fingerprint, byte[] answer) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return Buffer.buffer(nonce).appendBytes(cipher(Cipher.ENCRYPT_MODE, key, fingerprint, nonce, answer));
    }

    /** Reads what {@link #seal} made with the same key and fingerprint. */
    byte[] open(String key, Buffer fingerprint, Buffer sealed) {
        ByteBuffer bytes = ByteBuffer.wrap(sealed.getBytes());
        byte[] nonce = new byte[NONCE];
        bytes.get(nonce);
        byte[] rest = Arrays.copyOfRange(bytes.array(), NONCE, bytes.array().length);
        return cipher(Cipher.DECRYPT_MODE, key, fingerprint, nonce, rest);
    }

    private byte[] cipher(int mode, String key, Buffer fingerprint, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(derive("seal:" + key), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(fingerprint.getBytes());
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an answer cannot be sealed or opened: was the server key exchanged?", e);
        }
    }

    private byte[] derive(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }
}
