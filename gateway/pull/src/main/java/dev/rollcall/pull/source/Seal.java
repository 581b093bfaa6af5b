package dev.rollcall.pull.source;

import dev.rollcall.core.secret.Box;
import dev.rollcall.core.secret.Keys;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Encrypts the secrets of a source for its directory: moved to another row, they cannot be decrypted. */
public final class Seal {

    private final Box box;

    /** Takes keys of 32 bytes. */
    public Seal(Keys keys) {
        this.box = new Box(keys);
    }

    Buffer seal(UUID directoryId, String secret) {
        return box.close(directoryId, secret.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws IllegalStateException it was sealed under another key
     */
    public String open(UUID directoryId, Buffer sealed) {
        return new String(box.open(directoryId, sealed), StandardCharsets.UTF_8);
    }
}
