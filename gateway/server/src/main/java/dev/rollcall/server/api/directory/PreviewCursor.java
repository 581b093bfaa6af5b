package dev.rollcall.server.api.directory;

import dev.rollcall.server.api.Parameters;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The position up to which a list of the changes by going live was read.
 *
 * @param forecast which list
 * @param line the number of the last line that is known; 0 for none
 */
record PreviewCursor(UUID forecast, int line) {

    private static final char BETWEEN = '.';

    /** Reads {@link #text()}; null for a list that is to begin. */
    static @Nullable PreviewCursor of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int between = text.indexOf(BETWEEN);
        if (between > 0) {
            try {
                int line = Integer.parseInt(text.substring(between + 1));
                return Parameters.id(text.substring(0, between))
                        .map(id -> new PreviewCursor(id, line))
                        .orElseThrow(PreviewCursor::wrong);
            } catch (NumberFormatException e) {
                throw wrong();
            }
        }
        throw wrong();
    }

    String text() {
        return forecast + String.valueOf(BETWEEN) + line;
    }

    private static RuntimeException wrong() {
        return Parameters.wrong("cursor", "the value of \"next\" on the page before");
    }
}
