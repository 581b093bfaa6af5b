package dev.rollcall.server.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of the installation. Each use has a key of its own, derived from it, so that what one of them leaks is worth
 * nothing to another.
 */
public final class ServerKey {

    private static final int BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final byte[] secret;

    private ServerKey(byte[] secret) {
        this.secret = secret.clone();
    }

    /**
     * Reads the key file.
     *
     * @throws IllegalArgumentException the file is missing or holds no key; says how to make one
     */
    public static ServerKey read(Path file) {
        try {
            byte[] secret = Base64.getDecoder().decode(Files.readString(file).strip());
            if (secret.length >= BYTES) {
                return new ServerKey(secret);
            }
        } catch (IOException | IllegalArgumentException e) {
            // Told below, without what the file holds.
        }
        throw new IllegalArgumentException("The key file " + file
                + " cannot be read or does not hold 32 bytes in base64. Make one with: openssl rand -base64 32 > "
                + file);
    }

    /** Reads the key file, or makes it when there is none; only its owner may read it. */
    public static ServerKey readOrMake(Path file) {
        if (!Files.exists(file)) {
            byte[] secret = new byte[BYTES];
            new SecureRandom().nextBytes(secret);
            try {
                OwnerOnly.write(
                        file, (Base64.getEncoder().encodeToString(secret) + "\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException("The key file " + file + " cannot be written.", e);
            }
        }
        return read(file);
    }

    /** The key that directory credentials are hashed with. */
    public byte[] forCredentials() {
        return derive("directory-credentials");
    }

    /** The key that tokens and sessions are signed with. */
    public byte[] forTokens() {
        return derive("tokens");
    }

    /** The key that access tokens of directories are signed with. */
    public byte[] forAccessTokens() {
        return derive("access-tokens");
    }

    /** The key that cursors of lists are sealed with. */
    public byte[] forCursors() {
        return derive("cursors");
    }

    /** The key that answers to requests with an Idempotency-Key are sealed with. */
    public byte[] forAnswers() {
        return derive("answers");
    }

    /** The key that secrets of endpoints for events are sealed with. */
    public byte[] forWebhooks() {
        return derive("webhooks");
    }

    /** The key that the secrets of directories that are read are sealed with. */
    public byte[] forSources() {
        return derive("sources");
    }

    /** What the database keeps to know the key again; tells nothing about it. */
    public byte[] checkValue() {
        return derive("key-check");
    }

    private byte[] derive(String use) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac.doFinal(("rollcall:" + use).getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }
}
