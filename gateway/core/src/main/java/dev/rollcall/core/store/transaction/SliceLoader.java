package dev.rollcall.core.store.transaction;

import dev.rollcall.core.decide.request.Wanted;
import dev.rollcall.core.decide.workspace.Addresses;
import dev.rollcall.core.decide.workspace.Slice;
import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.DomainOwner;
import dev.rollcall.core.model.KnownUser;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.MembershipRow;
import dev.rollcall.core.model.row.OrganizationRow;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.core.store.HeavyWork;
import dev.rollcall.core.store.Once;
import dev.rollcall.core.store.organisation.ConflictDecisionTable;
import dev.rollcall.core.store.organisation.DirectoryTable;
import dev.rollcall.core.store.organisation.DomainTable;
import dev.rollcall.core.store.organisation.OrganizationTable;
import dev.rollcall.core.store.people.AwaitedAddressTable;
import dev.rollcall.core.store.people.EmailClaimTable;
import dev.rollcall.core.store.people.GroupAncestorTable;
import dev.rollcall.core.store.people.GroupMemberTable;
import dev.rollcall.core.store.people.GroupTable;
import dev.rollcall.core.store.people.HoldTable;
import dev.rollcall.core.store.people.MemberTable;
import dev.rollcall.core.store.people.RecoveryTable;
import dev.rollcall.core.store.people.UserTable;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Loads the slice of one batch in pipelined waves. The first is sent with the lock: it asks for what the commands name, what
 * depends on the rows that they name by id, and what the organisation is expected to have, such as holds in force. Further waves
 * ask for rows that turned out to be needed only from those found so far; an ordinary batch needs none, and no further wave is
 * sent. One instance a batch.
 */
final class SliceLoader {

    private static final OrganizationTable ORGANIZATION = new OrganizationTable();
    private static final DirectoryTable DIRECTORIES = new DirectoryTable();
    private static final ConfigurationReader CONFIGURATION = new ConfigurationReader();
    private static final UserTable USERS = new UserTable();
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
    private OperatorRules house;

    private final SliceRows rows = new SliceRows();
    private final Set<String> addresses = new LinkedHashSet<>();
    private int seatsAwaitedInVain;

    private final Once<DirectoryKey<UUID>> ofUsers = new Once<>();
    private final Once<DirectoryKey<UUID>> ofGroups = new Once<>();
    private final Once<DirectoryKey<String>> externalIds = new Once<>();
    private final Once<MembershipRow.Key> membershipKeys = new Once<>();
    private final Once<UUID> ancestorsOf = new Once<>();
    private final Once<String> claimsOn = new Once<>();
    private final Once<String> suspendedOf = new Once<>();
    private final Once<String> awaitingOf = new Once<>();
    private final Once<String> ownersOf = new Once<>();
    private final Once<UUID> holdsOfUsers = new Once<>();
    private final Once<UUID> holdsOfMembers = new Once<>();
    private final Once<String> ofOrganization = new Once<>();

    SliceLoader(SqlConnection connection, UUID orgId, Wanted wanted, OperatorRules house) {
        this.connection = connection;
        this.orgId = orgId;
        this.wanted = wanted;
        this.house = house;
    }

    /**
     * Locks the organisation and loads.
     *
     * @param expected the organisation as it was last seen; where it has changed since, further waves follow
     */
    Future<Slice> load(OrganizationRow expected) {
        Future<OrganizationRow> lock = ORGANIZATION.lock(connection, orgId);
        Future<?> named = loadNamed(expected);
        return lock.compose(organization -> named.compose(v -> loadRest(organization)));
    }

    /** Loads in a transaction that holds the lock, with the organisation as it stands in it. */
    Future<Slice> loadOn(OrganizationRow organization) {
        return loadNamed(organization).compose(v -> loadRest(organization));
    }

    private Future<Slice> loadRest(OrganizationRow organization) {
        return loadNamesakes()
                .compose(v -> loadAncestors())
                .compose(v -> loadOfGroups())
                .compose(v -> HeavyWork.on(rows.users.size(), this::collectAddresses))
                .compose(domains -> loadConsequences(organization, domains))
                .compose(v -> Future.all(loadHolders(), loadConflictDecisions()))
                .compose(v -> loadDirectoriesOfMembers())
                .compose(v -> loadTies(organization))
                .compose(v -> loadAncestors())
                .compose(v -> loadHolds(organization))
                .map(v -> rows.slice(organization, house, mayWaitInVain(organization) ? seatsAwaitedInVain : 0));
    }

