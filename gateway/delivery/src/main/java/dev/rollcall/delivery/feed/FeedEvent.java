package dev.rollcall.delivery.feed;

import dev.rollcall.core.read.member.EventQueries.RecordedEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as a feed delivers it.
 *
 * @param cursor where a reader continues after it
 * @param position its place among the events of all organisations; null in the feed of one
 */
public record FeedEvent(long cursor, @Nullable Long position, UUID orgId, RecordedEvent recorded) {}
