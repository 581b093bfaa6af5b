package dev.rollcall.core.store.transaction;

import dev.rollcall.core.decide.workspace.Slice;
import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.DomainOwner;
import dev.rollcall.core.model.KnownUser;
import dev.rollcall.core.model.Nesting.Ancestor;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.row.AwaitedAddress;
import dev.rollcall.core.model.row.ConflictDecision;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.FormerRecord;
import dev.rollcall.core.model.row.GroupRow;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.MembershipRow;
import dev.rollcall.core.model.row.OrganizationRow;
import dev.rollcall.core.model.row.Recovery;
import dev.rollcall.core.model.row.RoleAssignment;
import dev.rollcall.core.model.row.UserRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The rows of a slice while it is loaded; a row that is found in several ways is there once. */
final class SliceRows {

    final List<DirectoryRow> directories = new ArrayList<>();
    final List<RoleAssignment> assignments = new ArrayList<>();
    final Map<UUID, UserRow> users = new LinkedHashMap<>();
    final Map<UUID, KnownUser> known = new LinkedHashMap<>();
    final Map<UUID, GroupRow> groups = new LinkedHashMap<>();
    final Map<MembershipRow.Key, MembershipRow> memberships = new LinkedHashMap<>();
    final List<Ancestor> ancestors = new ArrayList<>();
    final Map<UUID, String> groupNames = new HashMap<>();
    final Map<UUID, MemberRow> members = new LinkedHashMap<>();
    final Set<AwaitedAddress> awaited = new LinkedHashSet<>();
    final Map<String, Claim> claims = new LinkedHashMap<>();
    final Map<String, DomainOwner> domainOwners = new LinkedHashMap<>();
    final List<ConflictDecision> conflictDecisions = new ArrayList<>();
    final List<Recovery> recoveries = new ArrayList<>();
    final Map<UUID, HoldRow> holds = new LinkedHashMap<>();
    final List<FormerRecord> formerRecords = new ArrayList<>();
    final Set<UUID> abandoned = new HashSet<>();

    void addUsers(Collection<UserRow> rows) {
        rows.forEach(row -> users.put(row.id(), row));
    }

    void addKnown(Collection<KnownUser> rows) {
        rows.forEach(row -> known.put(row.id(), row));
    }

    void addGroups(Collection<GroupRow> rows) {
        rows.forEach(row -> groups.put(row.id(), row));
    }

    void addMemberships(Collection<MembershipRow> rows) {
        rows.forEach(row -> memberships.put(row.key(), row));
    }

    void addMembers(Collection<MemberRow> rows) {
        rows.forEach(row -> members.put(row.id(), row));
    }

    void addClaims(Collection<Claim> rows) {
        rows.forEach(row -> claims.put(row.emailKey(), row));
    }

    void addDomainOwners(Collection<DomainOwner> rows) {
        rows.forEach(row -> domainOwners.put(row.domain(), row));
    }

    void addHolds(Collection<HoldRow> rows) {
        rows.forEach(row -> holds.put(row.id(), row));
    }

    List<DirectoryKey<UUID>> userKeys() {
        return users.values().stream()
                .map(user -> new DirectoryKey<>(user.directoryId(), user.id()))
                .toList();
    }

    Slice slice(OrganizationRow organization, OperatorRules house, int seatsAwaitedInVain) {
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
                claims.values(),
                holds.values(),
                recoveries,
                formerRecords,
                abandoned,
                domainOwners.values(),
                conflictDecisions,
                seatsAwaitedInVain);
    }
}