    private Future<?> loadNamed(OrganizationRow expected) {
        List<Future<?>> wave = new ArrayList<>();
        wave.add((wanted.everyDirectory()
                        ? CONFIGURATION.loadAll(connection, orgId)
                        : CONFIGURATION.load(connection, orgId, wanted.directories()))
                .onSuccess(this::add));
        if (!wanted.members().isEmpty()) {
            wave.add(MEMBERS.loadByIds(connection, orgId, wanted.members()).onSuccess(rows::addMembers));
        }
        if (!wanted.users().isEmpty()) {
            wave.add(USERS.load(connection, orgId, wanted.users()).onSuccess(rows::addUsers));
        }
        if (!wanted.userAddresses().isEmpty()) {
            wave.add(USERS.loadByAddress(connection, orgId, wanted.userAddresses())
                    .onSuccess(rows::addUsers));
        }
        known(wave);
        if (!wanted.groups().isEmpty()) {
            wave.add(GROUPS.load(connection, orgId, wanted.groups()).onSuccess(rows::addGroups));
        }
        if (!wanted.groupNames().isEmpty()) {
            wave.add(GROUPS.loadNamed(connection, orgId, wanted.groupNames()).onSuccess(rows::addGroups));
        }
        if (!wanted.wholeGroups().isEmpty()) {
            wave.add(MEMBERSHIPS
                    .loadGroups(connection, orgId, wanted.wholeGroups())
                    .onSuccess(rows::addMemberships));
        }
        if (!wanted.parkedValues().isEmpty()) {
            wave.add(MEMBERSHIPS
                    .loadParked(connection, orgId, wanted.parkedValues(), rows.groupNames)
                    .onSuccess(rows::addMemberships));
        }
        memberships(wave);
        ofUsersAndGroups(wave, wanted.users(), wanted.groups());
        ofAddressesOfUsers(wave, wanted.users(), expected);
        ofAddresses(wave, wanted.addresses(), domainsOf(wanted.addresses()), expected);
        ofOrganization(wave, expected);
        holds(wave, ids(wanted.users()), wanted.members(), expected);
        return Future.all(wave);
    }

    /** Whom the commands name, in whichever way, without their documents. */
    private void known(List<Future<?>> wave) {
        Set<DirectoryKey<String>> names = new LinkedHashSet<>(wanted.userNames());
        Set<DirectoryKey<String>> values = new LinkedHashSet<>(wanted.externalIds());
        names.addAll(wanted.references().names());
        values.addAll(wanted.references().values());
        List<DirectoryKey<UUID>> ids = wanted.references().ids();
        List<DirectoryKey<UUID>> inactive = wanted.everyDirectory() ? List.of() : wanted.users();
        if (!names.isEmpty() || !values.isEmpty() || !inactive.isEmpty()) {
            wave.add(USERS.known(connection, orgId, ids, List.copyOf(names), List.copyOf(values), inactive)
                    .onSuccess(rows::addKnown));
        }
    }

    /** The memberships that the commands speak of, as far as it is known by now who is meant. */
    private void memberships(List<Future<?>> wave) {
        Set<MembershipRow.Key> keys = wanted.references().memberships(rows.known.values());
        wanted.wholeGroups().forEach(group -> keys.removeIf(key -> key.groupId().equals(group.value())));
        List<MembershipRow.Key> fresh = membershipKeys.take(keys);
        if (!fresh.isEmpty()) {
            wave.add(MEMBERSHIPS.load(connection, orgId, fresh).onSuccess(rows::addMemberships));
        }
    }

    /** What hangs on users and groups. */
    private void ofUsersAndGroups(
            List<Future<?>> wave, Collection<DirectoryKey<UUID>> users, Collection<DirectoryKey<UUID>> groups) {
        List<DirectoryKey<UUID>> people = ofUsers.take(users);
        List<DirectoryKey<UUID>> members = new ArrayList<>(people);
        members.addAll(ofGroups.take(groups));
        if (!members.isEmpty()) {
            wave.add(MEMBERSHIPS
                    .loadMembers(connection, orgId, members, rows.groupNames)
                    .onSuccess(rows::addMemberships));
        }
        if (!people.isEmpty()) {
            wave.add(MEMBERS.load(connection, orgId, people).onSuccess(rows::addMembers));
        }
    }

