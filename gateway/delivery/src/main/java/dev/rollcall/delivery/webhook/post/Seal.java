package dev.rollcall.delivery.webhook.post;

import dev.rollcall.core.secret.Box;
import dev.rollcall.core.secret.Keys;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Encrypts the secrets of endpoints and streams at rest, each bound to the endpoint or stream that owns it, under keys derived from
 * the server's.
 */
public final class Seal {

    private final Box box;

    /** Takes keys of 32 bytes. */
    public Seal(Keys keys) {
        this.box = new Box(keys);
    }

    public Buffer close(UUID webhook, Secret secret) {
        return closeText(webhook, secret.text());
    }

    /**
     * Opens what {@link #close} made.
     *
     * @throws IllegalStateException it was sealed under another key
     */
    public Secret open(UUID webhook, Buffer sealed) {
        return Secret.of(openText(webhook, sealed));
    }

    /** Seals a text of ASCII for whatever has this id. */
    public Buffer closeText(UUID owner, String text) {
        return closeBytes(owner, text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Opens what {@link #closeText} made.
     *
     * @throws IllegalStateException it was sealed under another key
     */
    public String openText(UUID owner, Buffer sealed) {
        return new String(openBytes(owner, sealed), StandardCharsets.US_ASCII);
    }

    /** Seals bytes for whatever has this id. */
    public Buffer closeBytes(UUID owner, byte[] content) {
        return box.close(owner, content);
    }

    /**
     * Opens what {@link #closeBytes} made.
     *
     * @throws IllegalStateException it was sealed under another key
     */
    public byte[] openBytes(UUID owner, Buffer sealed) {
        try {
            return box.open(owner, sealed);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "The secret of the endpoint was sealed under another server key: rotate it.", e);
        }
    }
}
