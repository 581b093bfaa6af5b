package dev.rollcall.delivery.webhook;

import dev.rollcall.core.secret.Box;
import dev.rollcall.core.secret.Keys;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Keeps secrets of endpoints sealed at rest, each bound to its endpoint, under a key made from the server's. */
public final class Seal {

    private final Box box;

    /** Takes keys of 32 bytes. */
    public Seal(Keys keys) {
        this.box = new Box(keys);
    }

    Buffer close(UUID webhook, Secret secret) {
        return box.close(webhook, secret.text().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Opens what {@link #close} made.
     *
     * @throws IllegalStateException it was sealed under another key
     */
    Secret open(UUID webhook, Buffer sealed) {
        try {
            return Secret.of(new String(box.open(webhook, sealed), StandardCharsets.US_ASCII));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "The secret of the endpoint was sealed under another server key: rotate it.", e);
        }
    }
}
