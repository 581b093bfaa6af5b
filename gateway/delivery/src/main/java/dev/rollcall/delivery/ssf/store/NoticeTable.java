package dev.rollcall.delivery.ssf.store;

import static dev.rollcall.delivery.ssf.store.StreamTable.all;
import static dev.rollcall.delivery.ssf.store.StreamTable.utc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Table {@code ssf_notice}: the notices to receivers about their streams that are still to be sent. */
public final class NoticeTable {

    private static final String INSERT = """
        INSERT INTO ssf_notice (org_id, stream_id, notice_id, at, events, due_at) VALUES ($1, $2, $3, $4, $5::text::jsonb, $6)
        """;

    public Future<?> insert(SqlClient client, UUID orgId, UUID stream, Notice notice) {
        return insert(client, orgId, stream, notice, notice.at());
    }

    /** The same, not to be pushed before {@code due} by others. */
    public Future<?> insert(SqlClient client, UUID orgId, UUID stream, Notice notice, Instant due) {
        return client.preparedQuery(INSERT)
                .execute(Tuple.of(
                        orgId,
                        stream,
                        notice.id(),
                        utc(notice.at()),
                        notice.events().toString(),
                        utc(due)));
    }

    private static final String TRIM = """
        DELETE FROM ssf_notice WHERE org_id = $1 AND stream_id = $2 AND notice_id IN (
               SELECT notice_id FROM ssf_notice WHERE org_id = $1 AND stream_id = $2 ORDER BY notice_id DESC OFFSET $3)
        """;

    /** Keeps so many of a stream at the most, the newest. */
    public Future<?> trim(SqlClient client, Stream stream, int most) {
        return client.preparedQuery(TRIM).execute(Tuple.of(stream.orgId(), stream.id(), (long) most));
    }

    /**
     * A notice that is to be pushed.
     *
     * @param attempts how often it was tried, this time included
     */
    public record Due(UUID orgId, UUID stream, Notice notice, int attempts) {}

    private static final String TAKE = """
        UPDATE ssf_notice n SET due_at = $2, attempts = n.attempts + 1
          FROM (SELECT d.org_id, d.stream_id, d.notice_id
                  FROM ssf_notice d
                  JOIN webhook w ON w.org_id = d.org_id AND w.webhook_id = d.stream_id AND w.kind = 'set_push'
                 WHERE d.due_at <= $1 ORDER BY d.due_at LIMIT 20 FOR UPDATE OF d SKIP LOCKED) due
         WHERE n.org_id = due.org_id AND n.stream_id = due.stream_id AND n.notice_id = due.notice_id
        RETURNING n.org_id, n.stream_id, n.notice_id, n.at, n.events::text AS events, n.attempts
        """;

    /** Takes those that are due; whoever does not say before {@code until} what became of one leaves it to others. */
    public Future<List<Due>> take(SqlClient client, Instant now, Instant until) {
        return client.preparedQuery(TAKE)
                .execute(Tuple.of(utc(now), utc(until)))
                .map(rows -> all(
                        rows,
                        row -> new Due(
                                row.getUUID("org_id"),
                                row.getUUID("stream_id"),
                                notice(row),
                                row.getInteger("attempts"))));
    }

    private static final String LATER =
            "UPDATE ssf_notice SET due_at = $4 WHERE org_id = $1 AND stream_id = $2 AND notice_id = $3";

    public Future<?> later(SqlClient client, Due due, Instant at) {
        return client.preparedQuery(LATER)
                .execute(Tuple.of(due.orgId(), due.stream(), due.notice().id(), utc(at)));
    }

    private static Notice notice(Row row) {
        return new Notice(row.getUUID("notice_id"), row.getOffsetDateTime("at").toInstant(), (ObjectNode)
                ScimJson.parse(row.getString("events").getBytes(StandardCharsets.UTF_8)));
    }

    private static final String WAITING = """
        SELECT notice_id, at, events::text AS events FROM ssf_notice
         WHERE org_id = $1 AND stream_id = $2 ORDER BY notice_id LIMIT $3
        """;

    /** The oldest first. */
    public Future<List<Notice>> waiting(SqlClient client, Stream stream, int most) {
        return client.preparedQuery(WAITING)
                .execute(Tuple.of(stream.orgId(), stream.id(), (long) most))
                .map(rows -> all(rows, NoticeTable::notice));
    }

    private static final String RECEIVED =
            "DELETE FROM ssf_notice WHERE org_id = $1 AND stream_id = $2 AND notice_id = ANY ($3)";

    public Future<?> received(SqlClient client, UUID orgId, UUID stream, Set<UUID> ids) {
        return client.preparedQuery(RECEIVED).execute(Tuple.of(orgId, stream, ids.toArray(UUID[]::new)));
    }
}
