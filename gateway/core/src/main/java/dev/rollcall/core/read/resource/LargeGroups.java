package dev.rollcall.core.read.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.StoredResource;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Reads groups that have more members than are read at once. The members are read piece by piece, in the order of their values, so
 * that a group of any size needs the memory of one piece. Between two pieces nothing is held, neither a connection nor a
 * transaction: a slow client does not cost other clients anything. A user who is a member from the first piece to the last is
 * always shown; one who joins or leaves meanwhile may be shown or not. Thread-safe.
 */
public final class LargeGroups {

    private final Pool pool;
    private final Duration patience;

    /**
     * Takes what it needs.
     *
     * @param patience how long taking a piece may last before the reading ends
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
     * @return done after the last piece; false when the group is gone, which may also be after some pieces
     */
    public Future<Boolean> read(
            UUID orgId, UUID directoryId, StoredResource group, Function<StoredResource, Future<Void>> taker) {
        return ResourceQueries.get(pool, orgId, directoryId, group.type(), group.id(), true)
                .compose(first ->
                        first == null ? Future.succeededFuture(false) : take(orgId, directoryId, first, taker));
    }

    /** Hands out a piece, then those behind it. What waits for them must not hold on to the piece. */
    private Future<Boolean> take(
            UUID orgId, UUID directoryId, StoredResource piece, Function<StoredResource, Future<Void>> taker) {
        Future<Void> taken = taker.apply(piece).timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!mayHaveMore(piece)) {
            return taken.map(true);
        }
        StoredResource bare = withMembers(piece, JsonNodeFactory.instance.arrayNode());
        String last = piece.document()
                .path("members")
                .path(ResourceSql.PIECE - 1)
                .path("value")
                .asText();
        return taken.compose(v -> pool.preparedQuery(ResourceSql.MEMBERS_BEHIND)
                        .execute(Tuple.of(orgId, directoryId, bare.id(), last)))
                .compose(rows -> {
                    Row row = rows.iterator().next();
                    String members = row.getString("links");
                    boolean isThere = row.getBoolean("is_there");
                    if (!isThere || members == null) {
                        return Future.succeededFuture(isThere);
                    }
                    return take(orgId, directoryId, withMembers(bare, ResourceSql.parse(members)), taker);
                });
    }

    private static StoredResource withMembers(StoredResource group, JsonNode members) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("members", members);
        return new StoredResource(
                group.type(), group.id(), group.version(), group.created(), group.lastModified(), document);
    }
}
