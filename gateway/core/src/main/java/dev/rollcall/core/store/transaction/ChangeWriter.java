package dev.rollcall.core.store.transaction;

import dev.rollcall.core.decide.workspace.Changes;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.core.store.CommitGuard;
import dev.rollcall.core.store.organisation.AuditTable;
import dev.rollcall.core.store.organisation.EventTable;
import dev.rollcall.core.store.organisation.OrganizationTable;
import dev.rollcall.core.store.organisation.RoleAssignmentTable;
import dev.rollcall.core.store.people.AdoptionTable;
import dev.rollcall.core.store.people.AwaitedAddressTable;
import dev.rollcall.core.store.people.EmailClaimTable;
import dev.rollcall.core.store.people.GroupMemberTable;
import dev.rollcall.core.store.people.GroupTable;
import dev.rollcall.core.store.people.HeadCountTable;
import dev.rollcall.core.store.people.HoldTable;
import dev.rollcall.core.store.people.MemberTable;
import dev.rollcall.core.store.people.RecoveryTable;
import dev.rollcall.core.store.people.SeatLedgerTable;
import dev.rollcall.core.store.people.UserEmailTable;
import dev.rollcall.core.store.people.UserTable;
import dev.rollcall.core.store.people.WelcomeMailTable;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Writes the changes of one batch: one statement for each table and kind of change, all in one pipelined round
 * trip, and COMMIT with them where nothing follows.
 */
final class ChangeWriter {

    private static final OrganizationTable ORGANIZATION = new OrganizationTable();
    private static final RoleAssignmentTable ASSIGNMENTS = new RoleAssignmentTable();
    private static final UserTable USERS = new UserTable();
    private static final UserEmailTable EMAILS = new UserEmailTable();
    private static final GroupTable GROUPS = new GroupTable();
    private static final GroupMemberTable MEMBERSHIPS = new GroupMemberTable();
    private static final MemberTable MEMBERS = new MemberTable();
    private static final EmailClaimTable CLAIMS = new EmailClaimTable();
    private static final SeatLedgerTable LEDGER = new SeatLedgerTable();
    private static final AuditTable AUDIT = new AuditTable();
    private static final EventTable EVENTS = new EventTable();
    private static final HoldTable HOLDS = new HoldTable();
    private static final WelcomeMailTable WELCOMES = new WelcomeMailTable();
    private static final RecoveryTable RECOVERIES = new RecoveryTable();
    private static final AdoptionTable ADOPTIONS = new AdoptionTable();
    private static final AwaitedAddressTable AWAITED = new AwaitedAddressTable();
    private static final HeadCountTable HEADS = new HeadCountTable();

    private final SqlConnection connection;
    private final UUID orgId;
    private final Changes changes;
    private final List<Future<?>> statements = new ArrayList<>();

    private ChangeWriter(SqlConnection connection, UUID orgId, Changes changes) {
        this.connection = connection;
        this.orgId = orgId;
        this.changes = changes;
    }

    /** Done when every statement is; the transaction is the caller's. */
    static Future<?> write(SqlConnection connection, UUID orgId, Changes changes) {
        ChangeWriter writer = new ChangeWriter(connection, orgId, changes);
        writer.send();
        return Future.join(writer.statements).transform(done -> writer.firstFailure());
    }

    /**
     * Writes and commits in the same round trip. Fails with {@code CommitUnknown} when the connection breaks
     * meanwhile.
     */
    static Future<?> writeAndCommit(SqlConnection connection, UUID orgId, Changes changes) {
        ChangeWriter writer = new ChangeWriter(connection, orgId, changes);
        writer.send();
        Future<?> committed = BatchTransaction.committed(
                connection.query(CommitGuard.commitOf(writer.statements.size())).execute());
        return Future.join(writer.statements)
                .transform(done -> writer.firstFailure())
                .recover(BatchTransaction::unlessAnswered)
                .eventually(() -> committed.otherwiseEmpty())
                .compose(v -> committed);
    }

