package dev.rollcall.delivery.feed;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Tables {@code feed}, {@code feed_head} and {@code fresh_event}: the place of each event in the order of all organisations. */
final class FeedTable {

    /** A place and whose event has it. */
    record Place(long position, UUID orgId) {}

    private static final String LOCK = "SELECT last_position FROM feed_head FOR UPDATE";

    /** Waits until no other node gives places. The next statement of the transaction sees all that it has given. */
    Future<?> lock(SqlConnection connection) {
        return connection.preparedQuery(LOCK).execute();
    }

    /**
     * What was placed.
     *
     * @param runs how many runs
     * @param webhooks which endpoints have something to be sent by it
     */
    record Placed(long runs, Set<UUID> webhooks) {}

    /** Runs of one organisation are numbered in their order; its transactions follow each other, so none is missing in between. */
    private static final String PLACE = """
        WITH taken AS (
               DELETE FROM fresh_event
                WHERE (org_id, first_seq) IN (SELECT org_id, first_seq FROM fresh_event ORDER BY org_id, first_seq LIMIT $2)
               RETURNING org_id, first_seq, last_seq),
             placed AS (
               INSERT INTO feed (last_position, org_id, first_seq, last_seq, placed_at)
               SELECT h.last_position + sum(t.last_seq - t.first_seq + 1) OVER (ORDER BY t.org_id, t.first_seq),
                      t.org_id, t.first_seq, t.last_seq, $1
                 FROM taken t CROSS JOIN feed_head h
               RETURNING last_position, org_id, first_seq, last_seq),
             lanes AS (
               INSERT INTO webhook_lane (org_id, webhook_id, done, wanted, due_at)
               SELECT p.org_id, w.webhook_id, min(p.first_seq) - 1, max(p.last_seq), $1
                 FROM placed p
                 JOIN webhook w ON w.org_id = ANY (ARRAY[p.org_id, $3])
                GROUP BY p.org_id, w.webhook_id
                ORDER BY p.org_id, w.webhook_id
               ON CONFLICT (org_id, webhook_id) DO UPDATE
                  SET wanted = greatest(webhook_lane.wanted, EXCLUDED.wanted),
                      due_at = CASE WHEN webhook_lane.done >= webhook_lane.wanted AND webhook_lane.lease IS NULL
                                    THEN EXCLUDED.due_at ELSE webhook_lane.due_at END
               RETURNING webhook_id)
        UPDATE feed_head SET last_position = p.last_position
          FROM (SELECT max(last_position) AS last_position, count(*) AS runs FROM placed) p
         WHERE p.runs > 0
        RETURNING p.runs, (SELECT array_agg(DISTINCT webhook_id) FROM lanes) AS webhooks
        """;

    /**
     * Gives places to runs of events that are committed and have none, under {@link #lock}.
     *
     * @param most runs
     */
    Future<Placed> place(SqlConnection connection, Instant now, int most) {
        return connection
                .preparedQuery(PLACE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), (long) most, FeedWatch.ALL))
                .map(rows -> rows.size() == 0
                        ? new Placed(0, Set.of())
                        : placed(rows.iterator().next()));
    }

    private static Placed placed(Row row) {
        UUID[] webhooks = row.getArrayOfUUIDs("webhooks");
        return new Placed(row.getLong("runs"), webhooks == null ? Set.of() : Set.of(webhooks));
    }

    private static final String HEAD = "SELECT last_position FROM feed_head";

    /** The last place that is taken; 0 before the first. */
    Future<Long> head(SqlClient client) {
        return client.preparedQuery(HEAD)
                .execute()
                .map(rows -> rows.iterator().next().getLong("last_position"));
    }

    private static final String SINCE = """
        SELECT last_position, org_id FROM feed WHERE last_position > $1 ORDER BY last_position LIMIT $2
        """;

    /** Whose events have places behind this one, in order: the last place of each run. */
    Future<List<Place>> since(SqlClient client, long position, int most) {
        return client.preparedQuery(SINCE)
                .execute(Tuple.of(position, (long) most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(FeedTable::place)
                        .toList());
    }

    private static Place place(Row row) {
        return new Place(row.getLong("last_position"), row.getUUID("org_id"));
    }
}
