package dev.rollcall.core.command;

import dev.rollcall.core.model.Condition;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.SeatPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator may ask of an organisation's rules and members. Each goes through the organisation's lane and is one
 * transaction, with all that follows from it for members, roles and seats.
 */
public sealed interface RuleCommand {

    /** A command about one directory. */
    sealed interface OfDirectory extends RuleCommand {
        UUID directoryId();
    }

    // Life cycle (R3, R17, R18, R22)

    /** From draft or deactivated: what the IdP sends is stored and answered, members stay as they are. */
    record StartPreview(UUID directoryId) implements OfDirectory {}

    /** From draft, preview or deactivated: what the IdP has sent and will send takes effect. Needs R1 and R2. */
    record Activate(UUID directoryId) implements OfDirectory {}

    /** What {@link Activate} would change for people, whatever is still missing to go live (R35). Only ever a forecast. */
    record ForeseeActivation(UUID directoryId) implements OfDirectory {}

    /** From active: what the IdP sends is stored and answered, effects wait. */
    record Pause(UUID directoryId) implements OfDirectory {}

    /** From paused: the effects that waited come. */
    record Resume(UUID directoryId) implements OfDirectory {}

    /** Ends the activation. Its members are nobody's from then on. */
    record Deactivate(UUID directoryId, Members members) implements OfDirectory {
        /** What becomes of them. */
        public enum Members {
            /** They stay, as if invited by hand. */
            KEEP,
            /** They are suspended. */
            SUSPEND
        }
    }

    /**
     * A directory takes over from another one of the organisation (R33): the other one ends, this one goes live, and whoever is in both
     * stays the same member on the same seat. Like {@link Activate} it needs R1 and R2, unless this one is live already.
     *
     * @param directoryId the successor: draft, in preview, deactivated or active
     * @param fromDirectoryId the one that ends: active or paused
     * @param others what becomes of those whom the successor does not take over
     */
    record TakeOver(UUID directoryId, UUID fromDirectoryId, Deactivate.Members others) implements OfDirectory {}

    /** Takes back exactly what an activation made, once; ends it before, if it still runs (R17). */
    record Undo(UUID activationId) implements RuleCommand {}

    // Roles (R5 to R9)

    /** What is to be done to a directory's ordered list of role assignments. */
    sealed interface EditAssignments extends OfDirectory {}

    /**
     * A group gives a role, or a condition does.
     *
     * @param groupId the group, or null when it is to be found or awaited by name
     * @param groupName its displayName, or null when it is given by id
     * @param condition what gives the role in place of a group, or null
     * @param position its place in the list from 1, or null for the end
     */
    record AddAssignment(
            UUID directoryId,
            @Nullable UUID groupId,
            @Nullable String groupName,
            @Nullable Condition condition,
            String role,
            @Nullable Integer position)
            implements EditAssignments {

        /** By a group. */
        public AddAssignment(
                UUID directoryId,
                @Nullable UUID groupId,
                @Nullable String groupName,
                String role,
                @Nullable Integer position) {
            this(directoryId, groupId, groupName, null, role, position);
        }

        /** By a condition. */
        public AddAssignment(UUID directoryId, Condition condition, String role, @Nullable Integer position) {
            this(directoryId, null, null, condition, role, position);
        }
    }

    /** An assignment gives another role. */
    record ChangeAssignment(UUID directoryId, UUID assignmentId, String role) implements EditAssignments {}

    /** An assignment gives nothing any more. */
    record RemoveAssignment(UUID directoryId, UUID assignmentId) implements EditAssignments {}

    /**
     * A new order.
     *
     * @param assignmentIds all of the directory's, strongest first
     * @param seen the order that it takes the place of, or null for whichever there is
     */
    record OrderAssignments(
            UUID directoryId,
            List<UUID> assignmentIds,
            @Nullable List<UUID> seen) implements EditAssignments {
        public OrderAssignments {
            assignmentIds = List.copyOf(assignmentIds);
            seen = seen == null ? null : List.copyOf(seen);
        }

        /** In place of whichever order there is. */
        public OrderAssignments(UUID directoryId, List<UUID> assignmentIds) {
            this(directoryId, assignmentIds, null);
        }
    }

    /** Whether roles count through groups in groups. */
    record SetNestedGroups(UUID directoryId, boolean count) implements OfDirectory {}

    /**
     * What a user in no mapped group gets (R7).
     *
     * @param role the role, or null for no access
     */
    record SetDefaultRole(UUID directoryId, @Nullable String role) implements OfDirectory {}

    // Policies

    /** How many people the directory may take out in one go (R21). */
    record SetMassGuard(UUID directoryId, int share, int minimum, Duration window) implements OfDirectory {}

    /** What the organisation has bought. */
    record SetPlan(boolean enterprise, int purchasedSeats, int enterpriseMaxSeats) implements RuleCommand {}

    /**
     * What happens when all seats are taken (R16).
     *
     * @param overflowRole the role that costs no seat; needed for {@link SeatPolicy#OVERFLOW}
     */
    record SetSeatPolicy(SeatPolicy policy, @Nullable String overflowRole) implements RuleCommand {}

