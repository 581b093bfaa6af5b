package dev.rollcall.console.web;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The appearance of the console as part of the operator's product.
 *
 * @param product what administrators know it as
 * @param colour of links and buttons, as {@code #1a5c4c}; "" for the console's own
 * @param logo null for the console's own
 * @param signIn the address at which people sign in at the operator's issuer, or ""
 * @param frameOrigins where pages may stand in a frame; none when it is empty
 */
public record Look(String product, String colour, @Nullable Logo logo, String signIn, List<String> frameOrigins) {

    /**
     * A picture.
     *
     * @param kind {@code svg} or {@code png}
     */
    public record Logo(String kind, Buffer content) {}

    /** The console's own. */
    public static Look own() {
        return new Look("Rollcall", "", null, "", List.of());
    }

    /** For the content security policy. */
    String frameAncestors() {
        return frameOrigins.isEmpty() ? "'none'" : "'self' " + String.join(" ", frameOrigins);
    }

    /** For the script that tells the page around it how high it is. */
    public String frames() {
        return String.join(" ", frameOrigins);
    }
}
