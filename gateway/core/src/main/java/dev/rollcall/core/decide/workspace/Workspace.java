package dev.rollcall.core.decide.workspace;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.AdminNotice;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.GroupRow;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.OrganizationRow;
import dev.rollcall.core.model.row.OrganizationRow.Terms;
import dev.rollcall.core.model.row.RoleAssignment;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.core.model.row.WelcomeMail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The slice as it is after the commands decided so far. The only place where rows are looked up and replaced while a batch is
 * decided; it keeps the look-ups up to date and decides nothing itself.
 */
public final class Workspace {

    private final Instant now;
    private final Supplier<UUID> ids;
    private final Slice slice;
    private final MassChangeBrake brake;
    private final Directories directories;
    private final Map<UUID, RoleAssignment> assignments = new LinkedHashMap<>();
    private final Set<UUID> assignmentsChanged = new LinkedHashSet<>();
    private final Set<DirectoryKey<UUID>> groupsToSettle = new LinkedHashSet<>();
    private final Set<DirectoryKey<UUID>> recordsToSettle = new LinkedHashSet<>();

    private final Users users;
    private final RecordChanges records = new RecordChanges();

    private final Groups groups;
    private final Memberships memberships;
    private final Map<UUID, Set<UUID>> ancestors = new HashMap<>();

    private final Tally tally;
    private final People people;
    private final Domains domains;
    private final AwaitedAddresses awaited;
    private final List<WelcomeMail> welcomes = new ArrayList<>();
    private final List<AdminNotice> notices = new ArrayList<>();
    private final Journal journal;
    private final ScimAudit trail;

    public Workspace(Slice slice, MassChangeBrake brake, Instant now, Supplier<UUID> ids) {
        this.slice = slice;
        this.brake = brake;
        this.now = now;
        this.ids = ids;
        this.users = new Users(slice.known(), slice.users());
        this.groups = new Groups(slice.groups(), slice.groupNames(), now);
        this.awaited = new AwaitedAddresses(slice.awaitedAddresses());
        this.memberships = new Memberships(slice.memberships());
        this.tally = new Tally(slice.organization().counts(), slice.seatsAwaitedInVain());
        this.directories = new Directories(slice.directories());
        this.people = new People(slice, tally, directories);
        this.domains = new Domains(slice, people);
        this.journal = new Journal(slice.organization(), tally, ids);
        this.trail = new ScimAudit(ids);
        slice.ancestors()
                .forEach(row -> ancestors
                        .computeIfAbsent(row.groupId(), key -> new LinkedHashSet<>())
                        .add(row.ancestorId()));
        slice.assignments().forEach(assignment -> assignments.put(assignment.id(), assignment));
    }

    public MassChangeBrake brake() {
        return brake;
    }

    public Instant now() {
        return now;
    }

    public UUID newId() {
        return ids.get();
    }

    public UUID orgId() {
        return slice.organization().id();
    }

    public Domains domains() {
        return domains;
    }

    /** Whether another user of the same directory was this member, and takes it over again (R33). */
    public boolean isOfAnother(MemberRow member, UserRow user) {
        return slice.formerRecords().stream()
                .anyMatch(record -> record.memberId().equals(member.id())
                        && record.directoryId().equals(user.directoryId())
                        && !record.userId().equals(user.id()));
    }

    public Terms terms() {
        return slice.organization().terms();
    }

    public OperatorRules house() {
        return slice.house();
    }

    public Tally tally() {
        return tally;
    }

    public People people() {
        return people;
    }

    public Journal journal() {
        return journal;
    }

    public ScimAudit trail() {
        return trail;
    }

    public Users users() {
        return users;
    }

    /** Users whose attributes have changed since this was asked last. */
    public RecordChanges records() {
        return records;
    }

    public Memberships memberships() {
        return memberships;
    }

    /** Whether a user is in a group as far as roles go: directly, or through groups in it where the directory has them count. */
    public boolean countsAsMember(UserRow user, UUID groupId) {
        return memberships.isMember(user.id(), groupId)
                || (!ancestors.isEmpty()
                        && directory(user.directoryId()).nesting().counts()
                        && memberships.of(user.id()).stream()
                                .anyMatch(row -> ancestors
                                        .getOrDefault(row.groupId(), Set.of())
                                        .contains(groupId)));
    }

    public DirectoryRow directory(UUID id) {
        return directories.get(id);
    }

    /** The directory, or null when nothing of this slice concerns it. */
    @Nullable
    public DirectoryRow directoryIfLoaded(UUID id) {
        return directories.find(id);
    }

