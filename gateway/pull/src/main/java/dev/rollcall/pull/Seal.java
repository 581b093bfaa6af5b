package dev.rollcall.pull;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals the secrets of a source (AES-GCM) for its directory: moved to another row they open nothing. */
public final class Seal {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** Takes a key of 32 bytes. */
    public Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    Buffer seal(UUID directoryId, String secret) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return Buffer.buffer(nonce)
                .appendBytes(cipher(Cipher.ENCRYPT_MODE, directoryId, nonce, secret.getBytes(StandardCharsets.UTF_8)));
    }

    String open(UUID directoryId, Buffer sealed) {
        byte[] bytes = sealed.getBytes();
        byte[] text = cipher(
                Cipher.DECRYPT_MODE,
                directoryId,
                Arrays.copyOf(bytes, NONCE),
                Arrays.copyOfRange(bytes, NONCE, bytes.length));
        return new String(text, StandardCharsets.UTF_8);
    }

    private byte[] cipher(int mode, UUID directoryId, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(directoryId.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the secrets of a source cannot be sealed or opened: was the server key exchanged?", e);
        }
    }
}
