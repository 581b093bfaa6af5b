package dev.rollcall.delivery.receipt;

import static dev.rollcall.delivery.receipt.AcknowledgementTable.utc;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Table {@code clock_head}: makes sure that each loss of access is looked at once, at the time by which the application should have
 * learnt of it.
 */
final class LateTable {

    /** Runs of the feed that are looked at in one go. */
    static final int RUNS = 2_000;

    /** Who has not read a feed for so long is no reader of it any more. */
    private static final Duration READER = Duration.ofDays(7);

    /**
     * People of an organisation whose loss of access the application does not know.
     *
     * @param looked runs that were looked at, of all organisations
     * @param people how many; 0 in a row that only says how many runs were looked at
     */
    public record Found(long looked, UUID orgId, int people, UUID oldestRequest, UUID oldestMember) {}

    private static final String LOOK = """
        WITH head AS (SELECT last_position FROM clock_head FOR UPDATE SKIP LOCKED),
             next AS (
               SELECT f.* FROM feed f, head h WHERE f.last_position > h.last_position ORDER BY f.last_position LIMIT $3),
             due AS (SELECT * FROM next WHERE placed_at <= $1),
             moved AS (
               UPDATE clock_head SET last_position = (SELECT max(last_position) FROM due)
                WHERE EXISTS (SELECT 1 FROM due)),
             late AS (
               SELECT e.org_id, e.request_id, e.subject_id
                 FROM due d
                CROSS JOIN LATERAL (
                      SELECT * FROM event
                       WHERE org_id = d.org_id AND seq >= d.first_seq AND seq <= d.last_seq
                         AND type = ANY ($2) AND directory_id IS NOT NULL) e
                WHERE NOT EXISTS (
                      SELECT 1 FROM acknowledgement a WHERE a.org_id = e.org_id AND a.seq = e.seq AND a.at >= e.at)
                  AND (EXISTS (SELECT 1 FROM feed_reader r WHERE r.org_id IN (e.org_id, $4) AND r.read_at > $5)
                       OR EXISTS (SELECT 1 FROM webhook w WHERE w.org_id IN (e.org_id, $4)
                                   AND w.disabled_reason IS DISTINCT FROM 'by_hand')))
        SELECT (SELECT count(*) FROM due) AS looked, o.org_id, coalesce(o.people, 0)::integer AS people, o.request_id, o.subject_id
          FROM (SELECT 1) one
          LEFT JOIN (
               SELECT org_id, count(*) AS people, min(request_id::text)::uuid AS request_id,
                      (array_agg(subject_id ORDER BY request_id))[1] AS subject_id
                 FROM late GROUP BY org_id) o ON true
        """;

    /**
     * Whom the application should have learnt of by now and has not, where it has a way to learn. Of others it is none to tell: a gateway
     * whose events nobody hears has no clock.
     *
     * @param due placed in the feed before this
     */
    Future<List<Found>> look(SqlClient client, Instant due, Instant now) {
        return client.preparedQuery(LOOK)
                .execute(Tuple.of(utc(due), Departures.words(), (long) RUNS, new UUID(0, 0), utc(now.minus(READER))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LateTable::found)
                        .toList());
    }

    private static Found found(Row row) {
        return new Found(
                row.getLong("looked"),
                row.getUUID("org_id"),
                row.getInteger("people"),
                row.getUUID("request_id"),
                row.getUUID("subject_id"));
    }
}
