package dev.rollcall.delivery.feed;

import dev.rollcall.core.read.member.EventQueries;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of all organisations, in the order of their places.
 *
 * @param types the words of the types that are wanted; null for all
 * @param only the organisation whose events are wanted; null for all
 */
public record OperatorFeed(
        SqlClient client,
        @Nullable Set<String> types,
        @Nullable UUID only) implements Feed {

    private static final FeedTable FEED = new FeedTable();

    private static final String READ = """
        SELECT f.last_position - (f.last_seq - e.seq) AS position, f.org_id,
               e.seq, e.event_id, e.at, e.type, e.subject_id, e.directory_id, e.request_id, e.data::text AS data
          FROM (SELECT last_position, org_id, first_seq, last_seq
                  FROM feed
                 WHERE last_position > $1
                   AND last_position <= (SELECT min(last_position) FROM feed WHERE last_position >= $2)
                   AND ($5::uuid IS NULL OR org_id = $5)
                 ORDER BY last_position
                 LIMIT $3) f
         CROSS JOIN LATERAL (
                SELECT * FROM event
                 WHERE org_id = f.org_id
                   AND seq >= greatest(f.first_seq, f.last_seq - (f.last_position - $1 - 1))
                   AND seq <= least(f.last_seq, f.last_seq - (f.last_position - $2))
                   AND ($4::text[] IS NULL OR type = ANY ($4))
                 ORDER BY seq
                 LIMIT $6) e
         ORDER BY position
         LIMIT $6
        """;

    @Override
    public UUID about() {
        return only == null ? FeedWatch.ALL : only;
    }

    @Override
    public Future<Stretch> read(long cursor, int limit) {
        return FEED.head(client).compose(head -> {
            if (cursor > head) {
                return Future.failedFuture(new BeyondEnd(cursor, head));
            }
            long until = Math.min(head, cursor + WINDOW);
            if (until == cursor) {
                return Future.succeededFuture(new Stretch(List.of(), cursor, false));
            }
            String[] words = types == null ? null : types.toArray(String[]::new);
            long most = limit + 1L;
            // A run has at least one event. Where all are wanted, as many runs as events are enough.
            long runs = words == null && only == null ? most : WINDOW;
            return client.preparedQuery(READ)
                    .execute(Tuple.from(new @Nullable Object[] {cursor, until, runs, words, only, most}))
                    .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                            .map(OperatorFeed::event)
                            .toList())
                    .map(found -> stretch(found, limit, until, head));
        });
    }

    private static FeedEvent event(Row row) {
        long position = row.getLong("position");
        return new FeedEvent(position, position, row.getUUID("org_id"), EventQueries.event(row));
    }

    private static Stretch stretch(List<FeedEvent> found, int limit, long until, long head) {
        boolean full = found.size() > limit;
        List<FeedEvent> events = full ? found.subList(0, limit) : found;
        long end = full ? events.get(limit - 1).cursor() : until;
        return new Stretch(events, end, end < head);
    }
}
