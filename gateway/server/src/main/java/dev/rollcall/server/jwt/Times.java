package dev.rollcall.server.jwt;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and checks the times in the claims of a token: each is a NumericDate (RFC 7519 section 2), or absent. */
final class Times {

    static final String END = "exp";

    /** When the token begins to be valid, under either name. */
    static final List<String> STARTS = List.of("nbf", "iat");

    private Times() {}

    /** Whether each of them is absent or a number: a null, a text or a list is not. */
    static boolean areReadable(JsonObject claims) {
        return isReadable(claims, END) && STARTS.stream().allMatch(name -> isReadable(claims, name));
    }

    private static boolean isReadable(JsonObject claims, String name) {
        return !claims.containsKey(name) || instant(claims.getValue(name)) != null;
    }

    /**
     * A time that is there.
     *
     * @throws InvalidJwt it is no time
     */
    static Instant read(JsonObject claims, String name) {
        Instant instant = instant(claims.getValue(name));
        if (instant == null) {
            throw new InvalidJwt("its " + name + " is not a time (seconds since 1970)");
        }
        return instant;
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        if (value instanceof Number seconds) {
            long whole = seconds.longValue();
            return whole >= 0 && whole <= Instant.MAX.getEpochSecond() ? Instant.ofEpochSecond(whole) : null;
        }
        return null;
    }
}
