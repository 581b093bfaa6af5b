package dev.rollcall.core.store;

import dev.rollcall.core.decide.Addresses;
import dev.rollcall.core.decide.Slice;
import dev.rollcall.core.decide.Wanted;
import dev.rollcall.core.model.Assignment;
import dev.rollcall.core.model.AwaitedAddress;
import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.ConflictDecision;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.DirectoryRow;
import dev.rollcall.core.model.DomainOwner;
import dev.rollcall.core.model.FormerRecord;
import dev.rollcall.core.model.GroupRow;
import dev.rollcall.core.model.HoldRow;
import dev.rollcall.core.model.HouseRules;
import dev.rollcall.core.model.KnownUser;
import dev.rollcall.core.model.MemberRow;
import dev.rollcall.core.model.MembershipRow;
import dev.rollcall.core.model.Nesting.Ancestor;
import dev.rollcall.core.model.OrganizationRow;
import dev.rollcall.core.model.Recovery;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.core.model.UserRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Loads the slice of one batch in pipelined waves: first what the commands name, then what hangs on the rows found. A wave's
 * statements travel together; those with nothing to look for are not sent. One instance a batch.
 */
final class SliceLoader {

    private static final OrganizationTable ORGANIZATION = new OrganizationTable();
    private static final DirectoryTable DIRECTORIES = new DirectoryTable();
    private static final RoleAssignmentTable ASSIGNMENTS = new RoleAssignmentTable();
    private static final UserTable USERS = new UserTable();
    private static final RoleTable ROLES = new RoleTable();
    private static final GroupTable GROUPS = new GroupTable();
    private static final GroupMemberTable MEMBERSHIPS = new GroupMemberTable();
    private static final GroupAncestorTable ANCESTORS = new GroupAncestorTable();
    private static final MemberTable MEMBERS = new MemberTable();
    private static final EmailClaimTable CLAIMS = new EmailClaimTable();
    private static final AwaitedAddressTable AWAITED = new AwaitedAddressTable();
    private static final DomainTable DOMAINS = new DomainTable();
    private static final ConflictDecisionTable CONFLICTS = new ConflictDecisionTable();
    private static final HoldTable HOLDS = new HoldTable();
    private static final RecoveryTable RECOVERIES = new RecoveryTable();

    private final SqlConnection connection;
    private final UUID orgId;
    private final Wanted wanted;
    private HouseRules house;

    private final List<DirectoryRow> directories = new ArrayList<>();
    private final List<Assignment> assignments = new ArrayList<>();
    private final Map<UUID, UserRow> users = new LinkedHashMap<>();
    private final Map<UUID, KnownUser> known = new LinkedHashMap<>();
    private final Map<UUID, GroupRow> groups = new LinkedHashMap<>();
    private final Map<MembershipRow.Key, MembershipRow> memberships = new LinkedHashMap<>();
    private final List<Ancestor> ancestors = new ArrayList<>();
    private final Set<UUID> askedAncestors = new HashSet<>();
    private final Map<UUID, String> groupNames = new HashMap<>();
    private final Map<UUID, MemberRow> members = new LinkedHashMap<>();
    private final List<AwaitedAddress> awaited = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private final List<DomainOwner> domainOwners = new ArrayList<>();
    private final List<ConflictDecision> conflictDecisions = new ArrayList<>();
    private final Set<String> addresses = new LinkedHashSet<>();
    private final List<Recovery> recoveries = new ArrayList<>();
    private final Map<UUID, HoldRow> holds = new LinkedHashMap<>();
    private final List<FormerRecord> formerRecords = new ArrayList<>();
    private final Set<UUID> abandoned = new HashSet<>();
    private int seatsAwaitedInVain;

    SliceLoader(SqlConnection connection, UUID orgId, Wanted wanted, HouseRules house) {
        this.connection = connection;
        this.orgId = orgId;
        this.wanted = wanted;
        this.house = house;
    }

    /** Locks the organisation and loads. */
    Future<Slice> load() {
        Future<OrganizationRow> lock = ORGANIZATION.lock(connection, orgId);
        Future<?> named = loadNamed();
        return lock.compose(organization -> named.compose(v -> load(organization)));
    }

    /** Loads in a transaction that holds the lock, with the organisation as it stands in it. */
    Future<Slice> loadOn(OrganizationRow organization) {
        return loadNamed().compose(v -> load(organization));
    }

