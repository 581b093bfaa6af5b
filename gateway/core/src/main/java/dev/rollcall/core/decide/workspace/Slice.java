package dev.rollcall.core.decide.workspace;

import dev.rollcall.core.model.Claim;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Everything that one batch decides on, loaded under the organisation's row lock.
 *
 * @param assignments those of the directories, in order of position
 * @param users those named by the commands, and the members of groups that give a role
 * @param known users whom the commands name as members of groups, whether they are among {@code users} or not
 * @param memberships of the users, of {@code wholeGroups}, those that the commands speak of, and parked rows under the
 *     values that the commands name
 * @param groupNames displayName of every group in {@code memberships} by id
 * @param ancestors the groups that give a role and contain these groups, where roles count through groups in groups
 * @param members that belong to the users, or hold one of the addresses
 * @param awaitedAddresses users of active directories who wait for one of the addresses
 * @param claims on the addresses that the commands and users hold
 * @param holds in force on the users and members
 * @param recoveries all those of the organisation
 * @param formerRecords of the members without a record
 * @param abandoned ids of members whom their live directory has deactivated or deleted, while a hold keeps them; of
 *     other directories than the commands are about
 * @param domainOwners which organisations have verified the addresses' domains
 * @param conflictDecisions about addresses whose domains other organisations have verified
 * @param seatsAwaitedInVain how many of those who wait for a seat cannot be given one, because their directory is
 *     paused; counted only while there is a free seat
 */
public record Slice(
        OrganizationRow organization,
        OperatorRules house,
        Collection<DirectoryRow> directories,
        List<RoleAssignment> assignments,
        Collection<UserRow> users,
        Collection<KnownUser> known,
        Collection<GroupRow> groups,
        Collection<MembershipRow> memberships,
        Map<UUID, String> groupNames,
        Collection<Ancestor> ancestors,
        Collection<MemberRow> members,
        Collection<AwaitedAddress> awaitedAddresses,
        Collection<Claim> claims,
        Collection<HoldRow> holds,
        Collection<Recovery> recoveries,
        Collection<FormerRecord> formerRecords,
        Set<UUID> abandoned,
        Collection<DomainOwner> domainOwners,
        Collection<ConflictDecision> conflictDecisions,
        int seatsAwaitedInVain) {}
