package dev.rollcall.delivery.feed;

import java.util.List;

/**
 * A piece of a feed that a reader has looked through.
 *
 * @param events those that are wanted, in order
 * @param end the cursor after everything that was looked at, wanted or not
 * @param more whether there is more after it now
 */
public record Stretch(List<FeedEvent> events, long end, boolean more) {}
