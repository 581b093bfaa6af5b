package dev.rollcall.core.decide.workspace;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.AdminNotice;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.KnownUser;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.row.AwaitedAddress;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.GroupRow;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.MembershipRow;
import dev.rollcall.core.model.row.OrganizationRow;
import dev.rollcall.core.model.row.OrganizationRow.Terms;
import dev.rollcall.core.model.row.RoleAssignment;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.core.model.row.WelcomeMail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
 * The slice as it stands after the commands decided so far. The one place where rows are looked up and replaced while a batch
 * is decided; it keeps the look-ups true and decides nothing itself.
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

    private final Tracked<UUID, UserRow> users = new Tracked<>();
    private final Map<UUID, KnownUser> known = new HashMap<>();
    private final Map<DirectoryKey<String>, UUID> userByName = new HashMap<>();
    private final Map<DirectoryKey<String>, Set<UUID>> usersByExternalId = new HashMap<>();
    private final Set<UUID> emailsChanged = new LinkedHashSet<>();
    private final RecordChanges records = new RecordChanges();

    private final Tracked<UUID, GroupRow> groups = new Tracked<>();
    private final Map<DirectoryKey<String>, Set<UUID>> groupsByName = new HashMap<>();
    private final Map<UUID, String> groupNames;
    private final Set<DirectoryKey<UUID>> groupsTouched = new LinkedHashSet<>();
    private final Set<UUID> groupsDeleted = new HashSet<>();

    private final Memberships memberships;
    private final Map<UUID, Set<UUID>> ancestors = new HashMap<>();

    private final Tally tally;
    private final People people;
    private final Domains domains;
    private final Map<UUID, AwaitedAddress> awaited = new LinkedHashMap<>();
    private final Set<UUID> renamesAwaited = new LinkedHashSet<>();
    private final Set<UUID> awaitedNoMore = new LinkedHashSet<>();
    private final List<WelcomeMail> welcomes = new ArrayList<>();
    private final List<AdminNotice> notices = new ArrayList<>();
    private final Journal journal;
    private final ScimAudit trail;

    public Workspace(Slice slice, MassChangeBrake brake, Instant now, Supplier<UUID> ids) {
        this.slice = slice;
        this.brake = brake;
        this.now = now;
        this.ids = ids;
        this.groupNames = new HashMap<>(slice.groupNames());
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
        slice.known().forEach(user -> {
            known.put(user.id(), user);
            index(user);
        });
        slice.users().forEach(user -> {
            users.load(user.id(), user);
            known.put(user.id(), identity(user));
            index(identity(user));
        });
        slice.groups().forEach(group -> {
            groups.load(group.id(), group);
            index(group);
        });
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

    /** Whether somebody else has waited for this address, and is to have it first (R31). */
    public boolean isAwaitedByAnother(String emailKey, UUID userId) {
        return slice.awaitedAddresses().stream()
                .anyMatch(row -> row.emailKey().equals(emailKey)
                        && !row.userId().equals(userId)
                        && !awaitedNoMore.contains(row.userId()));
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

    public Tracked<UUID, UserRow> users() {
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

    // Users

    @Nullable
    public UserRow user(UUID directoryId, UUID id) {
        UserRow user = users.get(id);
        return user != null && user.directoryId().equals(directoryId) ? user : null;
    }

    /** Whether the directory has this user, of whom no more may have been loaded. */
    public boolean knows(UUID directoryId, UUID id) {
        KnownUser user = known.get(id);
        return user != null && user.directoryId().equals(directoryId);
    }

    /** The id of the user with this case-folded userName, or null. */
    @Nullable
    public UUID idOfUserNamed(UUID directoryId, String nameKey) {
        return userByName.get(new DirectoryKey<>(directoryId, nameKey));
    }

    /** The ids of the users with this externalId. */
    public Set<UUID> idsWithExternalId(UUID directoryId, String externalId) {
        return usersByExternalId.getOrDefault(new DirectoryKey<>(directoryId, externalId), Set.of());
    }

    /** The same for users that the commands themselves are about. */
    @Nullable
    public UserRow userNamed(UUID directoryId, String nameKey) {
        UUID id = idOfUserNamed(directoryId, nameKey);
        return id == null ? null : users.get(id);
    }

    public List<UserRow> usersWithExternalId(UUID directoryId, String externalId) {
        List<UserRow> rows = new ArrayList<>();
        for (UUID id : idsWithExternalId(directoryId, externalId)) {
            rows.add(Objects.requireNonNull(users.get(id)));
        }
        return rows;
    }

    public void put(UserRow user) {
        UserRow before = users.get(user.id());
        if (before != null) {
            unindex(identity(before));
            if (!Objects.equals(before.document(), user.document())) {
                records.note(before, journal.events().size());
            }
        }
        tally.user(before, user);
        users.put(user.id(), user);
        known.put(user.id(), identity(user));
        index(identity(user));
        if (before == null || !Addresses.keys(before.document()).equals(Addresses.keys(user.document()))) {
            emailsChanged.add(user.id());
        }
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
        unindex(identity(user));
        known.remove(user.id());
        UserRow before = Objects.requireNonNull(users.get(user.id()));
        tally.user(before, null);
        if (before.waitsFor() != null && before.waitsFor().isAboutAddress()) {
            awaitsNoMore(before);
        }
        users.remove(user.id());
        emailsChanged.remove(user.id());
    }

    private static KnownUser identity(UserRow user) {
        return new KnownUser(user.directoryId(), user.id(), user.externalId(), user.nameKey());
    }

    private void index(KnownUser user) {
        userByName.put(new DirectoryKey<>(user.directoryId(), user.nameKey()), user.id());
        if (user.externalId() != null) {
            usersByExternalId
                    .computeIfAbsent(
                            new DirectoryKey<>(user.directoryId(), user.externalId()), key -> new LinkedHashSet<>())
                    .add(user.id());
        }
    }

    private void unindex(KnownUser user) {
        userByName.remove(new DirectoryKey<>(user.directoryId(), user.nameKey()));
        if (user.externalId() != null) {
            Set<UUID> same = usersByExternalId.get(new DirectoryKey<>(user.directoryId(), user.externalId()));
            if (same != null) {
                same.remove(user.id());
            }
        }
    }

    // Groups

    @Nullable
    public GroupRow group(UUID directoryId, UUID id) {
        GroupRow group = groups.get(id);
        return group != null && group.directoryId().equals(directoryId) ? group : null;
    }

    public List<GroupRow> groupsNamed(UUID directoryId, String nameKey) {
        List<GroupRow> rows = new ArrayList<>();
        for (UUID id : groupsByName.getOrDefault(new DirectoryKey<>(directoryId, nameKey), Set.of())) {
            rows.add(Objects.requireNonNull(groups.get(id)));
        }
        return rows;
    }

    public void put(GroupRow group) {
        GroupRow before = groups.get(group.id());
        if (before != null) {
            unindex(before);
        }
        tally.group(before, group);
        groups.put(group.id(), group);
        groupNames.put(group.id(), group.displayName());
        index(group);
    }

    public void remove(GroupRow group) {
        unindex(group);
        tally.group(group, null);
        groups.remove(group.id());
        groupsDeleted.add(group.id());
    }

    public boolean isDeletedGroup(UUID groupId) {
        return groupsDeleted.contains(groupId);
    }

    /** Counts a change of a group's members that comes from elsewhere, such as the deletion of a user. */
    public void touchGroup(MembershipRow row) {
        GroupRow group = groups.get(row.groupId());
        if (group == null) {
            groupsTouched.add(new DirectoryKey<>(row.directoryId(), row.groupId()));
        } else {
            groups.put(group.id(), group.changed(now));
        }
    }

    public String groupName(UUID groupId) {
        return groupNames.getOrDefault(groupId, "");
    }

    private void index(GroupRow group) {
        groupsByName
                .computeIfAbsent(new DirectoryKey<>(group.directoryId(), group.nameKey()), key -> new LinkedHashSet<>())
                .add(group.id());
    }

    private void unindex(GroupRow group) {
        Set<UUID> same = groupsByName.get(new DirectoryKey<>(group.directoryId(), group.nameKey()));
        if (same != null) {
            same.remove(group.id());
        }
    }

    // Role assignments, awaited addresses

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

    /** A member waits for another address than the present one. */
    public void awaitsRename(UserRow user, String emailKey) {
        awaits(user, emailKey);
        renamesAwaited.add(user.id());
    }

    /** What happens to this address or its domain elsewhere concerns the user. */
    public void awaits(UserRow user, String emailKey) {
        awaited.put(user.id(), new AwaitedAddress(user.directoryId(), user.id(), emailKey, Addresses.domain(emailKey)));
        awaitedNoMore.remove(user.id());
    }

    public void awaitsNoMore(UserRow user) {
        awaited.remove(user.id());
        renamesAwaited.remove(user.id());
        awaitedNoMore.add(user.id());
    }

    /** A mail is owed. */
    public void welcome(WelcomeMail mail) {
        welcomes.add(mail);
    }

    // What is to be written

    /** A mass change that is held, or not any more, is told once, whoever it concerns (R32). */
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
        List<UserRow> emails = new ArrayList<>();
        for (UUID id : emailsChanged) {
            emails.add(Objects.requireNonNull(users.get(id)));
        }
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
                Changes.Rows.of(users),
                emails,
                Changes.Rows.of(groups),
                new ArrayList<>(groupsTouched),
                memberships.changes(),
                Changes.Rows.of(people.members()),
                Changes.Rows.of(people.claims()),
                Changes.Rows.of(people.holds()),
                Changes.Rows.of(people.recoveries()),
                people.adoptions(),
                new ArrayList<>(people.goneByHand()),
                new ArrayList<>(awaited.values()),
                new ArrayList<>(renamesAwaited),
                new ArrayList<>(awaitedNoMore),
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
