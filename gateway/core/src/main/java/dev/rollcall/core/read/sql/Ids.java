package dev.rollcall.core.read.sql;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads ids as clients write them. */
public final class Ids {

    private Ids() {}

    /** The id, or null when the text is not exactly what the gateway writes for a UUID. */
    public static @Nullable UUID parse(String text) {
        if (text.length() != 36) {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equals(text) ? uuid : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
