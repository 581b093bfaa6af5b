package dev.rollcall.delivery.receipt;

import static dev.rollcall.delivery.receipt.AcknowledgementTable.utc;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;

/** Table {@code feed_reader}: how far the application has come in each feed. */
final class FeedReaderTable {

    private static final UUID NOBODY = new UUID(0, 0);

    /** Steps of a reader that has moved on by more. */
    private static final long STEP = 20_000;

    /**
     * A feed.
     *
     * @param about an organisation, or the zero id for all
     * @param byPlace whether its cursors are places in the order of all organisations, or numbers of the organisation
     */
    record Key(UUID about, boolean byPlace) {}

    private static final String BEGIN = """
        INSERT INTO feed_reader (org_id, by_place, last_cursor, read_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (org_id, by_place) DO NOTHING
        """;

    private static final String LOCK =
            "SELECT last_cursor FROM feed_reader WHERE org_id = $1 AND by_place = $2 FOR UPDATE";

    private static final String MOVE = """
        UPDATE feed_reader SET last_cursor = greatest(last_cursor, $3), read_at = greatest(read_at, $4)
         WHERE org_id = $1 AND by_place = $2
        """;

    private static final String BY_NUMBER = """
        INSERT INTO acknowledgement (org_id, seq, at, endpoint_id, way)
        SELECT org_id, seq, $4, $5, 'feed' FROM event
         WHERE org_id = $1 AND seq > $2 AND seq <= $3 AND type = ANY ($6) AND directory_id IS NOT NULL
        ON CONFLICT DO NOTHING
        """;

    private static final String BY_PLACE = """
        INSERT INTO acknowledgement (org_id, seq, at, endpoint_id, way)
        SELECT f.org_id, e.seq, $4, $5::uuid, 'feed'
          FROM feed f
         CROSS JOIN LATERAL (
               SELECT seq FROM event
                WHERE org_id = f.org_id
                  AND seq >= greatest(f.first_seq, f.last_seq - (f.last_position - $2 - 1))
                  AND seq <= least(f.last_seq, f.last_seq - (f.last_position - $3))
                  AND type = ANY ($6) AND directory_id IS NOT NULL) e
         WHERE f.last_position > $2
           AND f.last_position <= (SELECT min(last_position) FROM feed WHERE last_position >= $3)
           AND ($1::uuid = $5::uuid OR f.org_id = $1::uuid)
        ON CONFLICT DO NOTHING
        """;

    /**
     * A reader asks for what is behind a cursor: it has what is before. Where it began, it has from elsewhere.
     *
     * @param first where it began, if it was not known before
     */
    Future<Void> passed(SqlConnection connection, Key key, long first, long cursor, Instant at) {
        return connection
                .preparedQuery(BEGIN)
                .execute(Tuple.of(key.about(), key.byPlace(), first, utc(at)))
                .compose(v -> connection.preparedQuery(LOCK).execute(Tuple.of(key.about(), key.byPlace())))
                .compose(rows -> step(connection, key, rows.iterator().next().getLong("last_cursor"), cursor, at));
    }

    private Future<Void> step(SqlConnection connection, Key key, long from, long cursor, Instant at) {
        long to = Math.min(cursor, from + STEP);
        Future<?> noted = to > from
                ? connection
                        .preparedQuery(key.byPlace() ? BY_PLACE : BY_NUMBER)
                        .execute(Tuple.of(key.about(), from, to, utc(at), NOBODY, Departures.words()))
                : Future.succeededFuture();
        return noted.compose(v -> to < cursor
                ? step(connection, key, to, cursor, at)
                : connection
                        .preparedQuery(MOVE)
                        .execute(Tuple.of(key.about(), key.byPlace(), cursor, utc(at)))
                        .mapEmpty());
    }
}
