package dev.rollcall.delivery.webhook;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Keeps secrets of endpoints sealed at rest (AES-256-GCM), each bound to its endpoint, under a key made from the server's. */
public final class Seal {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** Takes a key of 32 bytes. */
    public Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    Buffer close(UUID webhook, Secret secret) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] text = secret.text().getBytes(StandardCharsets.US_ASCII);
        return Buffer.buffer(nonce).appendBytes(cipher(Cipher.ENCRYPT_MODE, webhook, nonce, text));
    }

    /**
     * Opens what {@link #close} made.
     *
     * @throws IllegalStateException it was sealed under another key
     */
    Secret open(UUID webhook, Buffer sealed) {
        byte[] bytes = sealed.getBytes();
        byte[] text = cipher(
                Cipher.DECRYPT_MODE,
                webhook,
                Arrays.copyOf(bytes, NONCE),
                Arrays.copyOfRange(bytes, NONCE, bytes.length));
        return Secret.of(new String(text, StandardCharsets.US_ASCII));
    }

    private byte[] cipher(int mode, UUID webhook, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(webhook.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The secret of the endpoint was sealed under another server key: rotate it.", e);
        }
    }
}
