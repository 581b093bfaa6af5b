package dev.rollcall.delivery.ssf.store;

import static dev.rollcall.delivery.ssf.store.StreamTable.all;
import static dev.rollcall.delivery.ssf.store.StreamTable.utc;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code ssf_receiver}. */
public final class ReceiverTable {

    private static final String COLUMNS = " org_id, receiver_id, name, audience, former_until, created_at ";

    private static final String LIST = "SELECT" + COLUMNS + """
        FROM ssf_receiver WHERE org_id = $1 AND ($2::uuid IS NULL OR receiver_id > $2) ORDER BY receiver_id LIMIT $3
        """;

    public Future<List<Receiver>> list(SqlClient client, UUID orgId, @Nullable UUID after, int limit) {
        return client.preparedQuery(LIST)
                .execute(Tuple.of(orgId, after, (long) limit))
                .map(rows -> all(rows, ReceiverTable::receiver));
    }

    private static final String FIND = "SELECT" + COLUMNS + "FROM ssf_receiver WHERE org_id = $1 AND receiver_id = $2";

    public Future<Optional<Receiver>> find(SqlClient client, UUID orgId, UUID id) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(orgId, id))
                .map(rows -> all(rows, ReceiverTable::receiver).stream().findFirst());
    }

    private static final String INSERT = """
        INSERT INTO ssf_receiver (org_id, receiver_id, name, audience, secret_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6)
        """;

    public Future<?> insert(SqlClient client, Receiver receiver, byte[] hash) {
        return client.preparedQuery(INSERT)
                .execute(Tuple.of(
                        receiver.orgId(),
                        receiver.id(),
                        receiver.name(),
                        receiver.audience(),
                        Buffer.buffer(hash),
                        utc(receiver.created())));
    }

    private static final String ROTATE = """
        UPDATE ssf_receiver SET former_hash = secret_hash, former_until = $4, secret_hash = $3
         WHERE org_id = $1 AND receiver_id = $2
        """;

    public Future<?> rotate(SqlClient client, Receiver receiver, byte[] hash, Instant formerUntil) {
        return client.preparedQuery(ROTATE)
                .execute(Tuple.of(receiver.orgId(), receiver.id(), Buffer.buffer(hash), utc(formerUntil)));
    }

    private static final String SHOWN = """
        SELECT FROM ssf_receiver
         WHERE org_id = $1 AND receiver_id = $2 AND (secret_hash = $3 OR (former_hash = $3 AND former_until > $4))
        """;

    /** Whether the hash is that of a secret of the receiver that counts. */
    public Future<Boolean> isShown(SqlClient client, UUID orgId, UUID id, byte[] hash, Instant now) {
        return client.preparedQuery(SHOWN)
                .execute(Tuple.of(orgId, id, Buffer.buffer(hash), utc(now)))
                .map(rows -> rows.size() == 1);
    }

    private static final String DELETE = "DELETE FROM ssf_receiver WHERE org_id = $1 AND receiver_id = $2";

    public Future<?> delete(SqlClient client, Receiver receiver) {
        return client.preparedQuery(DELETE).execute(Tuple.of(receiver.orgId(), receiver.id()));
    }

    private static Receiver receiver(Row row) {
        OffsetDateTime until = row.getOffsetDateTime("former_until");
        return new Receiver(
                row.getUUID("org_id"),
                row.getUUID("receiver_id"),
                row.getString("name"),
                row.getString("audience"),
                until == null ? null : until.toInstant(),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