    /** What hangs on the addresses that users have, before it is known which these are. */
    private void ofAddressesOfUsers(List<Future<?>> wave, List<DirectoryKey<UUID>> users, OrganizationRow expected) {
        if (users.isEmpty()) {
            return;
        }
        boolean suspended = expected.counts().dormantMembers() > 0;
        boolean awaited = expected.counts().addressesAwaited() > 0;
        wave.add(CLAIMS.ofUsers(connection, orgId, users)
                .onSuccess(found -> found.forEach(address -> {
                    claimsOn.note(address.emailKey());
                    if (suspended) {
                        suspendedOf.note(address.emailKey());
                    }
                    if (awaited) {
                        awaitingOf.note(address.emailKey());
                    }
                    add(address);
                })));
        if (suspended) {
            wave.add(MEMBERS.suspendedOfUsers(connection, orgId, users).onSuccess(rows::addMembers));
        }
        if (awaited) {
            wave.add(AWAITED.loadForUsers(connection, orgId, users).onSuccess(rows.awaited::addAll));
        }
    }

    private void add(EmailClaimTable.Known address) {
        if (address.claim() != null) {
            rows.addClaims(List.of(address.claim()));
        }
        ownersOf.note(address.domain());
        if (address.owner() != null) {
            rows.addDomainOwners(List.of(address.owner()));
        }
    }

    /** What hangs on addresses and their domains. */
    private void ofAddresses(
            List<Future<?>> wave, Set<String> keys, Set<String> domains, OrganizationRow organization) {
        List<String> unclaimed = claimsOn.take(keys);
        if (!unclaimed.isEmpty()) {
            wave.add(CLAIMS.load(connection, unclaimed).onSuccess(rows::addClaims));
        }
        List<String> unowned = ownersOf.take(domains);
        if (!unowned.isEmpty()) {
            wave.add(DOMAINS.owners(connection, unowned).onSuccess(rows::addDomainOwners));
        }
        if (organization.counts().dormantMembers() > 0) {
            List<String> fresh = suspendedOf.take(keys);
            if (!fresh.isEmpty()) {
                wave.add(MEMBERS.loadSuspended(connection, orgId, fresh).onSuccess(rows::addMembers));
            }
        }
        if (organization.counts().addressesAwaited() > 0) {
            List<String> fresh = awaitingOf.take(keys);
            if (!fresh.isEmpty()) {
                wave.add(AWAITED.load(connection, orgId, fresh).onSuccess(rows.awaited::addAll));
            }
        }
    }

    /** What hangs on the organisation itself. */
    private void ofOrganization(List<Future<?>> wave, OrganizationRow organization) {
        if (organization.counts().recoveryAdmins() > 0
                && !ofOrganization.take(List.of("recoveries")).isEmpty()) {
            wave.add(RECOVERIES.loadAll(connection, orgId).onSuccess(rows.recoveries::addAll));
        }
        if (mayWaitInVain(organization)
                && !ofOrganization.take(List.of("seats awaited in vain")).isEmpty()) {
            wave.add(
                    DIRECTORIES.seatsAwaitedInVain(connection, orgId).onSuccess(people -> seatsAwaitedInVain = people));
        }
    }

    /** Users who have a userName or externalId that a command gives, or the externalId of a user who may be activated. */
    private Future<?> loadNamesakes() {
        Set<DirectoryKey<String>> names = new HashSet<>(wanted.userNames());
        Set<DirectoryKey<String>> values = new HashSet<>(wanted.externalIds());
        values.addAll(externalIdsOfTheInactive());
        externalIds.take(values);
        List<DirectoryKey<UUID>> missing = rows.known.values().stream()
                .filter(user -> !rows.users.containsKey(user.id()))
                .filter(user -> names.contains(new DirectoryKey<>(user.directoryId(), user.nameKey()))
                        || hasOneOf(user, values))
                .map(user -> new DirectoryKey<>(user.directoryId(), user.id()))
                .toList();
        return missing.isEmpty()
                ? Future.succeededFuture()
                : USERS.load(connection, orgId, missing).onSuccess(rows::addUsers);
    }

    private static boolean hasOneOf(KnownUser user, Set<DirectoryKey<String>> externalIds) {
        return user.externalId() != null
                && externalIds.contains(new DirectoryKey<>(user.directoryId(), user.externalId()));
    }

