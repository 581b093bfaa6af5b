package dev.rollcall.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Table {@code domain}, as far as decisions depend on it. */
final class DomainTable {

    private static final String VERIFIED = """
            SELECT name FROM domain WHERE org_id = $1 AND name = ANY ($2) AND verified_at IS NOT NULL
            """;

    private static final String ALL_VERIFIED = "SELECT name FROM domain WHERE org_id = $1 AND verified_at IS NOT NULL";

    /** The organisation's verified domains. */
    Future<Set<String>> allVerified(SqlConnection connection, UUID orgId) {
        return connection.preparedQuery(ALL_VERIFIED).execute(Tuple.of(orgId)).map(DomainTable::names);
    }

    private static final String VERIFY = """
            INSERT INTO domain (org_id, name, proof, verified_at)
            SELECT $1, $2, $3, $4
             WHERE NOT EXISTS (SELECT FROM domain WHERE name = $2 AND verified_at IS NOT NULL AND org_id <> $1)
                ON CONFLICT (org_id, name) DO UPDATE
               SET verified_at = coalesce(domain.verified_at, excluded.verified_at),
                   proof = CASE WHEN domain.verified_at IS NULL OR excluded.proof = 'dns' THEN excluded.proof
                                ELSE domain.proof END
            """;

    /** Notes that a domain is the organisation's; false when it is another's. */
    Future<Boolean> verify(SqlConnection connection, UUID orgId, String name, boolean attested, Instant now) {
        return connection
                .preparedQuery(VERIFY)
                .execute(Tuple.of(orgId, name, attested ? "attested" : "dns", Column.time(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String RELEASE = "DELETE FROM domain WHERE org_id = $1 AND name = $2";

    Future<?> release(SqlConnection connection, UUID orgId, String name) {
        return connection.preparedQuery(RELEASE).execute(Tuple.of(orgId, name));
    }

    /** Those of these domains that the organisation has verified. */
    Future<Set<String>> verified(SqlConnection connection, UUID orgId, Collection<String> names) {
        return connection
                .preparedQuery(VERIFIED)
                .execute(Tuple.of(orgId, (Object) names.toArray(String[]::new)))
                .map(DomainTable::names);
    }

    private static Set<String> names(RowSet<Row> rows) {
        Set<String> names = new HashSet<>();
        for (Row row : rows) {
            names.add(row.getString(0));
        }
        return names;
    }
}
