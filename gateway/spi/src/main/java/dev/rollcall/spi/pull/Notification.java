package dev.rollcall.spi.pull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on a channel of a {@link SourceWatch}, not yet proven to come from the provider.
 *
 * @param channel on which it says that it came
 * @param token that proves it
 * @param user the id of the user who is to be read again; null when it tells of no user
 */
public record Notification(
        UUID channel, String token, @Nullable String user) {

    /** Without the token. */
    @Override
    public String toString() {
        return "Notification[channel=" + channel + ", user=" + user + "]";
    }
}
