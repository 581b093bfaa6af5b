package dev.rollcall.core.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.StoredResource;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

/**
 * Groups of more members than are read at once: these come piece by piece, all of one snapshot of the database, so that a group
 * of any size needs the memory of one piece. Thread-safe.
 */
public final class LargeGroups {

    private static final String BEGIN = """
            BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
            SET LOCAL idle_in_transaction_session_timeout = %d
            """;

    private final Pool pool;
    private final Duration patience;

    /**
     * Takes what it needs.
     *
     * @param pool one connection of it is busy as long as a group is read
     * @param patience how long taking a piece may last before the database breaks off, so that slow clients do not use up the
     *     connections
     */
    public LargeGroups(Pool pool, Duration patience) {
        this.pool = pool;
        this.patience = patience;
    }

    /** Whether this is a group of which only the first members were read. */
    public static boolean mayHaveMore(StoredResource resource) {
        return resource.document().path("members").size() == ResourceSql.PIECE;
    }

    /**
     * Reads a group: first the whole of it with its first members, then nothing but the next ones. A piece is read when the one
     * before was taken.
     *
     * @param taker done when a piece was taken; a failure ends the reading
     * @return done after the last piece; false, without a piece, when the group is gone
     */
    public Future<Boolean> read(
            UUID orgId, UUID directoryId, StoredResource group, Function<StoredResource, Future<Void>> taker) {
        return pool.getConnection()
                .compose(connection -> connection
                        .query(BEGIN.formatted(patience.toMillis()))
                        .execute()
                        .compose(begun ->
                                ResourceQueries.get(connection, orgId, directoryId, group.type(), group.id(), true))
                        .compose(first -> first == null
                                ? Future.succeededFuture(false)
                                : take(connection, orgId, directoryId, first, taker)
                                        .map(true))
                        .eventually(() -> connection.query("ROLLBACK").execute())
                        .eventually(() -> connection.close()));
    }

    /** Hands out a piece, then those behind it. What waits for them must not hold on to the piece. */
    private static Future<Void> take(
            SqlClient snapshot,
            UUID orgId,
            UUID directoryId,
            StoredResource piece,
            Function<StoredResource, Future<Void>> taker) {
        Future<Void> taken = taker.apply(piece);
        if (!mayHaveMore(piece)) {
            return taken;
        }
        StoredResource bare = withMembers(piece, JsonNodeFactory.instance.arrayNode());
        String last = piece.document()
                .path("members")
                .path(ResourceSql.PIECE - 1)
                .path("value")
                .asText();
        return taken.compose(v -> snapshot.preparedQuery(ResourceSql.MEMBERS_BEHIND)
                        .execute(Tuple.of(orgId, directoryId, bare.id(), last)))
                .compose(rows -> {
                    String members = rows.iterator().next().getString("links");
                    return members == null
                            ? Future.succeededFuture()
                            : take(snapshot, orgId, directoryId, withMembers(bare, ResourceSql.parse(members)), taker);
                });
    }

    private static StoredResource withMembers(StoredResource group, JsonNode members) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("members", members);
        return new StoredResource(
                group.type(), group.id(), group.version(), group.created(), group.lastModified(), document);
    }
}
