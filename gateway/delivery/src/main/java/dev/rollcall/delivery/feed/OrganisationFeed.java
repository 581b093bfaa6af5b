package dev.rollcall.delivery.feed;

import dev.rollcall.core.read.member.EventQueries;
import dev.rollcall.core.read.member.EventQueries.RecordedEvent;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one organisation, in the order of their numbers.
 *
 * @param types the words of the types that are wanted; null for all
 */
public record OrganisationFeed(
        EventQueries events, UUID orgId, @Nullable Set<String> types) implements Feed {

    @Override
    public UUID about() {
        return orgId;
    }

    @Override
    public Future<Stretch> read(long cursor, int limit) {
        // The end is looked up first: whatever is read then covers all up to it.
        return events.last(orgId).compose(last -> {
            if (cursor > last) {
                return Future.failedFuture(new BeyondEnd(cursor, last));
            }
            long until = types == null ? Long.MAX_VALUE : cursor + WINDOW;
            return events.after(orgId, cursor, until, types, limit + 1)
                    .map(found -> stretch(found, cursor, limit, Math.min(until, last), last));
        });
    }

    private Stretch stretch(List<RecordedEvent> found, long cursor, int limit, long looked, long last) {
        boolean full = found.size() > limit;
        List<FeedEvent> events = found.stream()
                .limit(limit)
                .map(event -> new FeedEvent(event.event().seq(), null, orgId, event))
                .toList();
        long lastRead =
                events.isEmpty() ? cursor : events.get(events.size() - 1).cursor();
        long end = full ? lastRead : Math.max(lastRead, looked);
        return new Stretch(events, end, full || end < last);
    }
}
