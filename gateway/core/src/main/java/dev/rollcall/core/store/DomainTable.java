package dev.rollcall.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Table {@code domain}, as far as decisions depend on it. */
final class DomainTable {

    private static final String VERIFIED = """
            SELECT name FROM domain WHERE org_id = $1 AND name = ANY ($2) AND verified_at IS NOT NULL
            """;

    /** Those of these domains that the organisation has verified. */
    Future<Set<String>> verified(SqlConnection connection, UUID orgId, Collection<String> names) {
        return connection
                .preparedQuery(VERIFIED)
                .execute(Tuple.of(orgId, (Object) names.toArray(String[]::new)))
                .map(rows -> {
                    Set<String> verified = new HashSet<>();
                    for (Row row : rows) {
                        verified.add(row.getString(0));
                    }
                    return verified;
                });
    }
}