    private Future<Slice> load(OrganizationRow organization) {
        return loadAncestors()
                .compose(v -> loadOfGroups())
                .compose(v -> HeavyWork.on(users.size(), this::collectAddresses))
                .compose(names -> loadConsequences(organization, names))
                .compose(v -> Future.all(loadHolders(), loadConflictDecisions()))
                .compose(v -> loadDirectoriesOfMembers())
                .compose(v -> loadTies(organization))
                .compose(v -> loadAncestors())
                .compose(v -> loadHolds(organization))
                .map(v -> slice(organization));
    }

    private Future<?> loadNamed() {
        List<Future<?>> wave = new ArrayList<>();
        wave.add(ROLES.loadAll(connection).onSuccess(roles -> house = house.with(roles)));
        if (wanted.everyDirectory()) {
            wave.add(DIRECTORIES.loadAll(connection, orgId).onSuccess(directories::addAll));
            wave.add(ASSIGNMENTS.loadAll(connection, orgId).onSuccess(assignments::addAll));
        } else {
            wave.add(DIRECTORIES.load(connection, orgId, wanted.directories()).onSuccess(directories::addAll));
            wave.add(ASSIGNMENTS.load(connection, orgId, wanted.directories()).onSuccess(assignments::addAll));
        }
        if (!wanted.members().isEmpty()) {
            wave.add(MEMBERS.loadByIds(connection, orgId, wanted.members()).onSuccess(this::addMembers));
        }
        if (!wanted.users().isEmpty()) {
            wave.add(USERS.load(connection, orgId, wanted.users()).onSuccess(this::add));
        }
        if (!wanted.userNames().isEmpty()) {
            wave.add(USERS.loadNamed(connection, orgId, wanted.userNames()).onSuccess(this::add));
        }
        if (!wanted.userAddresses().isEmpty()) {
            wave.add(USERS.loadByAddress(connection, orgId, wanted.userAddresses())
                    .onSuccess(this::add));
        }
        if (!wanted.externalIds().isEmpty()) {
            wave.add(USERS.loadByExternalId(connection, orgId, wanted.externalIds())
                    .onSuccess(this::add));
        }
        if (!wanted.groups().isEmpty()) {
            wave.add(GROUPS.load(connection, orgId, wanted.groups()).onSuccess(this::addGroups));
        }
        if (!wanted.groupNames().isEmpty()) {
            wave.add(GROUPS.loadNamed(connection, orgId, wanted.groupNames()).onSuccess(this::addGroups));
        }
        if (!wanted.wholeGroups().isEmpty()) {
            wave.add(MEMBERSHIPS
                    .loadGroups(connection, orgId, wanted.wholeGroups())
                    .onSuccess(this::addMemberships));
        }
        if (!wanted.references().isEmpty()) {
            wave.add(USERS.known(connection, orgId, wanted.references().ids()).onSuccess(this::addKnown));
            wave.add(USERS.knownNamed(connection, orgId, wanted.references().names())
                    .onSuccess(this::addKnown));
            wave.add(USERS.knownByExternalId(
                            connection, orgId, wanted.references().values())
                    .onSuccess(this::addKnown));
        }
        if (!wanted.parkedValues().isEmpty()) {
            wave.add(MEMBERSHIPS
                    .loadParked(connection, orgId, wanted.parkedValues(), groupNames)
                    .onSuccess(this::addMemberships));
        }
        return Future.all(wave);
    }

    /** What the groups found so far are in, where that can give a role. */
    private Future<?> loadAncestors() {
        if (directories.stream().noneMatch(directory -> directory.nesting().matters())) {
            return Future.succeededFuture();
        }
        Set<UUID> asked = new HashSet<>();
        wanted.groups().forEach(group -> asked.add(group.value()));
        memberships.values().forEach(row -> asked.add(row.groupId()));
        asked.removeAll(askedAncestors);
        askedAncestors.addAll(asked);
        return asked.isEmpty()
                ? Future.succeededFuture()
                : ANCESTORS.mapped(connection, orgId, asked).onSuccess(ancestors::addAll);
    }

    /** The memberships that the commands speak of, whoever comes into a group, or goes, if the group gives a role, and namesakes. */
    private Future<?> loadOfGroups() {
        List<Future<?>> wave = new ArrayList<>();
        Set<MembershipRow.Key> keys = wanted.references().memberships(known.values());
        wanted.wholeGroups().forEach(group -> keys.removeIf(key -> key.groupId().equals(group.value())));
        if (!keys.isEmpty()) {
            wave.add(MEMBERSHIPS.load(connection, orgId, keys).onSuccess(this::addMemberships));
        }
        List<DirectoryKey<String>> theirs = externalIdsOfTheInactive();
        if (!theirs.isEmpty()) {
            wave.add(USERS.loadByExternalId(connection, orgId, theirs).onSuccess(this::add));
        }
        List<DirectoryKey<UUID>> people = peopleOfGroups();
        if (!people.isEmpty()) {
            wave.add(USERS.load(connection, orgId, people).onSuccess(this::add));
        }
        return wave.isEmpty() ? Future.succeededFuture() : Future.all(wave);
    }