    /** What the groups found so far are in, where that can give a role. */
    private Future<?> loadAncestors() {
        if (rows.directories.stream().noneMatch(directory -> directory.nesting().matters())) {
            return Future.succeededFuture();
        }
        Set<UUID> groups = new LinkedHashSet<>(ids(wanted.groups()));
        rows.memberships.values().forEach(row -> groups.add(row.groupId()));
        List<UUID> fresh = ancestorsOf.take(groups);
        return fresh.isEmpty()
                ? Future.succeededFuture()
                : ANCESTORS.mapped(connection, orgId, fresh).onSuccess(rows.ancestors::addAll);
    }

    /** The memberships that the commands speak of, users who come into a group that gives a role, or leave it, and namesakes. */
    private Future<?> loadOfGroups() {
        List<Future<?>> wave = new ArrayList<>();
        memberships(wave);
        List<DirectoryKey<String>> theirs = externalIds.take(externalIdsOfTheInactive());
        if (!theirs.isEmpty()) {
            wave.add(USERS.loadByExternalId(connection, orgId, theirs).onSuccess(rows::addUsers));
        }
        List<DirectoryKey<UUID>> people = peopleOfGroups();
        if (!people.isEmpty()) {
            wave.add(USERS.load(connection, orgId, people).onSuccess(rows::addUsers));
        }
        return all(wave);
    }

    /** A user who is activated may find another of the same externalId active. */
    private Set<DirectoryKey<String>> externalIdsOfTheInactive() {
        Set<DirectoryKey<String>> keys = new LinkedHashSet<>();
        if (!wanted.everyDirectory()) {
            for (UserRow user : rows.users.values()) {
                if (!user.active() && user.externalId() != null) {
                    keys.add(new DirectoryKey<>(user.directoryId(), user.externalId()));
                }
            }
        }
        return keys;
    }

    private List<DirectoryKey<UUID>> peopleOfGroups() {
        Set<UUID> mapped = new HashSet<>();
        rows.assignments.forEach(assignment -> {
            if (assignment.groupId() != null) {
                mapped.add(assignment.groupId());
            }
        });
        rows.ancestors.forEach(ancestor -> mapped.add(ancestor.groupId()));
        Set<DirectoryKey<UUID>> missing = new LinkedHashSet<>();
        for (MembershipRow row : rows.memberships.values()) {
            if (row.memberId() != null && mapped.contains(row.groupId()) && !rows.users.containsKey(row.memberId())) {
                missing.add(new DirectoryKey<>(row.directoryId(), row.memberId()));
            }
        }
        for (MemberRow member : rows.members.values()) {
            if (member.directoryId() != null && member.userId() != null && !rows.users.containsKey(member.userId())) {
                missing.add(new DirectoryKey<>(member.directoryId(), member.userId()));
            }
        }
        if (wanted.references().concernRoles(rows.assignments, mapped)) {
            for (KnownUser user : rows.known.values()) {
                if (!rows.users.containsKey(user.id())) {
                    missing.add(new DirectoryKey<>(user.directoryId(), user.id()));
                }
            }
        }
        return List.copyOf(missing);
    }

    /** Collects all that could be the address of one of the users, or become it; the names of their domains are the answer. */
    private Set<String> collectAddresses() {
        addresses.addAll(wanted.addresses());
        rows.users.values().forEach(user -> Addresses.collect(user.document(), addresses));
        return domainsOf(addresses);
    }

    private static Set<String> domainsOf(Set<String> addresses) {
        Set<String> names = new LinkedHashSet<>();
        addresses.forEach(address -> names.add(Addresses.domain(address)));
        return names;
    }

    private Future<?> loadConsequences(OrganizationRow organization, Set<String> domains) {
        List<Future<?>> wave = new ArrayList<>();
        List<DirectoryKey<UUID>> groups = new ArrayList<>();
        rows.groups.values().forEach(group -> {
            rows.groupNames.put(group.id(), group.displayName());
            groups.add(new DirectoryKey<>(group.directoryId(), group.id()));
        });
        ofUsersAndGroups(wave, rows.userKeys(), groups);
        ofAddresses(wave, addresses, domains, organization);
        ofOrganization(wave, organization);
        List<UUID> former = rows.users.values().stream()
                .map(UserRow::formerMember)
                .filter(Objects::nonNull)
                .toList();
        if (!former.isEmpty()) {
            wave.add(MEMBERS.loadByIds(connection, orgId, former).onSuccess(rows::addMembers));
        }
        return all(wave);
    }

