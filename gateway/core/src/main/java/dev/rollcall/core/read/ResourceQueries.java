package dev.rollcall.core.read;

import dev.rollcall.core.StoredResource;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest.Get;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.message.ScimRequest.Sort;
import dev.rollcall.scim.schema.ResourceType;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Users and groups of a directory as SCIM resources. Thread-safe. */
public final class ResourceQueries {

    private final SqlClient client;

    public ResourceQueries(SqlClient client) {
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
     * One resource, or null.
     *
     * @param withLinks whether to load the groups of a user or the members of a group
     */
    public Future<@Nullable StoredResource> get(
            UUID orgId, UUID directoryId, ResourceType type, UUID id, boolean withLinks) {
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

    private static final String COUNT = """
            SELECT count(*) AS total
            FROM %s r
            WHERE r.org_id = $1 AND %s AND %s
            """;

    /** The ids of a page are found first, so that documents, groups and members are read for these rows only. */
    private static final String LIST = """
            SELECT page.total, %1$s
            FROM (
              SELECT r.%3$s, %4$s AS sort_key, count(*) OVER () AS total
              FROM %2$s r
              WHERE r.org_id = $1 AND %9$s AND %5$s
              ORDER BY sort_key %6$s, r.%3$s
              LIMIT %7$s::bigint OFFSET %8$s::bigint) page
            CROSS JOIN LATERAL (
              SELECT * FROM %2$s r WHERE r.org_id = $1 AND r.directory_id = $2 AND r.%3$s = page.%3$s OFFSET 0) r
            ORDER BY page.sort_key %6$s, page.%3$s
            """;

    /**
     * One page of the resources that match, with the exact total, in a stable order.
     *
     * @param maxPage how many resources at most, whatever the client asks for
     * @return fails with {@link dev.rollcall.scim.error.ScimException} when filter or sort make no sense for the type
     */
    public Future<Page> list(UUID orgId, UUID directoryId, Query query, Mode mode, int maxPage) {
        return Future.succeededFuture().compose(start -> {
            Integer count = query.count();
            int size = count == null ? maxPage : Math.min(count, maxPage);
            return size == 0
                    ? count(orgId, directoryId, query, mode)
                            .map(total -> new Page(total, query.startIndex(), List.of()))
                    : page(orgId, directoryId, query, mode, size);
        });
    }

    private Future<Long> count(UUID orgId, UUID directoryId, Query query, Mode mode) {
        Parameters parameters = new Parameters(orgId, directoryId);
        String condition = condition(query, mode, parameters);
        return client.preparedQuery(
                        COUNT.formatted(ResourceTable.of(query.type()).table, inDirectory(query), condition))
                .execute(parameters.tuple())
                .map(rows -> rows.iterator().next().getLong("total"));
    }

    private Future<Page> page(UUID orgId, UUID directoryId, Query query, Mode mode, int size) {
        ResourceType type = query.type();
        ResourceTable table = ResourceTable.of(type);
        Parameters parameters = new Parameters(orgId, directoryId);
        String condition = condition(query, mode, parameters);
        Sort sort = query.sort();
        String key = SortSql.key(sort, type, mode, parameters);
        String sql = LIST.formatted(
                ResourceSql.columns(table, ResourceSql.wantsLinks(type, query.projection())),
                table.table,
                table.id,
                key == null ? "NULL::text" : key,
                condition,
                sort != null && sort.descending() ? "DESC" : "ASC",
                parameters.add((long) size),
                parameters.add(query.startIndex() - 1L),
                inDirectory(query));
        return client.preparedQuery(sql)
                .execute(parameters.tuple())
                .compose(rows -> page(orgId, directoryId, query, mode, rows));
    }

    private Future<Page> page(UUID orgId, UUID directoryId, Query query, Mode mode, RowSet<Row> rows) {
        if (rows.size() == 0 && query.startIndex() > 1) {
            // Behind the end nothing carries the total.
            return count(orgId, directoryId, query, mode).map(total -> new Page(total, query.startIndex(), List.of()));
        }
        List<StoredResource> resources = StreamSupport.stream(rows.spliterator(), false)
                .map(row -> ResourceSql.resource(query.type(), row))
                .toList();
        long total = rows.size() == 0 ? 0 : rows.iterator().next().getLong("total");
        return Future.succeededFuture(new Page(total, query.startIndex(), resources));
    }

    /**
     * The directory, as no index knows it when the filter names a key that has an index of its own: in a table that was never
     * analyzed the planner takes the primary key's first two columns for as good, and reads the whole directory.
     */
    private static String inDirectory(Query query) {
        boolean byKey = query.filter() instanceof Filter.Comparison comparison
                && comparison.op() == CompareOp.EQ
                && ResourceTable.of(query.type()).hasIndexOn(comparison.path());
        return byKey ? "r.directory_id IS NOT DISTINCT FROM $2" : "r.directory_id = $2";
    }

    private static String condition(Query query, Mode mode, Parameters parameters) {
        return query.filter() == null ? Sql.TRUE : FilterSql.condition(query.filter(), query.type(), mode, parameters);
    }
}
