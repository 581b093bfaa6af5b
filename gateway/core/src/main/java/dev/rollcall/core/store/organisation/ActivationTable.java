package dev.rollcall.core.store.organisation;

import dev.rollcall.core.model.Activation;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code activation}. */
public final class ActivationTable {

    private static final String OF_DIRECTORY = """
        SELECT activation_id, directory_id, started_at, ended_at, undone_at
          FROM activation
         WHERE org_id = $1 AND directory_id = $2
         ORDER BY started_at DESC, activation_id DESC
        """;

    /** A directory's activations, newest first. */
    public Future<List<Activation>> ofDirectory(SqlConnection connection, UUID orgId, UUID directoryId) {
        return load(connection, OF_DIRECTORY, Tuple.of(orgId, directoryId));
    }

    private static final String SIBLINGS = """
        SELECT a.activation_id, a.directory_id, a.started_at, a.ended_at, a.undone_at
          FROM activation this
          JOIN activation a ON a.org_id = this.org_id AND a.directory_id = this.directory_id
         WHERE this.org_id = $1 AND this.activation_id = $2
         ORDER BY a.started_at DESC, a.activation_id DESC
        """;

    /** All activations of the directory that this one is of, newest first. */
    public Future<List<Activation>> siblings(SqlConnection connection, UUID orgId, UUID activationId) {
        return load(connection, SIBLINGS, Tuple.of(orgId, activationId));
    }

    private static Future<List<Activation>> load(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).map(rows -> {
            List<Activation> activations = new ArrayList<>(rows.size());
            for (Row row : rows) {
                activations.add(new Activation(
                        row.getUUID(0),
                        row.getUUID(1),
                        row.getOffsetDateTime(2).toInstant(),
                        instant(row.getOffsetDateTime(3)),
                        instant(row.getOffsetDateTime(4))));
            }
            return activations;
        });
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static final String PUT = """
        INSERT INTO activation (org_id, activation_id, directory_id, started_at, ended_at, undone_at)
        VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (org_id, activation_id) DO UPDATE
           SET ended_at = excluded.ended_at, undone_at = excluded.undone_at
        """;

    public Future<?> put(SqlConnection connection, UUID orgId, Activation activation) {
        return connection.preparedQuery(PUT).execute(Tuple.from(new @Nullable Object[] {
            orgId,
            activation.id(),
            activation.directoryId(),
            Column.time(activation.started()),
            time(activation.ended()),
            time(activation.undone())
        }));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : Column.time(instant);
    }
}
