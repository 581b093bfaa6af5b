package dev.rollcall.pull.change;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/** A short hash of what was read. */
public final class Fingerprint {

    private static final int BYTES = 16;

    private final MessageDigest digest;

    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    public static Buffer of(String text) {
        return new Fingerprint().add(text).value();
    }

    /** Of what was read, and of the name that the record got by it. */
    public static Buffer and(Buffer read, String name) {
        Fingerprint both = new Fingerprint();
        both.digest.update(read.getBytes());
        both.digest.update(name.getBytes(StandardCharsets.UTF_8));
        return both.value();
    }

    public Fingerprint add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return this;
    }

    public Buffer value() {
        return Buffer.buffer(Arrays.copyOf(digest.digest(), BYTES));
    }
}