    /** Whoever is activated may find another of the same externalId active. */
    private List<DirectoryKey<String>> externalIdsOfTheInactive() {
        Set<DirectoryKey<String>> keys = new LinkedHashSet<>();
        if (!wanted.everyDirectory()) {
            for (UserRow user : users.values()) {
                if (!user.active() && user.externalId() != null) {
                    keys.add(new DirectoryKey<>(user.directoryId(), user.externalId()));
                }
            }
            keys.removeAll(wanted.externalIds());
        }
        return List.copyOf(keys);
    }

    private List<DirectoryKey<UUID>> peopleOfGroups() {
        Set<UUID> mapped = new HashSet<>();
        assignments.forEach(assignment -> {
            if (assignment.groupId() != null) {
                mapped.add(assignment.groupId());
            }
        });
        ancestors.forEach(ancestor -> mapped.add(ancestor.groupId()));
        Set<DirectoryKey<UUID>> missing = new LinkedHashSet<>();
        for (MembershipRow row : memberships.values()) {
            if (row.memberId() != null && mapped.contains(row.groupId()) && !users.containsKey(row.memberId())) {
                missing.add(new DirectoryKey<>(row.directoryId(), row.memberId()));
            }
        }
        for (MemberRow member : members.values()) {
            if (member.directoryId() != null && member.userId() != null && !users.containsKey(member.userId())) {
                missing.add(new DirectoryKey<>(member.directoryId(), member.userId()));
            }
        }
        if (wanted.references().concernRoles(assignments, mapped)) {
            for (KnownUser user : known.values()) {
                if (!users.containsKey(user.id())) {
                    missing.add(new DirectoryKey<>(user.directoryId(), user.id()));
                }
            }
        }
        return List.copyOf(missing);
    }

    /** Collects all that could be the address of one of the users, or become it; the names of their domains are the answer. */
    private Set<String> collectAddresses() {
        addresses.addAll(wanted.addresses());
        users.values().forEach(user -> Addresses.collect(user.document(), addresses));
        Set<String> names = new HashSet<>();
        addresses.forEach(address -> names.add(Addresses.domain(address)));
        return names;
    }

    private Future<?> loadConsequences(OrganizationRow organization, Set<String> domainNames) {
        List<Future<?>> wave = new ArrayList<>();
        List<DirectoryKey<UUID>> userKeys = new ArrayList<>();
        users.values().forEach(user -> userKeys.add(new DirectoryKey<>(user.directoryId(), user.id())));
        List<DirectoryKey<UUID>> memberKeys = new ArrayList<>(userKeys);
        groups.values().forEach(group -> {
            groupNames.put(group.id(), group.displayName());
            memberKeys.add(new DirectoryKey<>(group.directoryId(), group.id()));
        });
        if (!memberKeys.isEmpty()) {
            wave.add(MEMBERSHIPS
                    .loadMembers(connection, orgId, memberKeys, groupNames)
                    .onSuccess(this::addMemberships));
        }
        if (!userKeys.isEmpty()) {
            wave.add(MEMBERS.load(connection, orgId, userKeys).onSuccess(this::addMembers));
        }
        List<UUID> former = users.values().stream()
                .map(UserRow::formerMember)
                .filter(Objects::nonNull)
                .toList();
        if (!former.isEmpty()) {
            wave.add(MEMBERS.loadByIds(connection, orgId, former).onSuccess(this::addMembers));
        }
        if (organization.counts().recoveryAdmins() > 0) {
            wave.add(RECOVERIES.loadAll(connection, orgId).onSuccess(recoveries::addAll));
        }
        if (mayWaitInVain(organization)) {
            wave.add(
                    DIRECTORIES.seatsAwaitedInVain(connection, orgId).onSuccess(people -> seatsAwaitedInVain = people));
        }
        if (!addresses.isEmpty()) {
            wave.add(CLAIMS.load(connection, addresses).onSuccess(claims::addAll));
            wave.add(DOMAINS.owners(connection, domainNames).onSuccess(domainOwners::addAll));
            if (organization.counts().dormantMembers() > 0) {
                wave.add(MEMBERS.loadSuspended(connection, orgId, addresses).onSuccess(this::addMembers));
            }
            if (organization.counts().addressesAwaited() > 0) {
                wave.add(AWAITED.load(connection, orgId, addresses).onSuccess(awaited::addAll));
            }
        }
        return wave.isEmpty() ? Future.succeededFuture() : Future.all(wave);
    }

