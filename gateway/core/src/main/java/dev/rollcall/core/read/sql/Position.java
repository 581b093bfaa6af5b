package dev.rollcall.core.read.sql;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A position in a sorted list: right after this resource, whether or not it still exists.
 *
 * @param key its sort key as text; null when it has none or the list is not sorted
 * @param id its id, which settles the order among equal keys
 * @param total how many resources matched when the list was begun
 */
public record Position(@Nullable String key, UUID id, long total) {}
