package dev.rollcall.core.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.EventType;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes events about changes that no rule decides, such as those to the credentials of a directory, in the transaction
 * of the change.
 */
public final class EventLog {

    private EventLog() {}

    private static final String LOCK = "SELECT FROM organization WHERE org_id = $1 FOR NO KEY UPDATE";

    /** The first statement of a transaction that appends: the row that every batch locks first, which numbers the events. */
    public static Future<Void> lock(SqlClient transaction, UUID orgId) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(orgId)).mapEmpty();
    }

    /**
     * What has happened.
     *
     * @param directoryId the directory that it is about, or null
     * @param data as the type's subject asks for
     */
    public record Told(
            EventType type, UUID subjectId, @Nullable UUID directoryId, UUID requestId, ObjectNode data) {}

    private static final String APPEND = """
        WITH numbered AS (
          UPDATE organization SET last_event = last_event + 1 WHERE org_id = $1 RETURNING last_event),
        noted AS (
          INSERT INTO fresh_event (org_id, first_seq, last_seq) SELECT $1, last_event, last_event FROM numbered)
        INSERT INTO event (org_id, at, seq, event_id, type, subject_id, directory_id, request_id, data)
        SELECT $1, $2, last_event, $3, $4, $5, $6, $7, $8::text::jsonb FROM numbered
        """;

    public static Future<Void> append(SqlClient transaction, Instant at, UUID orgId, Told told) {
        return transaction
                .preparedQuery(APPEND)
                .execute(Tuple.of(orgId, Rows.at(at), Rows.newId(), told.type().word(), told.subjectId())
                        .addValue(told.directoryId())
                        .addValue(told.requestId())
                        .addValue(told.data().toString()))
                .mapEmpty();
    }
}
