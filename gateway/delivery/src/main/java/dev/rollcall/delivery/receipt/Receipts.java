package dev.rollcall.delivery.receipt;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Finds, for each time that a person lost access, when that was requested, when it took effect, and when the application knew.
 * Thread-safe.
 */
public final class Receipts {

    private final SqlClient client;

    public Receipts(SqlClient client) {
        this.client = client;
    }

    /**
     * How the application said that it knows.
     *
     * @param endpoint the webhook or stream; null for a feed
     */
    public record Acknowledgement(
            AcknowledgedBy way, @Nullable UUID endpoint, Instant at) {}

    /**
     * One time that somebody lost access at a directory's word.
     *
     * @param seq number of the event
     * @param asked when the request came in
     * @param effective when it was committed
     * @param acknowledgements the earliest first
     */
    public record Receipt(
            long seq,
            String type,
            UUID directoryId,
            UUID requestId,
            Instant asked,
            Instant effective,
            List<Acknowledgement> acknowledgements) {

        public Receipt {
            acknowledgements = List.copyOf(acknowledgements);
        }
    }

    private static final String OF_MEMBER = """
        SELECT e.seq, e.type, e.directory_id, e.request_id, e.at, a.all_of_it
          FROM event e
          LEFT JOIN LATERAL (
               SELECT json_agg(json_build_object('way', o.way, 'endpoint', o.endpoint_id, 'at', o.at) ORDER BY o.at) AS all_of_it
                 FROM (SELECT way, endpoint_id, min(at) AS at FROM acknowledgement
                        WHERE org_id = e.org_id AND seq = e.seq AND at >= e.at - interval '1 minute'
                        GROUP BY way, endpoint_id ORDER BY min(at) LIMIT 100) o) a ON true
         WHERE e.org_id = $1 AND e.subject_id = $2 AND e.seq < $3 AND e.type = ANY ($4) AND e.directory_id IS NOT NULL
         ORDER BY e.seq DESC
         LIMIT $5
        """;

    /** Of a member, also one who is gone; the latest first, before this number. */
    public Future<List<Receipt>> of(UUID orgId, UUID member, long before, int most) {
        return client.preparedQuery(OF_MEMBER)
                .execute(Tuple.of(orgId, member, before, Departures.words(), (long) most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Receipts::receipt)
                        .toList());
    }

    private static Receipt receipt(Row row) {
        JsonArray all = row.getJsonArray("all_of_it");
        UUID request = row.getUUID("request_id");
        return new Receipt(
                row.getLong("seq"),
                row.getString("type"),
                row.getUUID("directory_id"),
                request,
                Departures.asked(request),
                row.getOffsetDateTime("at").toInstant(),
                all == null
                        ? List.of()
                        : IntStream.range(0, all.size())
                                .mapToObj(i -> acknowledgement(all.getJsonObject(i)))
                                .toList());
    }

    private static Acknowledgement acknowledgement(JsonObject json) {
        AcknowledgedBy way = AcknowledgedBy.of(json.getString("way"));
        return new Acknowledgement(
                way,
                way == AcknowledgedBy.FEED ? null : UUID.fromString(json.getString("endpoint")),
                OffsetDateTime.parse(json.getString("at")).toInstant());
    }
}
