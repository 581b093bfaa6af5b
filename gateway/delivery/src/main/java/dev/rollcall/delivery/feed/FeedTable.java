package dev.rollcall.delivery.feed;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Tables {@code feed}, {@code feed_head} and {@code fresh_event}: which events have which places. */
final class FeedTable {

    /** A place and whose event has it. */
    record Place(long position, UUID orgId) {}

    private static final String LOCK = "SELECT last_position FROM feed_head FOR UPDATE";

    /** Waits until no other node gives places. The next statement of the transaction sees all that it has given. */
    Future<?> lock(SqlConnection connection) {
        return connection.preparedQuery(LOCK).execute();
    }

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
               RETURNING last_position, org_id, first_seq, last_seq)
        UPDATE feed_head SET last_position = p.last_position
          FROM (SELECT max(last_position) AS last_position, count(*) AS runs FROM placed) p
         WHERE p.runs > 0
        RETURNING p.runs
        """;

    /**
     * Gives places to runs of events that are committed and have none, under {@link #lock}.
     *
     * @param most runs
     * @return how many runs were there
     */
    Future<Long> place(SqlConnection connection, Instant now, int most) {
        return connection
                .preparedQuery(PLACE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), (long) most))
                .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong("runs"));
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
