package dev.rollcall.core.store.organisation;

import dev.rollcall.core.model.row.ConflictDecision;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code conflict_decision}: what the operator decided about addresses of domains that others have verified (R26). */
public final class ConflictDecisionTable {

    private static final String LOAD = """
        SELECT c.email_key, c.member_id, c.keep, c.keep_until, c.decided_at, c.decided_by
          FROM unnest($2::text[]) AS k (email_key)
         CROSS JOIN LATERAL (
               SELECT * FROM conflict_decision c WHERE c.org_id = $1 AND c.email_key = k.email_key OFFSET 0) c
        """;

    public Future<List<ConflictDecision>> load(SqlConnection connection, UUID orgId, Collection<String> emailKeys) {
        return connection
                .preparedQuery(LOAD)
                .execute(Tuple.of(orgId, (Object) emailKeys.toArray(String[]::new)))
                .map(rows -> {
                    List<ConflictDecision> decisions = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        OffsetDateTime until = row.getOffsetDateTime(3);
                        decisions.add(new ConflictDecision(
                                row.getString(0),
                                row.getUUID(1),
                                row.getBoolean(2),
                                until == null ? null : until.toInstant(),
                                row.getOffsetDateTime(4).toInstant(),
                                row.getString(5)));
                    }
                    return decisions;
                });
    }

    private static final String PUT = """
        INSERT INTO conflict_decision (org_id, email_key, member_id, keep, keep_until, decided_at, decided_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (org_id, email_key) DO UPDATE
           SET member_id = excluded.member_id, keep = excluded.keep, keep_until = excluded.keep_until,
               decided_at = excluded.decided_at, decided_by = excluded.decided_by
        """;

    /** In place of what was decided before. */
    public Future<?> put(SqlConnection connection, UUID orgId, ConflictDecision decision) {
        return connection.preparedQuery(PUT).execute(Tuple.from(new @Nullable Object[] {
            orgId,
            decision.emailKey(),
            decision.memberId(),
            decision.keep(),
            decision.until() == null ? null : Column.time(decision.until()),
            Column.time(decision.decided()),
            decision.by()
        }));
    }
}
