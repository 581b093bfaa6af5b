package dev.rollcall.core.read;

import dev.rollcall.core.model.Activation;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds the times when a directory was live, and what each of them brought (R17). Thread-safe. */
public final class ActivationQueries {

    private final SqlClient client;

    public ActivationQueries(SqlClient client) {
        this.client = client;
    }

    /**
     * What an activation has brought.
     *
     * @param seats sum of the ledger's entries that are booked on it; 0 when it was undone
     * @param membersMade members who came in by it and are there still
     * @param membersTakenOver members who were there before it (R11)
     */
    public record Balance(long seats, long membersMade, long membersTakenOver) {}

    private static final String LIST = """
            SELECT activation_id, directory_id, started_at, ended_at, undone_at
            FROM activation
            WHERE org_id = $1 AND directory_id = $2 AND ($3::uuid IS NULL OR activation_id < $3)
            ORDER BY activation_id DESC
            LIMIT $4
            """;

    /**
     * A directory's activations, newest first: their ids are in the order of time.
     *
     * @param before the id of the last one that is known, or null from the start
     */
    public Future<List<Activation>> list(UUID orgId, UUID directoryId, @Nullable UUID before, int limit) {
        return client.preparedQuery(LIST)
                .execute(Tuple.of(orgId, directoryId, before, (long) limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ActivationQueries::activation)
                        .toList());
    }

    private static final String ONE = """
            SELECT activation_id, directory_id, started_at, ended_at, undone_at
            FROM activation
            WHERE org_id = $1 AND directory_id = $2 AND activation_id = $3
            """;

    public Future<Optional<Activation>> find(UUID orgId, UUID directoryId, UUID id) {
        return client.preparedQuery(ONE)
                .execute(Tuple.of(orgId, directoryId, id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ActivationQueries::activation)
                        .findFirst());
    }

    private static final String BALANCE = """
            SELECT (SELECT coalesce(sum(delta), 0) FROM seat_ledger WHERE org_id = $1 AND activation_id = $2) AS seats,
                   (SELECT count(*) FROM member WHERE org_id = $1 AND activation_id = $2) AS made,
                   (SELECT count(*) FROM adoption WHERE org_id = $1 AND activation_id = $2) AS taken_over
            """;

    /** Adds an activation up; reads the organisation's ledger. */
    public Future<Balance> balance(UUID orgId, UUID id) {
        return client.preparedQuery(BALANCE).execute(Tuple.of(orgId, id)).map(rows -> {
            Row row = rows.iterator().next();
            return new Balance(row.getLong("seats"), row.getLong("made"), row.getLong("taken_over"));
        });
    }

    private static Activation activation(Row row) {
        return new Activation(
                row.getUUID("activation_id"),
                row.getUUID("directory_id"),
                row.getOffsetDateTime("started_at").toInstant(),
                instant(row, "ended_at"),
                instant(row, "undone_at"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
