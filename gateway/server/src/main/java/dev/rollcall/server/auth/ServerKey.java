package dev.rollcall.server.auth;

import dev.rollcall.core.secret.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of the installation, or several while one replaces another. Each use has a key of its own, derived from the secret, so
 * that a leaked key of one use does not help against another.
 */
public final class ServerKey {

    private static final int BYTES = 32;
    private static final int ID_BYTES = 4;
    private static final String HMAC = "HmacSHA256";

    /** The current one first. */
    private final List<byte[]> secrets;

    private ServerKey(List<byte[]> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /**
     * Reads the key file: a key in base64 on each line, the current one first.
     *
     * @throws IllegalArgumentException the file is missing or holds no key; says how to make one
     */
    public static ServerKey read(Path file) {
        try {
            List<byte[]> secrets = new ArrayList<>();
            for (String line : Files.readString(file).lines().toList()) {
                if (!line.isBlank()) {
                    secrets.add(Base64.getDecoder().decode(line.strip()));
                }
            }
            if (!secrets.isEmpty() && secrets.stream().allMatch(secret -> secret.length >= BYTES)) {
                return new ServerKey(secrets);
            }
        } catch (IOException | IllegalArgumentException e) {
            // Told below, without what the file holds.
        }
        throw new IllegalArgumentException("The key file " + file
                + " cannot be read or does not hold 32 bytes in base64 on each line. Make one with: openssl rand"
                + " -base64 32 > " + file);
    }

    /** Reads the key file, or makes it when there is none; only its owner may read it. */
    public static ServerKey readOrMake(Path file) {
        if (!Files.exists(file)) {
            new ServerKey(List.of(random())).write(file);
        }
        return read(file);
    }

    private static byte[] random() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** Writes the key file as a whole; only its owner may read it. */
    public void write(Path file) {
        StringBuilder text = new StringBuilder();
        secrets.forEach(secret ->
                text.append(Base64.getEncoder().encodeToString(secret)).append('\n'));
        try {
            OwnerOnly.write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + file + " cannot be written.", e);
        }
    }

    /** With one more, which nothing was made with yet, at the end. */
    public ServerKey withNew() {
        List<byte[]> more = new ArrayList<>(secrets);
        more.add(random());
        return new ServerKey(more);
    }

    /** Without that one. */
    public ServerKey without(String id) {
        return new ServerKey(
                secrets.stream().filter(secret -> !id(secret).equals(id)).toList());
    }

    /** The same keys with the one of this check value as the current one; empty when it is not among them. */
    public Optional<ServerKey> using(byte[] check) {
        List<byte[]> ordered = new ArrayList<>(secrets);
        for (byte[] secret : secrets) {
            if (MessageDigest.isEqual(derive(secret, "key-check"), check)) {
                ordered.remove(secret);
                ordered.add(0, secret);
                return Optional.of(new ServerKey(ordered));
            }
        }
        return Optional.empty();
    }

    /** Whether the key of this check value is one of these. */
    public boolean holds(byte[] check) {
        return using(check).isPresent();
    }

    /** What each is called, in the order of the file; tells nothing about it. */
    public List<String> ids() {
        return secrets.stream().map(ServerKey::id).toList();
    }

    /** What a key is called, by its check value. */
    public static String idOf(byte[] check) {
        return HexFormat.of().formatHex(check, 0, ID_BYTES);
    }

    private static String id(byte[] secret) {
        return idOf(derive(secret, "key-check"));
    }

    /** The check value of the key that is called so; empty when it is not among these. */
    public Optional<byte[]> checkValue(String id) {
        return secrets.stream()
                .map(secret -> derive(secret, "key-check"))
                .filter(check -> idOf(check).equals(id))
                .findFirst();
    }

    /** The keys that directory credentials are hashed with. */
    public Keys forCredentials() {
        return derive("directory-credentials");
    }

    /** The keys that tokens and sessions are signed with. */
    public Keys forTokens() {
        return derive("tokens");
    }

    /** The keys that access tokens of directories are signed with. */
    public Keys forAccessTokens() {
        return derive("access-tokens");
    }

    /** The keys that cursors of lists are sealed with. */
    public Keys forCursors() {
        return derive("cursors");
    }

    /** The keys that answers to requests with an Idempotency-Key are sealed with. */
    public Keys forAnswers() {
        return derive("answers");
    }

    /** The keys that secrets of endpoints for events are sealed with. */
    public Keys forWebhooks() {
        return derive("webhooks");
    }

    /** The keys that access tokens of receivers of Security Events are signed with. */
    public Keys forReceiverTokens() {
        return derive("receiver-tokens");
    }

    /** The keys that the secrets of directories that are read are sealed with. */
    public Keys forSources() {
        return derive("sources");
    }

    /** What the database keeps to know the current key again; tells nothing about it. */
    public byte[] checkValue() {
        return derive(secrets.get(0), "key-check");
    }

    private Keys derive(String use) {
        return new Keys(secrets.stream()
                .map(secret -> new Keys.Key(id(secret), derive(secret, use)))
                .toList());
    }

    private static byte[] derive(byte[] secret, String use) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac.doFinal(("rollcall:" + use).getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }
}
