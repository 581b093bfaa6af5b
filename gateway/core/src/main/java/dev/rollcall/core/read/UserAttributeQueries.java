package dev.rollcall.core.read;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds which attributes the users of a directory really have: only their names, never values. Thread-safe. */
public final class UserAttributeQueries {

    /** Users that are looked at, the newest. */
    public static final int USERS = 200;

    private final SqlClient client;

    public UserAttributeQueries(SqlClient client) {
        this.client = client;
    }

    /**
     * What stands in users at one place.
     *
     * @param name of an attribute, or the URN of an extension
     * @param part what is in it, or null
     * @param piece what is in that, of an extension, or null
     * @param users how many have it
     */
    public record Named(
            String name, @Nullable String part, @Nullable String piece, long users) {}

    /**
     * What was found.
     *
     * @param users how many were looked at
     */
    public record Found(List<Named> names, int users) {}

    private static final String NAMES = """
        WITH newest AS MATERIALIZED (
          SELECT doc FROM directory_user WHERE org_id = $1 AND directory_id = $2 ORDER BY user_id DESC LIMIT $3)
        SELECT n.name, n.part, n.piece, count(*) AS users, (SELECT count(*) FROM newest) AS looked
        FROM newest u
        CROSS JOIN LATERAL (
          SELECT DISTINCT a.key AS name, b.pair ->> 'key' AS part, c.pair ->> 'key' AS piece
          FROM jsonb_each(u.doc) a
          LEFT JOIN LATERAL jsonb_path_query(
            a.value, '$[*] ? (@.type() == "object").keyvalue()', '{}', true) AS b (pair) ON true
          LEFT JOIN LATERAL jsonb_path_query(
            b.pair -> 'value', '$[*] ? (@.type() == "object").keyvalue()', '{}', true) AS c (pair)
            ON a.key LIKE 'urn:%') n
        GROUP BY n.name, n.part, n.piece
        """;

    public Future<Found> of(UUID orgId, UUID directoryId) {
        return client.preparedQuery(NAMES)
                .execute(Tuple.of(orgId, directoryId, USERS))
                .map(rows -> {
                    List<Named> names = new ArrayList<>();
                    int looked = 0;
                    for (Row row : rows) {
                        names.add(new Named(
                                row.getString("name"),
                                row.getString("part"),
                                row.getString("piece"),
                                row.getLong("users")));
                        looked = row.getLong("looked").intValue();
                    }
                    return new Found(names, looked);
                });
    }
}
