package dev.rollcall.console.live;

import java.util.function.Supplier;

/**
 * The content of a live part of a page at one moment.
 *
 * @param stamp another one when anything else is shown
 * @param html made only when it is sent
 */
public record Sight(String stamp, Supplier<String> html) {}
