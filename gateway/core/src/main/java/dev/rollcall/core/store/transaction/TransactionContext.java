package dev.rollcall.core.store.transaction;

import dev.rollcall.core.decide.Decider;
import dev.rollcall.core.decide.Decision;
import dev.rollcall.core.decide.ImpactBuilder;
import dev.rollcall.core.decide.WorkChunkDecider;
import dev.rollcall.core.decide.plan.Work;
import dev.rollcall.core.decide.plan.WorkChunk;
import dev.rollcall.core.decide.request.PendingScim;
import dev.rollcall.core.decide.request.Wanted;
import dev.rollcall.core.decide.workspace.Changes;
import dev.rollcall.core.decide.workspace.MassChangeBrake;
import dev.rollcall.core.decide.workspace.Slice;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.EmailAddress;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.OrganizationRow;
import dev.rollcall.core.model.row.RoleAssignment;
import dev.rollcall.core.store.HeavyWork;
import dev.rollcall.core.store.people.GroupAncestorTable;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of one transaction: each loads a slice, decides it and writes the difference, so that the next sees it. Carries
 * what the steps share, the organisation's counters above all, and remembers what may have consequences (see {@link Consequences}).
 */
final class TransactionContext {

    private static final GroupAncestorTable ANCESTORS = new GroupAncestorTable();

    /** Steps of a condition in the time that a row takes, about fifty microseconds. */
    private static final int STEPS_OF_A_ROW = 200;

    private final SqlConnection connection;
    private final UUID orgId;
    private final OperatorRules house;
    private final Instant now;
    private final Supplier<UUID> ids;
    private final MassChangeBrake brake;
    private final @Nullable ImpactBuilder impact;
    private final Set<String> freedAddresses = new HashSet<>();
    private final Set<UUID> releasedMembers = new LinkedHashSet<>();
    private final Set<DirectoryKey<UUID>> recordsToSettle = new LinkedHashSet<>();
    private final List<Work> groupsToSettle = new ArrayList<>();
    private final Set<UUID> renamesAwaited = new LinkedHashSet<>();
    private final Set<String> givenUpAddresses = new HashSet<>();
    private final Set<String> changedDomains = new HashSet<>();
    private @Nullable OrganizationRow organization;
    private boolean written;

    TransactionContext(
            SqlConnection connection,
            UUID orgId,
            OperatorRules house,
            Instant now,
            Supplier<UUID> ids,
            MassChangeBrake brake,
            @Nullable ImpactBuilder impact) {
        this.connection = connection;
        this.orgId = orgId;
        this.house = house;
        this.now = now;
        this.ids = ids;
        this.brake = brake;
        this.impact = impact;
    }

    /**
     * Locks the organisation and decides a batch of an IdP's commands; nothing is written yet.
     *
     * @param expected the organisation as it was last seen
     */
    Future<Decision> decide(List<PendingScim> batch, Future<?> begun, OrganizationRow expected) {
        return new SliceLoader(connection, orgId, Wanted.by(batch), house)
                .load(expected)
                .compose(slice -> begun.map(slice))
                .compose(slice -> HeavyWork.on(
                        withConditions(slice, work(batch) + rows(slice)),
                        () -> Decider.decide(slice, batch, now, ids, impact)))
                .onSuccess(decision -> note(decision.changes()));
    }

    /** Decides a task in a transaction that holds the lock. */
    Future<WorkChunkDecider.Result> decide(WorkChunk task, UUID requestId) {
        return new SliceLoader(connection, orgId, Wanted.by(task), house)
                .loadOn(organization())
                .compose(slice -> HeavyWork.on(
                        withConditions(slice, rows(slice)),
                        () -> WorkChunkDecider.decide(slice, task, requestId, brake, now, ids, impact)))
                .compose(result -> {
                    note(result.changes());
                    return write(result.changes()).map(result);
                });
    }

    private static int work(List<PendingScim> batch) {
        return batch.stream().mapToInt(PendingScim::work).sum();
    }

    private static int rows(Slice slice) {
        return slice.users().size()
                + slice.members().size()
                + slice.memberships().size();
    }

    /** The same with what conditions on attributes cost beside; only organisations that have some pay for them. */
    private static int withConditions(Slice slice, int rows) {
        long steps = 0;
        for (RoleAssignment assignment : slice.assignments()) {
            steps += assignment.condition() == null ? 0 : assignment.condition().cost();
        }
        return (int) Math.min(Integer.MAX_VALUE, rows + rows * steps / STEPS_OF_A_ROW);
    }

