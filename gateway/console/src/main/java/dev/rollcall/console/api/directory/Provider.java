package dev.rollcall.console.api.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider that can be connected.
 *
 * @param source what is entered so that its directory can be read; null where it sends by itself
 */
public record Provider(
        String id,
        String name,
        boolean available,
        @Nullable String notYet,
        @Nullable Reading source) {

    /**
     * How it is read.
     *
     * @param groups the field that takes the ids of the groups to read, or null
     */
    public record Reading(List<Field> fields, @Nullable String groups) {}

    /** A thing to enter; {@code kind} is {@code text}, {@code texts} or {@code flag}. */
    public record Field(String name, String kind, boolean secret, boolean usual, String meaning) {}
}
