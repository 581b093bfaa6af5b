package dev.rollcall.server.api;

import dev.rollcall.server.http.Problem;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads query parameters strictly: a wrong one is a problem that says what would be accepted. */
public final class Parameters {

    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    /** {@link UUID#fromString} would take {@code 1-1-1-1-1} too. */
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Parameters() {}

    /** How many items of a list are wanted. */
    public static int limit(MultiMap query) {
        return (int) number(query, "limit", USUAL, 1, MOST);
    }

    public static long number(MultiMap query, String name, long otherwise, long least, long most) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number out of range.
        }
        throw wrong(name, "a whole number from " + least + (most == Long.MAX_VALUE ? "" : " to " + most));
    }

    /** A switch that is off unless it says {@code true}. */
    public static boolean flag(MultiMap query, String name) {
        String text = query.get(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw wrong(name, "true or false");
    }

    /** The id that a part of a path is, if it is one. */
    public static Optional<UUID> id(String text) {
        return ID.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    public static @Nullable UUID id(MultiMap query, String name, String what) {
        String text = query.get(name);
        if (text == null) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw wrong(name, what);
        }
    }

    /** A point in time, such as {@code 2030-01-31T00:00:00Z}, or null when the parameter is absent. */
    public static @Nullable Instant time(MultiMap query, String name) {
        String text = query.get(name);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(name, "a time such as 2030-01-31T00:00:00Z");
        }
    }

    public static Problem.ProblemException wrong(String name, String accepted) {
        return Problem.badRequest("The query parameter " + name + " cannot be used: give " + accepted + ".")
                .exception();
    }
}
