package dev.rollcall.core.store.organisation;

import dev.rollcall.core.model.DomainOwner;
import dev.rollcall.core.model.row.DomainRow;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Table {@code domain}, as far as decisions depend on it. */
public final class DomainTable {

    private static final String ALL = """
        SELECT name, verified_at IS NOT NULL, proof = 'dns', lost_at IS NOT NULL FROM domain WHERE org_id = $1
        """;

    /** The organisation's domains, verified or only claimed. */
    public Future<List<DomainRow>> loadAll(SqlConnection connection, UUID orgId) {
        return connection.preparedQuery(ALL).execute(Tuple.of(orgId)).map(rows -> {
            List<DomainRow> domains = new ArrayList<>(rows.size());
            for (Row row : rows) {
                domains.add(new DomainRow(row.getString(0), row.getBoolean(1), row.getBoolean(2), row.getBoolean(3)));
            }
            return domains;
        });
    }

    private static final String OWNERS = """
        SELECT d.name, d.org_id, d.verified_at
          FROM unnest($1::text[]) AS k (name)
         CROSS JOIN LATERAL (
               SELECT * FROM domain d WHERE d.name = k.name AND d.verified_at IS NOT NULL OFFSET 0) d
        """;

    /** Which organisations have verified these domains: a look-up each in the index that lets a domain have one owner. */
    public Future<List<DomainOwner>> owners(SqlConnection connection, Collection<String> names) {
        return connection
                .preparedQuery(OWNERS)
                .execute(Tuple.of((Object) names.toArray(String[]::new)))
                .map(rows -> {
                    List<DomainOwner> owners = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        owners.add(new DomainOwner(
                                row.getString(0),
                                row.getUUID(1),
                                row.getOffsetDateTime(2).toInstant()));
                    }
                    return owners;
                });
    }

    private static final String CLAIM = """
        INSERT INTO domain (org_id, name, proof, token, claimed_at, next_check_at)
        SELECT $1, $2, 'dns', $3, $4, $4
         WHERE NOT EXISTS (SELECT FROM domain WHERE name = $2 AND verified_at IS NOT NULL AND org_id <> $1)
            ON CONFLICT (org_id, name) DO UPDATE
           SET token = coalesce(domain.token, excluded.token),
               claimed_at = coalesce(domain.claimed_at, excluded.claimed_at)
        """;

    /** Notes that the organisation wants to prove a domain; false when it is another's. A token that there is stays. */
    public Future<Boolean> claim(SqlConnection connection, UUID orgId, String name, String token, Instant now) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(orgId, name, token, Column.time(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String VERIFY = """
        INSERT INTO domain (org_id, name, proof, verified_at, conflicts_due_at)
        SELECT $1, $2, $3, $4, $4
         WHERE NOT EXISTS (SELECT FROM domain WHERE name = $2 AND verified_at IS NOT NULL AND org_id <> $1)
            ON CONFLICT (org_id, name) DO UPDATE
           SET verified_at = coalesce(domain.verified_at, excluded.verified_at),
               conflicts_due_at = CASE WHEN domain.verified_at IS NULL THEN excluded.conflicts_due_at
                                       ELSE domain.conflicts_due_at END,
               proof = CASE WHEN domain.verified_at IS NULL OR excluded.proof = 'dns' THEN excluded.proof
                            ELSE domain.proof END,
               next_check_at = CASE WHEN excluded.proof = 'dns' THEN domain.next_check_at END
        """;

    /** Notes that a domain is the organisation's; false when it is another's. */
    public Future<Boolean> verify(SqlConnection connection, UUID orgId, String name, boolean attested, Instant now) {
        return connection
                .preparedQuery(VERIFY)
                .execute(Tuple.of(orgId, name, attested ? "attested" : "dns", Column.time(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String RECORD = "UPDATE domain SET lost_at = $3 WHERE org_id = $1 AND name = $2";

    /** Notes that the record of a verified domain is gone, or back. */
    public Future<?> noteRecord(SqlConnection connection, UUID orgId, String name, boolean present, Instant now) {
        return connection.preparedQuery(RECORD).execute(Tuple.of(orgId, name, present ? null : Column.time(now)));
    }

    private static final String RELEASE = "DELETE FROM domain WHERE org_id = $1 AND name = $2";

    public Future<?> release(SqlConnection connection, UUID orgId, String name) {
        return connection.preparedQuery(RELEASE).execute(Tuple.of(orgId, name));
    }
}
