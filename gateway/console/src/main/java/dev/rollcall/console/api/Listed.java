package dev.rollcall.console.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the next page; null on the last, and in a list that is whole
 */
public record Listed<T>(List<T> items, @Nullable String next) {}
