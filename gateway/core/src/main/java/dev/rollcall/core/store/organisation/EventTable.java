package dev.rollcall.core.store.organisation;

import dev.rollcall.core.model.row.EventRow;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code event}, the outbox; append-only. */
public final class EventTable {

    private static final String APPEND = """
        WITH noted AS (INSERT INTO fresh_event (org_id, first_seq, last_seq) VALUES ($1, $10, $11))
        INSERT INTO event (org_id, at, seq, event_id, type, subject_id, directory_id, request_id, data)
        SELECT $1, $2, t.seq, t.event_id, t.type, t.subject_id, t.directory_id, t.request_id, t.data::jsonb
          FROM unnest($3::bigint[], $4::uuid[], $5::text[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[])
               AS t (seq, event_id, type, subject_id, directory_id, request_id, data)
        """;

    /** Appends events that follow each other, with the note by which they get their place in the feed. */
    public Future<?> append(SqlConnection connection, UUID orgId, Instant at, List<EventRow> events) {
        return connection.preparedQuery(APPEND).execute(Tuple.from(new @Nullable Object[] {
            orgId,
            Column.time(at),
            Column.longs(events, EventRow::seq),
            Column.uuids(events, EventRow::id),
            Column.texts(events, EventRow::type),
            Column.uuids(events, EventRow::subjectId),
            Column.uuids(events, EventRow::directoryId),
            Column.uuids(events, EventRow::requestId),
            Column.texts(events, event -> Column.json(event.data())),
            events.get(0).seq(),
            events.get(events.size() - 1).seq()
        }));
    }
}