    /** A seat that is free although somebody waits for one is rare: whoever could take it was given it. */
    private static boolean mayWaitInVain(OrganizationRow organization) {
        return organization.counts().seatsAwaited() > 0
                && organization.counts().seatsUsed() < organization.terms().purchasedSeats()
                && organization.terms().seatPolicy() != SeatPolicy.EXPAND;
    }

    /** The members of this organisation that hold one of the addresses and came in another way. */
    private Future<?> loadHolders() {
        List<Claim> others = new ArrayList<>();
        for (Claim claim : claims) {
            if (claim.orgId().equals(orgId) && !members.containsKey(claim.memberId())) {
                others.add(claim);
            }
        }
        return others.isEmpty()
                ? Future.succeededFuture()
                : MEMBERS.loadByIds(
                                connection,
                                orgId,
                                others.stream().map(Claim::memberId).toList())
                        .onSuccess(this::addMembers);
    }

    /** Directories that others of this slice are managed by: one of them may lose somebody to a directory of the slice. */
    private Future<?> loadDirectoriesOfMembers() {
        Set<UUID> missing = new LinkedHashSet<>();
        members.values().forEach(member -> {
            if (member.directoryId() != null) {
                missing.add(member.directoryId());
            }
        });
        directories.forEach(directory -> missing.remove(directory.id()));
        return missing.isEmpty()
                ? Future.succeededFuture()
                : Future.all(
                        DIRECTORIES.load(connection, orgId, missing).onSuccess(directories::addAll),
                        ASSIGNMENTS.load(connection, orgId, missing).onSuccess(assignments::addAll));
    }

    /** What ties members to other records than those of this slice. */
    private Future<?> loadTies(OrganizationRow organization) {
        List<UUID> free = new ArrayList<>();
        List<UUID> managed = new ArrayList<>();
        for (MemberRow member : members.values()) {
            if (member.userId() == null) {
                free.add(member.id());
            }
            if (member.managed() && !users.containsKey(member.userId())) {
                managed.add(member.id());
            }
        }
        List<Future<?>> wave = new ArrayList<>();
        if (!free.isEmpty()) {
            wave.add(USERS.formerly(connection, orgId, free).onSuccess(formerRecords::addAll));
        }
        if (!managed.isEmpty() && organization.counts().holdsInForce() > 0) {
            wave.add(MEMBERS.abandoned(connection, orgId, managed).onSuccess(abandoned::addAll));
        }
        return wave.isEmpty() ? Future.succeededFuture() : Future.all(wave);
    }

    /** What the operator decided about addresses of other organisations' domains; there are seldom any such addresses. */
    private Future<?> loadConflictDecisions() {
        Set<String> foreign = new HashSet<>();
        for (DomainOwner owner : domainOwners) {
            if (!owner.orgId().equals(orgId)) {
                foreign.add(owner.domain());
            }
        }
        if (foreign.isEmpty()) {
            return Future.succeededFuture();
        }
        List<String> concerned = addresses.stream()
                .filter(address -> foreign.contains(Addresses.domain(address)))
                .toList();
        return CONFLICTS.load(connection, orgId, concerned).onSuccess(conflictDecisions::addAll);
    }

    private Future<?> loadHolds(OrganizationRow organization) {
        if (organization.counts().holdsInForce() == 0 || (users.isEmpty() && members.isEmpty())) {
            return Future.succeededFuture();
        }
        return HOLDS.loadInForce(connection, orgId, users.keySet(), members.keySet())
                .onSuccess(rows -> rows.forEach(row -> holds.put(row.id(), row)));
    }

    private Slice slice(OrganizationRow organization) {
        return new Slice(
                organization,
                house,
                directories,
                assignments,
                users.values(),
                known.values(),
                groups.values(),
                memberships.values(),
                groupNames,
                ancestors,
                members.values(),
                awaited,
                claims,
                holds.values(),
                recoveries,
                formerRecords,
                abandoned,
                domainOwners,
                conflictDecisions,
                seatsAwaitedInVain);
    }

    private void add(Collection<UserRow> rows) {
        rows.forEach(row -> users.put(row.id(), row));
    }

    private void addKnown(Collection<KnownUser> rows) {
        rows.forEach(row -> known.put(row.id(), row));
    }

    private void addGroups(Collection<GroupRow> rows) {
        rows.forEach(row -> groups.put(row.id(), row));
    }

    private void addMemberships(Collection<MembershipRow> rows) {
        rows.forEach(row -> memberships.put(row.key(), row));
    }

    private void addMembers(Collection<MemberRow> rows) {
        rows.forEach(row -> members.put(row.id(), row));
    }
}
