package dev.rollcall.core.secret;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts secrets at rest (AES-256-GCM), each bound to the row that holds it: moved to another row, it cannot be decrypted. */
public final class Box {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Keys keys;
    private final SecureRandom random = new SecureRandom();

    /** Takes keys of 32 bytes. */
    public Box(Keys keys) {
        this.keys = keys;
    }

    /** With the current key. */
    public Buffer close(UUID row, byte[] text) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            return Buffer.buffer(nonce)
                    .appendBytes(cipher(Cipher.ENCRYPT_MODE, keys.current(), row, nonce)
                            .doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot seal with AES-GCM", e);
        }
    }

    /**
     * Opens what was closed for the row, with whichever key it was.
     *
     * @throws IllegalStateException it was another row, or none of the keys
     */
    public byte[] open(UUID row, Buffer sealed) {
        for (Keys.Key key : keys.all()) {
            try {
                return open(key, row, sealed);
            } catch (GeneralSecurityException | ProviderException e) {
                // Another one of the keys, or none.
            }
        }
        throw new IllegalStateException("sealed with a key that is not here, or for another row");
    }

    /** Whether the current key opens it. */
    public boolean isCurrent(UUID row, Buffer sealed) {
        try {
            open(keys.current(), row, sealed);
            return true;
        } catch (GeneralSecurityException | ProviderException e) {
            return false;
        }
    }

    private static byte[] open(Keys.Key key, UUID row, Buffer sealed) throws GeneralSecurityException {
        byte[] bytes = sealed.getBytes();
        return cipher(Cipher.DECRYPT_MODE, key, row, Arrays.copyOf(bytes, NONCE))
                .doFinal(Arrays.copyOfRange(bytes, NONCE, Math.max(NONCE, bytes.length)));
    }

    private static Cipher cipher(int mode, Keys.Key key, UUID row, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.bytes(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(row.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
