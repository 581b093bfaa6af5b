package dev.rollcall.spi.pull;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;

/**
 * Watches for a provider's own notifications that something has changed: each is a hint to look, and never says what has changed.
 * Every future fails with a
 * {@link SourceException} and with nothing else.
 */
public interface SourceWatch {

    /**
     * A channel on which the provider tells of changes.
     *
     * @param resource what the provider calls that which is watched
     * @param until when it ends by itself
     */
    record Channel(UUID id, String resource, Instant until) {}

    /**
     * Opens a channel.
     *
     * @param id names it, and comes back with everything that is told on it
     * @param address where it is told, an https URL
     * @param token comes back with everything that is told on it
     */
    Future<Channel> open(UUID id, String address, String token);

    /** Ends a channel; one that has ended by itself is no failure. */
    Future<Void> stop(Channel channel);
}