    private void send() {
        Instant at = changes.at();
        // Deletions first: a unique key that one row gives up may be taken by another in the same batch.
        each(changes.users().deleted(), (c, rows) -> USERS.delete(c, orgId, rows));
        each(changes.users().updated(), (c, rows) -> USERS.update(c, orgId, rows));
        each(changes.users().inserted(), (c, rows) -> USERS.insert(c, orgId, rows));
        emails();
        each(changes.groups().deleted(), (c, rows) -> GROUPS.delete(c, orgId, rows));
        each(changes.groups().updated(), (c, rows) -> GROUPS.update(c, orgId, rows));
        each(changes.groups().inserted(), (c, rows) -> GROUPS.insert(c, orgId, rows));
        memberships();
        each(changes.groupsTouched(), (c, rows) -> GROUPS.touch(c, orgId, at, rows));
        each(changes.members().deleted(), (c, rows) -> MEMBERS.delete(c, orgId, rows));
        each(changes.members().updated(), (c, rows) -> MEMBERS.update(c, orgId, rows));
        each(changes.members().inserted(), (c, rows) -> MEMBERS.insert(c, orgId, rows));
        claims();
        each(changes.holds().updated(), (c, rows) -> HOLDS.update(c, orgId, rows));
        each(changes.holds().inserted(), (c, rows) -> HOLDS.insert(c, orgId, rows));
        each(changes.recoveries().deleted(), (c, rows) -> RECOVERIES.delete(c, orgId, rows));
        each(changes.recoveries().updated(), (c, rows) -> RECOVERIES.put(c, orgId, rows));
        each(changes.recoveries().inserted(), (c, rows) -> RECOVERIES.put(c, orgId, rows));
        each(changes.adoptionsForgotten(), (c, rows) -> ADOPTIONS.forget(c, orgId, rows));
        each(changes.adoptions(), (c, rows) -> ADOPTIONS.insert(c, orgId, rows));
        each(changes.awaitedNoMore(), (c, rows) -> AWAITED.delete(c, orgId, rows));
        each(changes.awaited(), (c, rows) -> AWAITED.put(c, orgId, rows));
        each(changes.assignments(), (c, rows) -> ASSIGNMENTS.bind(c, orgId, rows));
        each(changes.welcomes(), (c, rows) -> WELCOMES.insert(c, orgId, at, rows));
        each(changes.notices(), (c, rows) -> WELCOMES.insertNotices(c, orgId, at, rows));
        each(changes.ledger(), (c, rows) -> LEDGER.append(c, orgId, at, rows));
        each(changes.events(), (c, rows) -> EVENTS.append(c, orgId, at, rows));
        each(changes.audit(), (c, rows) -> AUDIT.append(c, orgId, at, rows));
        each(changes.heads(), (c, rows) -> HEADS.add(c, orgId, rows));
        if (changes.countersMoved()) {
            statements.add(ORGANIZATION.storeCounters(connection, changes.organization(), changes.directories()));
        }
    }

    private void emails() {
        Set<UUID> inserted = new HashSet<>();
        changes.users().inserted().forEach(user -> inserted.add(user.id()));
        List<UserRow> stale = new ArrayList<>(changes.users().deleted());
        for (UserRow user : changes.emails()) {
            if (!inserted.contains(user.id())) {
                stale.add(user);
            }
        }
        each(stale, (c, rows) -> EMAILS.delete(c, orgId, rows));
        each(UserEmailTable.addresses(changes.emails()), (c, rows) -> EMAILS.insert(c, orgId, rows));
    }

    private void memberships() {
        each(gone(changes.memberships()), (c, rows) -> MEMBERSHIPS.delete(c, orgId, rows));
        each(come(changes.memberships()), (c, rows) -> MEMBERSHIPS.insert(c, orgId, rows));
    }

    private void claims() {
        each(gone(changes.claims()), (c, rows) -> CLAIMS.delete(c, orgId, rows));
        each(come(changes.claims()), (c, rows) -> CLAIMS.insert(c, orgId, rows));
    }

    /** Where little is left of a row that changes, it goes and another comes. */
    private static <R> List<R> gone(Changes.Rows<R> changed) {
        List<R> rows = new ArrayList<>(changed.deleted());
        rows.addAll(changed.updated());
        return rows;
    }

    private static <R> List<R> come(Changes.Rows<R> changed) {
        List<R> rows = new ArrayList<>(changed.inserted());
        rows.addAll(changed.updated());
        return rows;
    }

    private <R> void each(List<R> rows, BiFunction<SqlConnection, List<R>, Future<?>> statement) {
        if (!rows.isEmpty()) {
            statements.add(statement.apply(connection, rows));
        }
    }

    /** In a pipeline the first failure tells why; those behind it only that there was one. */
    private Future<Void> firstFailure() {
        for (Future<?> statement : statements) {
            if (statement.failed()) {
                return Future.failedFuture(statement.cause());
            }
        }
        return Future.succeededFuture();
    }
}
