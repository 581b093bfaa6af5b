package dev.rollcall.core.read.resource;

import dev.rollcall.core.model.StoredResource;
import dev.rollcall.core.read.sql.Ids;
import dev.rollcall.core.read.sql.Listing;
import dev.rollcall.core.read.sql.Page;
import dev.rollcall.core.read.sql.Parameters;
import dev.rollcall.core.read.sql.Position;
import dev.rollcall.core.read.sql.Reach;
import dev.rollcall.core.read.sql.ResourceTable;
import dev.rollcall.core.read.sql.SqlTemplate;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.message.ScimRequest.Get;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.schema.ResourceType;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds users and groups of a directory as SCIM resources. Thread-safe. */
public final class ResourceQueries {

    private final SqlClient client;
    private final Reach reach;

    /** With the reach of the settings' defaults. */
    public ResourceQueries(SqlClient client) {
        this(client, Reach.DEFAULT);
    }

    /**
     * Takes what it needs.
     *
     * @param reach how far lists may reach where no index serves them
     */
    public ResourceQueries(SqlClient client, Reach reach) {
        this.client = client;
        this.reach = reach;
    }

    /** The same with another connection. */
    public ResourceQueries on(SqlClient other) {
        return new ResourceQueries(other, reach);
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

    private static final SqlTemplate GET = SqlTemplate.of("""
        SELECT %s
        FROM %s r
        WHERE r.org_id = $1 AND r.directory_id = $2 AND r.%s = $3
        """);

    /**
     * One resource, or null. Of a large group it has the first members only: see {@link LargeGroups}.
     *
     * @param withLinks whether to load the groups of a user or the members of a group
     */
    public Future<@Nullable StoredResource> get(
            UUID orgId, UUID directoryId, ResourceType type, UUID id, boolean withLinks) {
        return get(client, orgId, directoryId, type, id, withLinks);
    }

    static Future<@Nullable StoredResource> get(
            SqlClient client, UUID orgId, UUID directoryId, ResourceType type, UUID id, boolean withLinks) {
        ResourceTable table = ResourceTable.of(type);
        return client.preparedQuery(GET.with(ResourceSql.columns(table, withLinks), table.table, table.id))
                .execute(Tuple.of(orgId, directoryId, id))
                .map(rows -> {
                    for (Row row : rows) {
                        return ResourceSql.resource(type, row);
                    }
                    return null;
                });
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
            String sql = ListSql.of(listing, reach, parameters);
            return client.preparedQuery(sql).execute(parameters.tuple()).map(rows -> page(listing, rows));
        });
    }

    private Page page(Listing listing, RowSet<Row> rows) {
        List<StoredResource> resources = new ArrayList<>(rows.size());
        Position last = null;
        Position next = null;
        long total = 0;
        long onPage = 0;
        for (Row row : rows) {
            total = row.getLong("total");
            Refusals.check(listing, total, reach);
            UUID id = row.getUUID("id");
            if (id == null) {
                break;
            }
            if (resources.size() == listing.size()) {
                next = last;
                break;
            }
            onPage = row.getLong("on_page");
            ResourceType type = listing.queries().get(row.getInteger("kind")).type();
            resources.add(ResourceSql.resource(type, row));
            last = new Position(row.getString("key_text"), id, total);
        }
        if (listing.byCursor() && next == null && resources.size() < onPage) {
            next = last;
        }
        Integer startIndex = listing.from() instanceof Listing.Index index ? index.startIndex() : null;
        return new Page(total, startIndex, resources, next);
    }
}
