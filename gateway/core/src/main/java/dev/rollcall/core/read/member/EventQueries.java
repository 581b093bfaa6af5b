package dev.rollcall.core.read.member;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.row.EventRow;
import dev.rollcall.scim.ScimJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the events of an organisation, as they were committed. Thread-safe. */
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
        WHERE org_id = $1 AND seq > $2 AND seq <= $3 AND ($4::text[] IS NULL OR type = ANY ($4))
        ORDER BY seq
        LIMIT $5
        """;

    /**
     * The events behind one that is known, oldest first. Their numbers have no gaps: a reader who has seen {@code n} has seen all up
     * to it.
     *
     * @param seq number of the last event that is known; 0 for none
     * @param until number of the last event that is looked at: with {@code types}, what bounds the work
     * @param types the words of the types that are wanted; null for all
     */
    public Future<List<RecordedEvent>> after(
            UUID orgId, long seq, long until, @Nullable Collection<String> types, int limit) {
        String[] words = types == null ? null : types.toArray(String[]::new);
        return client.preparedQuery(AFTER)
                .execute(Tuple.from(new @Nullable Object[] {orgId, seq, until, words, (long) limit}))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(EventQueries::event)
                        .toList());
    }

    private static final String LAST = "SELECT last_event FROM organization WHERE org_id = $1";

    /** The number of the last event of an organisation that is committed; 0 before the first. */
    public Future<Long> last(UUID orgId) {
        return client.preparedQuery(LAST)
                .execute(Tuple.of(orgId))
                .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong("last_event"));
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

    /** An event as the columns of its table hold it, {@code data} as text. */
    public static RecordedEvent event(Row row) {
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