    /** Takes note of what a step changes and of what may follow from it. */
    private void note(Changes changes) {
        organization = changes.organization();
        if (changes.isEmpty()) {
            return;
        }
        written = true;
        changes.groupsToSettle()
                .forEach(group -> groupsToSettle.add(new Work.SettleGroup(group.directoryId(), group.value())));
        recordsToSettle.addAll(changes.recordsToSettle());
        renamesAwaited.addAll(changes.renamesAwaited());
        changes.claims().deleted().forEach(claim -> givenUpAddresses.add(claim.emailKey()));
        Stream.concat(changes.members().inserted().stream(), changes.members().updated().stream())
                .filter(member -> !member.managed())
                .map(MemberRow::id)
                .forEach(releasedMembers::add);
        // Another directory may take over somebody whom a rule keeps in the one that let go of them.
        List<HoldRow> kept = Stream.concat(changes.holds().inserted().stream(), changes.holds().updated().stream())
                .filter(hold -> hold.effect() == HoldRow.Effect.SUSPENSION || hold.effect() == HoldRow.Effect.REMOVAL)
                .toList();
        kept.stream()
                .filter(HoldRow::inForce)
                .map(HoldRow::memberId)
                .filter(Objects::nonNull)
                .forEach(releasedMembers::add);
        if (mayAwaitAddresses()) {
            changes.claims().deleted().forEach(claim -> freedAddresses.add(claim.emailKey()));
            changes.members().updated().stream()
                    .filter(member -> member.userId() == null)
                    .map(MemberRow::emailKey)
                    .forEach(freedAddresses::add);
            kept.stream().map(hold -> EmailAddress.key(hold.email())).forEach(freedAddresses::add);
        }
    }

    /** Writes what a step changes. */
    Future<Void> write(Changes changes) {
        return changes.isEmpty()
                ? Future.succeededFuture()
                : ChangeWriter.write(connection, orgId, changes).compose(v -> nest(moved(changes)));
    }

    /** Writes what the only step changes, from which nothing follows, and ends the transaction. */
    Future<?> writeAndCommit(Changes changes) {
        return changes.isEmpty()
                ? BatchTransaction.end(connection, false)
                : ChangeWriter.writeAndCommit(connection, orgId, changes);
    }

    /** Groups that came into groups or left them. */
    static Set<UUID> moved(Changes changes) {
        Set<UUID> moved = new HashSet<>();
        changes.memberships().each(row -> {
            if (row.isNested()) {
                moved.add(Objects.requireNonNull(row.memberId()));
            }
        });
        return moved;
    }

    /** Groups that came into groups or left them take everybody below along. */
    private Future<Void> nest(Set<UUID> moved) {
        return moved.isEmpty()
                ? Future.succeededFuture()
                : ANCESTORS
                        .refresh(connection, orgId, moved)
                        .onSuccess(groups -> groups.forEach(
                                group -> groupsToSettle.add(new Work.SettleNested(group.directoryId(), group.value()))))
                        .mapEmpty();
    }

    /** Whether any user waits for an address. */
    boolean mayAwaitAddresses() {
        return organization().counts().addressesAwaited() > 0;
    }

    /** The organisation as it stands after the steps taken. */
    OrganizationRow organization() {
        return Objects.requireNonNull(organization, "the first step reads the organisation");
    }

    /** The organisation was read, or its terms changed, outside of a step. */
    void organization(OrganizationRow row) {
        organization = row;
    }

    /** Something was written outside of a step. */
    void wrote() {
        written = true;
    }

    boolean hasWritten() {
        return written;
    }

    boolean hasReleasedMembers() {
        return !releasedMembers.isEmpty();
    }

    boolean hasRecordsToSettle() {
        return !recordsToSettle.isEmpty();
    }

    boolean hasFreedAddresses() {
        return !freedAddresses.isEmpty();
    }

    boolean hasRenamesAwaited() {
        return !renamesAwaited.isEmpty();
    }

    boolean hasGroupsToSettle() {
        return !groupsToSettle.isEmpty();
    }

    /**
     * Members whom no directory manages now, or only a rule keeps in theirs, so that a record which was one of them may be so again;
     * asked for, they are forgotten.
     */
    List<UUID> takeReleasedMembers() {
        List<UUID> taken = List.copyOf(releasedMembers);
        releasedMembers.clear();
        return taken;
    }

    /** Records whose member another one has taken over; asked for, they are forgotten. */
    List<DirectoryKey<UUID>> takeRecordsToSettle() {
        List<DirectoryKey<UUID>> taken = List.copyOf(recordsToSettle);
        recordsToSettle.clear();
        return taken;
    }

    /** Addresses that were given up, or whose holder may be adopted now; asked for, they are forgotten. */
    Set<String> takeFreedAddresses() {
        Set<String> taken = Set.copyOf(freedAddresses);
        freedAddresses.clear();
        return taken;
    }

    /** Members who were found to wait for another address than theirs, as users; asked for, they are forgotten. */
    List<UUID> takeRenamesAwaited() {
        List<UUID> taken = List.copyOf(renamesAwaited);
        renamesAwaited.clear();
        return taken;
    }

    /** Groups whose members are to be looked at; asked for, they are forgotten. */
    List<Work> takeGroupsToSettle() {
        List<Work> taken = List.copyOf(groupsToSettle);
        groupsToSettle.clear();
        return taken;
    }

    /** Addresses that nobody of this organisation held any more after some step: other organisations may wait for them. */
    Set<String> givenUpAddresses() {
        return givenUpAddresses;
    }

    /** A domain was verified or released: other organisations may have people with addresses of it. */
    void changed(String domain) {
        changedDomains.add(domain);
    }

    /** Domains that were verified or released. */
    Set<String> changedDomains() {
        return changedDomains;
    }

    SqlConnection connection() {
        return connection;
    }

    UUID orgId() {
        return orgId;
    }

    Instant now() {
        return now;
    }
}
