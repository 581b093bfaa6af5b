package dev.rollcall.core.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.StoredResource;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.message.ScimRequest.Get;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.schema.ResourceType;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Users and groups of a directory as SCIM resources. Thread-safe. */
public final class ResourceQueries {

    private final Pool client;

    public ResourceQueries(Pool client) {
        this.client = client;
    }

    /** The resource that a GET names, or null; an id that is no UUID names nothing. */
    public Future<@Nullable StoredResource> get(UUID orgId, UUID directoryId, Get request) {
        UUID id = Ids.parse(request.id());
        return id == null
                ? Future.succeededFuture(null)
                : get(
                        orgId,
                        directoryId,
                        request.type(),
                        id,
                        ResourceSql.wantsLinks(request.type(), request.projection()));
    }

    private static final String GET = """
            SELECT %s
            FROM %s r
            WHERE r.org_id = $1 AND r.directory_id = $2 AND r.%s = $3
            """;

    /**
     * One resource, or null. Of a large group it has the first members only: see {@link #mayHaveMore}.
     *
     * @param withLinks whether to load the groups of a user or the members of a group
     */
    public Future<@Nullable StoredResource> get(
            UUID orgId, UUID directoryId, ResourceType type, UUID id, boolean withLinks) {
        return get(client, orgId, directoryId, type, id, withLinks);
    }

    private static Future<@Nullable StoredResource> get(
            SqlClient client, UUID orgId, UUID directoryId, ResourceType type, UUID id, boolean withLinks) {
        ResourceTable table = ResourceTable.of(type);
        return client.preparedQuery(GET.formatted(ResourceSql.columns(table, withLinks), table.table, table.id))
                .execute(Tuple.of(orgId, directoryId, id))
                .map(rows -> {
                    for (Row row : rows) {
                        return ResourceSql.resource(type, row);
                    }
                    return null;
                });
    }

    /** Whether this is a group of which only the first members were read. */
    public static boolean mayHaveMore(StoredResource resource) {
        return resource.document().path("members").size() == ResourceSql.PIECE;
    }

    /**
     * Reads a group in pieces, all of one snapshot: first the group with its first members, then nothing but the next ones. A
     * piece is read when the one before was taken, so that a group of any size needs the memory of one piece.
     *
     * @param taker done when a piece was taken; a failure ends the reading
     * @return done after the last piece; at once, without a piece, when the group is gone
     */
    public Future<Void> inPieces(
            UUID orgId, UUID directoryId, StoredResource group, Function<StoredResource, Future<Void>> taker) {
        return client.getConnection()
                .compose(connection -> connection
                        .query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                        .execute()
                        .compose(begun -> get(connection, orgId, directoryId, group.type(), group.id(), true))
                        .compose(first -> first == null
                                ? Future.<Void>succeededFuture()
                                : take(connection, orgId, directoryId, first, taker))
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

    /**
     * One page by index of the resources of one type, with the exact total.
     *
     * @param maxPage how many resources at most, whatever the client asks for
     * @return fails as {@link #list(UUID, UUID, Listing)} does
     */
    public Future<Page> list(UUID orgId, UUID directoryId, Query query, Mode mode, int maxPage) {
        return list(orgId, directoryId, Listing.byIndex(query, mode, maxPage));
    }

    /**
     * One page of the resources that match, in a stable order.
     *
     * @return fails with {@link dev.rollcall.scim.error.ScimException} when filter or sort make no sense for the type
     */
    public Future<Page> list(UUID orgId, UUID directoryId, Listing listing) {
        return Future.succeededFuture().compose(start -> {
            Parameters parameters = new Parameters(orgId, directoryId);
            String sql = ListSql.of(listing, parameters);
            return client.preparedQuery(sql).execute(parameters.tuple()).map(rows -> page(listing, rows));
        });
    }

    private static Page page(Listing listing, RowSet<Row> rows) {
        List<StoredResource> resources = new ArrayList<>(rows.size());
        Position last = null;
        Position next = null;
        long total = 0;
        for (Row row : rows) {
            total = row.getLong("total");
            UUID id = row.getUUID("id");
            if (id == null) {
                break;
            }
            if (resources.size() == listing.size()) {
                next = last;
                break;
            }
            ResourceType type = listing.queries().get(row.getInteger("kind")).type();
            resources.add(ResourceSql.resource(type, row));
            last = new Position(row.getString("key_text"), id, total);
        }
        Integer startIndex = listing.from() instanceof Listing.Index index ? index.startIndex() : null;
        return new Page(total, startIndex, resources, next);
    }
}