    public void put(DirectoryRow directory) {
        directories.put(directory);
    }

    public void put(UserRow user) {
        UserRow before = users.get(user.id());
        if (before != null && !Objects.equals(before.document(), user.document())) {
            records.note(before, journal.events().size());
        }
        tally.user(before, user);
        users.put(user);
    }

    /** A user who is a member: what they were before counts no more. */
    public UserRow linked(UserRow user) {
        if (user.formerMember() == null) {
            return user;
        }
        UserRow linked = user.formerly(null);
        put(linked);
        return linked;
    }

    public void remove(UserRow user) {
        UserRow before = Objects.requireNonNull(users.get(user.id()));
        tally.user(before, null);
        if (before.waitsFor() != null && before.waitsFor().isAboutAddress()) {
            awaited.end(before);
        }
        users.remove(user);
    }

    public Groups groups() {
        return groups;
    }

    public void put(GroupRow group) {
        tally.group(groups.get(group.id()), group);
        groups.put(group);
    }

    public void remove(GroupRow group) {
        tally.group(group, null);
        groups.remove(group);
    }

    public AwaitedAddresses awaitedAddresses() {
        return awaited;
    }

    /** The directory's assignments in order of priority. */
    public List<RoleAssignment> assignments(UUID directoryId) {
        List<RoleAssignment> rows = new ArrayList<>();
        for (RoleAssignment assignment : assignments.values()) {
            if (assignment.directoryId().equals(directoryId)) {
                rows.add(assignment);
            }
        }
        return rows;
    }

    public void put(RoleAssignment assignment) {
        assignments.put(assignment.id(), assignment);
        assignmentsChanged.add(assignment.id());
    }

    /** What the members of this group are depends on it from now on, and they are not all loaded. */
    public void settleLater(GroupRow group) {
        groupsToSettle.add(new DirectoryKey<>(group.directoryId(), group.id()));
    }

    /** The record of this member is to be looked at when another has taken them over; it may not be loaded. */
    public void settleLater(MemberRow member) {
        if (member.directoryId() != null && member.userId() != null) {
            recordsToSettle.add(new DirectoryKey<>(member.directoryId(), member.userId()));
        }
    }

    /** A mail is owed. */
    public void welcome(WelcomeMail mail) {
        welcomes.add(mail);
    }

    // What is to be written

    /** A mass change that is held, or not any more, is told once, however many people it concerns (R32). */
    private void tellMassHolds() {
        for (DirectoryRow row : directories.massHolds(true)) {
            UUID hold = Objects.requireNonNull(row.massHold());
            tellMassHold(EventType.DIRECTORY_MASS_CHANGE_HELD, row, hold, row.massHeld());
            notices.add(new AdminNotice(newId(), row.id(), hold));
        }
        for (DirectoryRow row : directories.massHolds(false)) {
            DirectoryRow before = Objects.requireNonNull(directories.before(row.id()));
            tellMassHold(EventType.DIRECTORY_MASS_CHANGE_ENDED, row, Objects.requireNonNull(before.massHold()), 0);
        }
    }

    private void tellMassHold(EventType type, DirectoryRow row, UUID hold, int people) {
        UUID request = people().requestOfHold(hold);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("name", row.name()).put("state", row.state().word());
        data.put("reason", "mass_change").put("holdId", hold.toString()).put("people", people);
        journal.event(type, row.id(), new Cause(request, row.id(), Cause.Kind.CONSEQUENCE), data);
    }

    public Changes changes() {
        tellMassHolds();
        List<RoleAssignment> rebound = new ArrayList<>();
        for (UUID id : assignmentsChanged) {
            rebound.add(Objects.requireNonNull(assignments.get(id)));
        }
        OrganizationRow after = journal.organization();
        List<DirectoryRow> counted = directories.changed();
        return new Changes(
                now,
                after,
                !after.equals(slice.organization()) || !counted.isEmpty(),
                tally.heads(),
                users.changes(),
                users.withOtherAddresses(),
                groups.changes(),
                groups.touched(),
                memberships.changes(),
                Changes.Rows.of(people.members()),
                Changes.Rows.of(people.claims()),
                Changes.Rows.of(people.holds()),
                Changes.Rows.of(people.recoveries()),
                people.adoptions(),
                new ArrayList<>(people.goneByHand()),
                awaited.begun(),
                awaited.renames(),
                awaited.ended(),
                counted,
                rebound,
                new ArrayList<>(groupsToSettle),
                new ArrayList<>(recordsToSettle),
                welcomes,
                notices,
                journal.ledger(),
                journal.events(),
                trail.entries());
    }
}