    /** A seat that is free although users wait for one is rare: a user who could take it was given it. */
    private static boolean mayWaitInVain(OrganizationRow organization) {
        return organization.counts().seatsAwaited() > 0
                && organization.counts().seatsUsed() < organization.terms().purchasedSeats()
                && organization.terms().seatPolicy() != SeatPolicy.EXPAND;
    }

    /** The members of this organisation that hold one of the addresses and came in another way. */
    private Future<?> loadHolders() {
        List<UUID> others = rows.claims.values().stream()
                .filter(claim -> claim.orgId().equals(orgId) && !rows.members.containsKey(claim.memberId()))
                .map(Claim::memberId)
                .toList();
        return others.isEmpty()
                ? Future.succeededFuture()
                : MEMBERS.loadByIds(connection, orgId, others).onSuccess(rows::addMembers);
    }

    /** Directories that others of this slice are managed by: one of them may lose a member to a directory of the slice. */
    private Future<?> loadDirectoriesOfMembers() {
        Set<UUID> missing = new LinkedHashSet<>();
        rows.members.values().forEach(member -> {
            if (member.directoryId() != null) {
                missing.add(member.directoryId());
            }
        });
        rows.directories.forEach(directory -> missing.remove(directory.id()));
        return missing.isEmpty()
                ? Future.succeededFuture()
                : CONFIGURATION.load(connection, orgId, missing).onSuccess(this::add);
    }

    private void add(ConfigurationReader.Read configuration) {
        house = house.with(configuration.roles());
        rows.directories.addAll(configuration.directories());
        rows.assignments.addAll(configuration.assignments());
    }

    /** What ties members to other records than those of this slice. */
    private Future<?> loadTies(OrganizationRow organization) {
        List<UUID> free = new ArrayList<>();
        List<UUID> managed = new ArrayList<>();
        for (MemberRow member : rows.members.values()) {
            if (member.userId() == null) {
                free.add(member.id());
            }
            if (member.managed() && !rows.users.containsKey(member.userId())) {
                managed.add(member.id());
            }
        }
        List<Future<?>> wave = new ArrayList<>();
        if (!free.isEmpty()) {
            wave.add(USERS.formerly(connection, orgId, free).onSuccess(rows.formerRecords::addAll));
        }
        if (!managed.isEmpty() && organization.counts().holdsInForce() > 0) {
            wave.add(MEMBERS.abandoned(connection, orgId, managed).onSuccess(rows.abandoned::addAll));
        }
        return all(wave);
    }

    /** What the operator decided about addresses of other organisations' domains; there are seldom any such addresses. */
    private Future<?> loadConflictDecisions() {
        Set<String> foreign = new HashSet<>();
        for (DomainOwner owner : rows.domainOwners.values()) {
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
        return CONFLICTS.load(connection, orgId, concerned).onSuccess(rows.conflictDecisions::addAll);
    }

    private Future<?> loadHolds(OrganizationRow organization) {
        // Asked for with their users.
        rows.members.values().forEach(member -> {
            if (member.userId() != null && holdsOfUsers.has(member.userId())) {
                holdsOfMembers.note(member.id());
            }
        });
        List<Future<?>> wave = new ArrayList<>();
        holds(wave, rows.users.keySet(), rows.members.keySet(), organization);
        return all(wave);
    }

    private void holds(
            List<Future<?>> wave, Collection<UUID> users, Collection<UUID> members, OrganizationRow organization) {
        if (organization.counts().holdsInForce() == 0) {
            return;
        }
        List<UUID> ofUsers = holdsOfUsers.take(users);
        List<UUID> ofMembers = holdsOfMembers.take(members);
        if (!ofUsers.isEmpty() || !ofMembers.isEmpty()) {
            wave.add(HOLDS.loadInForce(connection, orgId, ofUsers, ofMembers).onSuccess(rows::addHolds));
        }
    }

    private static List<UUID> ids(List<DirectoryKey<UUID>> keys) {
        return keys.stream().map(DirectoryKey::value).toList();
    }

    private static Future<?> all(List<Future<?>> wave) {
        return wave.isEmpty() ? Future.succeededFuture() : Future.all(wave);
    }
}
