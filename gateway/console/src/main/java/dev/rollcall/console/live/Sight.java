package dev.rollcall.console.live;

import java.util.function.Supplier;

/**
 * What a live part of a page shows at a given moment.
 *
 * @param stamp another one when anything else is shown
 * @param html made only when it is sent
 */
public record Sight(String stamp, Supplier<String> html) {}
