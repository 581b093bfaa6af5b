package dev.rollcall.core.store.organisation;

import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.OrganizationRow;
import dev.rollcall.core.model.row.OrganizationRow.Counts;
import dev.rollcall.core.model.row.OrganizationRow.Terms;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code organization}: the row that every batch locks, and its counters. */
public final class OrganizationTable {

    private static final String LOCK = """
        SELECT org_id, plan = 'enterprise', purchased_seats, enterprise_max_seats, seat_policy, overflow_role,
               unverified_domains, admin_protection, seats_used, last_ledger_entry, last_event, active_admins,
               seats_awaited, addresses_awaited, holds_in_force, dormant_members, last_admin_hold,
               recovery_admins
          FROM organization
         WHERE org_id = $1
           FOR NO KEY UPDATE
        """;

    /** Reads the organisation and keeps every other batch of it waiting until this transaction ends. */
    public Future<OrganizationRow> lock(SqlConnection connection, UUID orgId) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(orgId)).map(rows -> {
            if (rows.size() == 0) {
                throw new IllegalStateException("organisation " + orgId + " is not there");
            }
            Row row = rows.iterator().next();
            return new OrganizationRow(
                    row.getUUID(0),
                    new Terms(
                            row.getBoolean(1),
                            row.getInteger(2),
                            row.getInteger(3),
                            SeatPolicy.of(row.getString(4)),
                            row.getString(5),
                            row.getBoolean(6),
                            row.getBoolean(7)),
                    new Counts(
                            row.getInteger(8),
                            row.getLong(9),
                            row.getLong(10),
                            row.getInteger(11),
                            row.getInteger(12),
                            row.getInteger(13),
                            row.getInteger(14),
                            row.getInteger(15),
                            row.getInteger(17),
                            row.getUUID(16)));
        });
    }

    private static final String COUNTERS = """
        WITH managed AS (
          UPDATE directory d
             SET active_members = t.active_members, guard_since = t.guard_since, guard_base = t.guard_base,
                 guard_count = t.guard_count, mass_hold = t.mass_hold, mass_held = t.mass_held
            FROM unnest($11::uuid[], $12::integer[], $13::timestamptz[], $14::integer[], $15::integer[], $17::uuid[],
                        $18::integer[])
                 AS t (directory_id, active_members, guard_since, guard_base, guard_count, mass_hold, mass_held)
           WHERE d.org_id = $1 AND d.directory_id = t.directory_id)
        UPDATE organization
           SET seats_used = $2, last_ledger_entry = $3, last_event = $4, active_admins = $5, seats_awaited = $6,
               addresses_awaited = $7, holds_in_force = $8, dormant_members = $9, last_admin_hold = $10,
               recovery_admins = $16
         WHERE org_id = $1
        """;

    /** Writes the sums of the organisation and of its directories. */
    public Future<?> storeCounters(
            SqlConnection connection, OrganizationRow organization, List<DirectoryRow> directories) {
        Counts counts = organization.counts();
        return connection.preparedQuery(COUNTERS).execute(Tuple.from(new @Nullable Object[] {
            organization.id(),
            counts.seatsUsed(),
            counts.lastLedgerEntry(),
            counts.lastEvent(),
            counts.activeAdmins(),
            counts.seatsAwaited(),
            counts.addressesAwaited(),
            counts.holdsInForce(),
            counts.dormantMembers(),
            counts.lastAdminHold(),
            Column.uuids(directories, DirectoryRow::id),
            Column.ints(directories, DirectoryRow::activeMembers),
            Column.times(directories, row -> row.guard().since()),
            Column.ints(directories, row -> row.guard().base()),
            Column.ints(directories, row -> row.guard().count()),
            counts.recoveryAdmins(),
            Column.uuids(directories, DirectoryRow::massHold),
            Column.ints(directories, DirectoryRow::massHeld)
        }));
    }

    private static final String TERMS = """
        UPDATE organization
           SET plan = CASE WHEN $2 THEN 'enterprise' ELSE 'standard' END, purchased_seats = $3,
               enterprise_max_seats = $4, seat_policy = $5, overflow_role = $6, unverified_domains = $7,
               admin_protection = $8
         WHERE org_id = $1
        """;

    /** Writes what was agreed and set. */
    public Future<?> storeTerms(SqlConnection connection, OrganizationRow organization) {
        Terms terms = organization.terms();
        return connection.preparedQuery(TERMS).execute(Tuple.from(new @Nullable Object[] {
            organization.id(),
            terms.enterprise(),
            terms.purchasedSeats(),
            terms.enterpriseMaxSeats(),
            terms.seatPolicy().word(),
            terms.overflowRole(),
            terms.unverifiedDomains(),
            terms.adminProtection()
        }));
    }
}
