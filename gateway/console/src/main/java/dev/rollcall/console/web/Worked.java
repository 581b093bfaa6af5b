package dev.rollcall.console.web;

import org.jspecify.annotations.Nullable;

/**
 * The result of a calculation, or what the page needs to ask again for it.
 *
 * @param value null while it is not ready
 * @param waiting what the page asks again with, null where the value is there
 */
public record Worked<T>(@Nullable T value, @Nullable Waiting waiting) {

    /** What is there. */
    public static <T> Worked<T> of(T value) {
        return new Worked<>(value, null);
    }
}
