package dev.rollcall.spi.pull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as it is at the provider.
 *
 * @param id never changes and is never given to another
 * @param document a SCIM user with {@code schemas}, {@code userName}, {@code externalId} (the id) and the owned attributes, but
 *     without {@code active}
 * @param standing whether the user may use anything
 * @param addresses others than the userName under which the user may be listed, in lower case
 * @param leftOut why a setting keeps this user out of the directory, as part of a sentence; null when none does
 */
public record SourceUser(
        String id,
        ObjectNode document,
        Standing standing,
        List<String> addresses,
        @Nullable String leftOut) {

    /** Whether a user may use anything. */
    public enum Standing {
        ACTIVE,
        INACTIVE,
        /** The provider did not say: a user who is known stays as before. */
        UNSAID,
        /** The provider did not say what the settings judge by: a user who is known stays as before, and no other comes in. */
        UNPLACED
    }

    public SourceUser {
        addresses = List.copyOf(addresses);
    }

    public String userName() {
        return document.path("userName").asText();
    }
}
