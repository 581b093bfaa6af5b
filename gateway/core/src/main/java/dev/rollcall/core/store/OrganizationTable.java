package dev.rollcall.core.store;

import dev.rollcall.core.model.OrganizationRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Table {@code organization}: the row that every batch locks, and its counters. */
final class OrganizationTable {

    private static final String LOCK = """
            SELECT org_id, unverified_domains, seats_used, last_ledger_entry, last_event
              FROM organization
             WHERE org_id = $1
               FOR NO KEY UPDATE
            """;

    /** Reads the organisation and keeps every other batch of it waiting until this transaction ends. */
    Future<OrganizationRow> lock(SqlConnection connection, UUID orgId) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(orgId)).map(rows -> {
            if (rows.size() == 0) {
                throw new IllegalStateException("organisation " + orgId + " is not there");
            }
            Row row = rows.iterator().next();
            return new OrganizationRow(
                    row.getUUID(0), row.getBoolean(1), row.getInteger(2), row.getLong(3), row.getLong(4));
        });
    }

    private static final String COUNTERS = """
            UPDATE organization SET seats_used = $2, last_ledger_entry = $3, last_event = $4 WHERE org_id = $1
            """;

    Future<?> storeCounters(SqlConnection connection, OrganizationRow organization) {
        return connection
                .preparedQuery(COUNTERS)
                .execute(Tuple.of(
                        organization.id(),
                        organization.seatsUsed(),
                        organization.lastLedgerEntry(),
                        organization.lastEvent()));
    }
}