    /** Whether people with addresses of unverified domains may come in (R13). */
    record AllowUnverifiedDomains(boolean allowed) implements RuleCommand {}

    /** Whether the last active admin is kept (R19). */
    record ProtectLastAdmin(boolean on) implements RuleCommand {}

    // Domains (R2)

    /** A command about one domain, named as an administrator types it. */
    sealed interface OfDomain extends RuleCommand {
        String name();
    }

    /**
     * The organisation wants to prove a domain. Done twice, nothing happens.
     *
     * @param token what its DNS record is to hold, unless it has one already
     */
    record ClaimDomain(String name, String token) implements OfDomain {}

    /** A domain is the organisation's own: proved by DNS, or attested by the operator. */
    record VerifyDomain(String name, boolean attested) implements OfDomain {}

    /** The DNS record of a verified domain is gone, or back; concerns nobody, but is told. */
    record NoteDomainRecord(String name, boolean present) implements OfDomain {}

    /** The organisation gives up a domain; its people are of an unverified domain from then on. */
    record ReleaseDomain(String name) implements OfDomain {}

    // Conflicts (R26)

    /** What the operator decides about a member whose address is of a domain that another organisation has verified. */
    sealed interface OfConflict extends RuleCommand {
        UUID memberId();

        /** Case-folded. */
        String emailKey();
    }

    /**
     * The address goes to the owner of its domain: the membership ends.
     *
     * @param onlyIfDue whether nothing is to happen unless the member was kept until a time that has come
     */
    record ReleaseConflict(UUID memberId, String emailKey, boolean onlyIfDue) implements OfConflict {}

    /**
     * The member stays.
     *
     * @param until when the address goes to the owner of its domain after all, or null for never
     */
    record KeepConflict(
            UUID memberId, String emailKey, @Nullable Instant until) implements OfConflict {}

    /** Tells that there is a conflict now, because another organisation has verified the domain; changes nothing. */
    record TellConflict(UUID memberId, String emailKey) implements OfConflict {}

    // Members by hand (R10, R11, R14)

    /**
     * Invites somebody.
     *
     * @param welcome whether a welcome mail is owed from then on
     */
    record Invite(String email, String displayName, String role, boolean welcome) implements RuleCommand {

        /** Without a mail. */
        public Invite(String email, String displayName, String role) {
            this(email, displayName, role, false);
        }
    }

    /**
     * Changes a member whom no directory manages; what is null stays.
     *
     * @param lastChange the request that made the last change that the administrator has seen, or null when any will do
     */
    record EditMember(
            UUID memberId,
            @Nullable String displayName,
            @Nullable String role,
            @Nullable UUID lastChange) implements RuleCommand {

        public EditMember(UUID memberId, @Nullable String displayName, @Nullable String role) {
            this(memberId, displayName, role, null);
        }
    }

    /**
     * Removes a member whom no directory manages.
     *
     * @param lastChange as in {@link EditMember}
     */
    record RemoveMember(UUID memberId, @Nullable UUID lastChange) implements RuleCommand {

        public RemoveMember(UUID memberId) {
            this(memberId, null);
        }
    }

    // Admins for a time (R20)

    /**
     * Makes somebody an admin for a time, whatever the mapping says: an active member, or a new one.
     *
     * @param displayName of a new member, or null
     * @param reason for the audit
     * @param ends at most seven days ahead
     */
    record GrantRecovery(String email, @Nullable String displayName, String reason, Instant ends)
            implements RuleCommand {}

    /**
     * Takes it back: the member gets what the mapping gives now, or what they were before.
     *
     * @param onlyIfDue whether nothing is to happen before its time has ended
     */
    record EndRecovery(UUID memberId, boolean onlyIfDue) implements RuleCommand {}

    // Holds (R16, R21)

    /**
     * Lets held changes happen.
     *
     * @param holdId a hold, or one person in it
     * @param people some of the hold, by the ids that its list shows; or null for all
     */
    record Approve(UUID holdId, @Nullable List<UUID> people) implements RuleCommand {

        public Approve {
            people = people == null ? null : List.copyOf(people);
        }

        /** All of it. */
        public Approve(UUID holdId) {
            this(holdId, null);
        }
    }

    /**
     * Keeps things as they are.
     *
     * @param holdId as in {@link Approve}
     * @param people as in {@link Approve}
     */
    record Reject(UUID holdId, @Nullable List<UUID> people) implements RuleCommand {

        public Reject {
            people = people == null ? null : List.copyOf(people);
        }

        /** All of it. */
        public Reject(UUID holdId) {
            this(holdId, null);
        }
    }

    /** Lets every held mass change of a directory happen. */
    record ApproveMassChange(UUID directoryId) implements OfDirectory {}

    /** Keeps everybody whom a directory's held mass changes would take out. */
    record RejectMassChange(UUID directoryId) implements OfDirectory {}

    // Looking again

    /** Looks at these users again: the address they wait for may be free (R12). */
    record Reconsider(List<DirectoryKey<UUID>> users) implements RuleCommand {
        public Reconsider {
            users = List.copyOf(users);
        }
    }

    /** Looks at every user of a directory again; changes something only where the core has a defect. */
    record Recompute(UUID directoryId) implements OfDirectory {}
}
