package dev.rollcall.core.decide.workspace;

import dev.rollcall.core.model.AdminNotice;
import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.row.Adoption;
import dev.rollcall.core.model.row.AuditEntry;
import dev.rollcall.core.model.row.AwaitedAddress;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.EventRow;
import dev.rollcall.core.model.row.GroupRow;
import dev.rollcall.core.model.row.HeadCount;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.LedgerEntry;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.MembershipRow;
import dev.rollcall.core.model.row.OrganizationRow;
import dev.rollcall.core.model.row.Recovery;
import dev.rollcall.core.model.row.RoleAssignment;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.core.model.row.WelcomeMail;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The rows that a batch writes, each list in one statement.
 *
 * @param at the batch's time, which every row carries that it creates or changes
 * @param organization with the new counters
 * @param countersMoved whether its counters or those of a directory differ from before
 * @param heads how many more or fewer users, groups and members of each kind there are
 * @param emails users whose e-mail rows have to be rewritten
 * @param groupsTouched groups that were not loaded and lost a member: only their version changes
 * @param adoptionsForgotten ids of members whom an undo no longer gives back
 * @param awaited users and the addresses that they wait for
 * @param renamesAwaited users among them who are members, known by another address until then; nothing to write
 * @param awaitedNoMore ids of users who no longer wait for an address
 * @param directories those whose counters changed
 * @param assignments those bound to a group or freed from one
 * @param groupsToSettle groups whose members are all to be looked at afterwards; nothing to write
 * @param recordsToSettle users whose member another record has taken over, each to be looked at afterwards; nothing to
 *     write
 */
public record Changes(
        Instant at,
        OrganizationRow organization,
        boolean countersMoved,
        List<HeadCount.Change> heads,
        Rows<UserRow> users,
        List<UserRow> emails,
        Rows<GroupRow> groups,
        List<DirectoryKey<UUID>> groupsTouched,
        Rows<MembershipRow> memberships,
        Rows<MemberRow> members,
        Rows<Claim> claims,
        Rows<HoldRow> holds,
        Rows<Recovery> recoveries,
        List<Adoption> adoptions,
        List<UUID> adoptionsForgotten,
        List<AwaitedAddress> awaited,
        List<UUID> renamesAwaited,
        List<UUID> awaitedNoMore,
        List<DirectoryRow> directories,
        List<RoleAssignment> assignments,
        List<DirectoryKey<UUID>> groupsToSettle,
        List<DirectoryKey<UUID>> recordsToSettle,
        List<WelcomeMail> welcomes,
        List<AdminNotice> notices,
        List<LedgerEntry> ledger,
        List<EventRow> events,
        List<AuditEntry> audit) {

    /** Rows of one table. */
    public record Rows<R>(List<R> inserted, List<R> updated, List<R> deleted) {

        static <K, R> Rows<R> of(Tracked<K, R> tracked) {
            return new Rows<>(tracked.inserted(), tracked.updated(), tracked.deleted());
        }

        /** Calls it with every row that came, changed or went. */
        public void each(Consumer<R> action) {
            inserted.forEach(action);
            updated.forEach(action);
            deleted.forEach(action);
        }

        public boolean isEmpty() {
            return inserted.isEmpty() && updated.isEmpty() && deleted.isEmpty();
        }
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return !countersMoved
                && heads.isEmpty()
                && users.isEmpty()
                && groups.isEmpty()
                && groupsTouched.isEmpty()
                && memberships.isEmpty()
                && members.isEmpty()
                && claims.isEmpty()
                && holds.isEmpty()
                && recoveries.isEmpty()
                && adoptions.isEmpty()
                && adoptionsForgotten.isEmpty()
                && awaited.isEmpty()
                && awaitedNoMore.isEmpty()
                && directories.isEmpty()
                && assignments.isEmpty()
                && welcomes.isEmpty()
                && notices.isEmpty()
                && ledger.isEmpty()
                && events.isEmpty()
                && audit.isEmpty();
    }
}
