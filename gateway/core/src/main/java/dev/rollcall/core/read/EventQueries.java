package dev.rollcall.core.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.EventRow;
import dev.rollcall.scim.ScimJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The events of an organisation, as they were committed. Thread-safe. */
public final class EventQueries {

    private final SqlClient client;

    public EventQueries(SqlClient client) {
        this.client = client;
    }

    /** An event and when it happened. */
    public record RecordedEvent(EventRow event, Instant at) {}

    private static final String AFTER = """
            SELECT seq, event_id, at, type, subject_id, directory_id, request_id, data::text AS data
            FROM event
            WHERE org_id = $1 AND seq > $2
            ORDER BY seq
            LIMIT $3
            """;

    /**
     * The events behind one that is known, oldest first. Their numbers have no gaps: whoever has seen {@code n} has seen all up
     * to it.
     *
     * @param seq number of the last event that is known; 0 for none
     */
    public Future<List<RecordedEvent>> after(UUID orgId, long seq, int limit) {
        return client.preparedQuery(AFTER)
                .execute(Tuple.of(orgId, seq, (long) limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(EventQueries::event)
                        .toList());
    }

    private static final String ABOUT = """
            SELECT seq, event_id, at, type, subject_id, directory_id, request_id, data::text AS data
            FROM event
            WHERE org_id = $1 AND subject_id = ANY ($2)
            ORDER BY seq DESC
            LIMIT $3
            """;

    /** The newest events about these members or users, newest first. */
    public Future<List<RecordedEvent>> about(UUID orgId, List<UUID> subjects, int limit) {
        return client.preparedQuery(ABOUT)
                .execute(Tuple.of(orgId, subjects.toArray(UUID[]::new), (long) limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(EventQueries::event)
                        .toList());
    }

    private static RecordedEvent event(Row row) {
        EventRow event = new EventRow(
                row.getLong("seq"),
                row.getUUID("event_id"),
                row.getString("type"),
                row.getUUID("subject_id"),
                row.getUUID("directory_id"),
                row.getUUID("request_id"),
                (ObjectNode) ScimJson.parse(row.getString("data").getBytes(StandardCharsets.UTF_8)));
        return new RecordedEvent(event, row.getOffsetDateTime("at").toInstant());
    }
}
