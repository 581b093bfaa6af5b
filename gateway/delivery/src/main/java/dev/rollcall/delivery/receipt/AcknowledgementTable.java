package dev.rollcall.delivery.receipt;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Table {@code acknowledgement}, partitioned by day: who acknowledged when an event that takes access from a person. */
public final class AcknowledgementTable {

    /**
     * An event that an endpoint has received.
     *
     * @param endpoint a webhook or a stream
     */
    public record Received(UUID orgId, long seq, UUID endpoint, Instant at) {}

    private static final String APPEND = """
        INSERT INTO acknowledgement (org_id, seq, at, endpoint_id, way)
        SELECT t.org_id, t.seq, t.at, t.endpoint_id, CASE w.kind WHEN 'webhook' THEN 'webhook' ELSE 'security_events' END
          FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::timestamptz[]) AS t (org_id, seq, endpoint_id, at)
          JOIN event e ON e.org_id = t.org_id AND e.seq = t.seq
          JOIN webhook w ON w.webhook_id = t.endpoint_id
         WHERE e.type = ANY ($5) AND e.directory_id IS NOT NULL
        ON CONFLICT DO NOTHING
        """;

    /** Notes what endpoints have received; of events that take access from nobody, or not at a directory's word, nothing is noted. */
    public Future<?> append(SqlClient client, List<Received> all) {
        return all.isEmpty()
                ? Future.succeededFuture()
                : client.preparedQuery(APPEND)
                        .execute(Tuple.of(
                                all.stream().map(Received::orgId).toArray(UUID[]::new),
                                all.stream().map(Received::seq).toArray(Long[]::new),
                                all.stream().map(Received::endpoint).toArray(UUID[]::new),
                                all.stream().map(one -> utc(one.at())).toArray(OffsetDateTime[]::new),
                                Departures.words()));
    }

    /**
     * The first word that somebody's loss of access is known.
     *
     * @param requestId of the request that asked for it
     */
    record Measured(UUID requestId, AcknowledgedBy way, Instant at) {}

    /** Only the first of one event counts; a later one is passed over. Nodes share the work, and none measures what another does. */
    private static final String MEASURE = """
        WITH fresh AS (
               SELECT org_id, seq, endpoint_id, at FROM acknowledgement WHERE NOT measured
                ORDER BY at LIMIT $1 FOR UPDATE SKIP LOCKED),
             marked AS (
               UPDATE acknowledgement a SET measured = true FROM fresh f
                WHERE a.org_id = f.org_id AND a.seq = f.seq AND a.endpoint_id = f.endpoint_id AND a.at = f.at
               RETURNING a.org_id, a.seq, a.endpoint_id, a.at, a.way)
        SELECT e.request_id, m.way, m.at
          FROM marked m JOIN event e ON e.org_id = m.org_id AND e.seq = m.seq
         WHERE NOT EXISTS (
               SELECT 1 FROM acknowledgement o
                WHERE o.org_id = m.org_id AND o.seq = m.seq AND (o.at, o.endpoint_id) < (m.at, m.endpoint_id))
        """;

    /** What came since the last time. */
    Future<List<Measured>> measure(SqlClient client, int most) {
        return client.preparedQuery(MEASURE)
                .execute(Tuple.of((long) most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(AcknowledgementTable::measured)
                        .toList());
    }

    private static Measured measured(Row row) {
        return new Measured(
                row.getUUID("request_id"),
                AcknowledgedBy.of(row.getString("way")),
                row.getOffsetDateTime("at").toInstant());
    }

    private static final String DAYS = "SELECT rollcall_acknowledgement_days($1, $2) AS dropped";

    /** Makes room for the next days and drops what is older; says how many days went. */
    Future<Integer> keepDays(SqlClient client, Instant now, int kept) {
        return client.preparedQuery(DAYS)
                .execute(Tuple.of(LocalDate.ofInstant(now, ZoneOffset.UTC), kept))
                .map(rows -> rows.iterator().next().getInteger("dropped"));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
