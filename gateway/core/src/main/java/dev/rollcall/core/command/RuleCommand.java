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

    /** What is to be done for this kind of command. */
    <R extends @Nullable Object> R match(Cases<R> cases);

    /** One answer for each kind: a new one is missing everywhere until it is dealt with. Groups have cases of their own. */
    interface Cases<R extends @Nullable Object> {
        R changeState(ChangeState command);

        R undo(Undo command);

        R editAssignments(EditAssignments command);

        R setDirectoryRule(SetDirectoryRule command);

        R setTerms(SetTerms command);

        R ofDomain(OfDomain command);

        R ofConflict(OfConflict command);

        R ofMember(OfMember command);

        R decide(Decide command);

        R decideMassChange(DecideMassChange command);

        R reconsider(Reconsider command);

        R recompute(Recompute command);
    }

    /** A command about one directory. */
    sealed interface OfDirectory extends RuleCommand {
        UUID directoryId();
    }

    // Life cycle (R3, R17, R18, R22)

    /** A directory begins, ends, or is on its way between. */
    sealed interface ChangeState extends OfDirectory {

        /** What is to be done for this kind of command. */
        <R extends @Nullable Object> R match(Cases<R> cases);

        /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
        interface Cases<R extends @Nullable Object> {
            R startPreview(StartPreview command);

            R activate(Activate command);

            R foreseeActivation(ForeseeActivation command);

            R pause(Pause command);

            R resume(Resume command);

            R deactivate(Deactivate command);

            R takeOver(TakeOver command);
        }

        @Override
        default <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
            return cases.changeState(this);
        }
    }

    /** From draft or deactivated: what the IdP sends is stored and answered, members stay as they are. */
    record StartPreview(UUID directoryId) implements ChangeState {
        @Override
        public <R extends @Nullable Object> R match(ChangeState.Cases<R> cases) {
            return cases.startPreview(this);
        }
    }

    /** From draft, preview or deactivated: what the IdP has sent and will send takes effect. Needs R1 and R2. */
    record Activate(UUID directoryId) implements ChangeState {
        @Override
        public <R extends @Nullable Object> R match(ChangeState.Cases<R> cases) {
            return cases.activate(this);
        }
    }

    /** What {@link Activate} would change for people, whatever is still missing to go live (R35). Only ever a forecast. */
    record ForeseeActivation(UUID directoryId) implements ChangeState {
        @Override
        public <R extends @Nullable Object> R match(ChangeState.Cases<R> cases) {
            return cases.foreseeActivation(this);
        }
    }

    /** From active: what the IdP sends is stored and answered, effects wait. */
    record Pause(UUID directoryId) implements ChangeState {
        @Override
        public <R extends @Nullable Object> R match(ChangeState.Cases<R> cases) {
            return cases.pause(this);
        }
    }

    /** From paused: the effects that waited come. */
    record Resume(UUID directoryId) implements ChangeState {
        @Override
        public <R extends @Nullable Object> R match(ChangeState.Cases<R> cases) {
            return cases.resume(this);
        }
    }

    /** Ends the activation. Its members are nobody's from then on. */
    record Deactivate(UUID directoryId, Members members) implements ChangeState {
        @Override
        public <R extends @Nullable Object> R match(ChangeState.Cases<R> cases) {
            return cases.deactivate(this);
        }

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
    record TakeOver(UUID directoryId, UUID fromDirectoryId, Deactivate.Members others) implements ChangeState {
        @Override
        public <R extends @Nullable Object> R match(ChangeState.Cases<R> cases) {
            return cases.takeOver(this);
        }
    }

    /** Takes back exactly what an activation made, once; ends it before, if it still runs (R17). */
    record Undo(UUID activationId) implements RuleCommand {
        @Override
        public <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
            return cases.undo(this);
        }
    }

    // Roles (R5 to R9)

    /** What is to be done to a directory's ordered list of role assignments. */
    sealed interface EditAssignments extends OfDirectory {

        /** What is to be done for this kind of command. */
        <R extends @Nullable Object> R match(Cases<R> cases);

        /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
        interface Cases<R extends @Nullable Object> {
            R addAssignment(AddAssignment command);

            R changeAssignment(ChangeAssignment command);

            R removeAssignment(RemoveAssignment command);

            R orderAssignments(OrderAssignments command);
        }

        @Override
        default <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
            return cases.editAssignments(this);
        }
    }

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
        @Override
        public <R extends @Nullable Object> R match(EditAssignments.Cases<R> cases) {
            return cases.addAssignment(this);
        }

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
    record ChangeAssignment(UUID directoryId, UUID assignmentId, String role) implements EditAssignments {
        @Override
        public <R extends @Nullable Object> R match(EditAssignments.Cases<R> cases) {
            return cases.changeAssignment(this);
        }
    }

    /** An assignment gives nothing any more. */
    record RemoveAssignment(UUID directoryId, UUID assignmentId) implements EditAssignments {
        @Override
        public <R extends @Nullable Object> R match(EditAssignments.Cases<R> cases) {
            return cases.removeAssignment(this);
        }
    }

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
        @Override
        public <R extends @Nullable Object> R match(EditAssignments.Cases<R> cases) {
            return cases.orderAssignments(this);
        }

        public OrderAssignments {
            assignmentIds = List.copyOf(assignmentIds);
            seen = seen == null ? null : List.copyOf(seen);
        }

        /** In place of whichever order there is. */
        public OrderAssignments(UUID directoryId, List<UUID> assignmentIds) {
            this(directoryId, assignmentIds, null);
        }
    }

    /** Another rule of one directory. */
    sealed interface SetDirectoryRule extends OfDirectory {

        /** What is to be done for this kind of command. */
        <R extends @Nullable Object> R match(Cases<R> cases);

        /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
        interface Cases<R extends @Nullable Object> {
            R setNestedGroups(SetNestedGroups command);

            R setDefaultRole(SetDefaultRole command);

            R setMassGuard(SetMassGuard command);
        }

        @Override
        default <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
            return cases.setDirectoryRule(this);
        }
    }

    /** Whether roles count through groups in groups. */
    record SetNestedGroups(UUID directoryId, boolean count) implements SetDirectoryRule {
        @Override
        public <R extends @Nullable Object> R match(SetDirectoryRule.Cases<R> cases) {
            return cases.setNestedGroups(this);
        }
    }

    /**
     * What a user in no mapped group gets (R7).
     *
     * @param role the role, or null for no access
     */
    record SetDefaultRole(UUID directoryId, @Nullable String role) implements SetDirectoryRule {
        @Override
        public <R extends @Nullable Object> R match(SetDirectoryRule.Cases<R> cases) {
            return cases.setDefaultRole(this);
        }
    }

    // Policies

    /** How many people the directory may take out in one go (R21). */
    record SetMassGuard(UUID directoryId, int share, int minimum, Duration window) implements SetDirectoryRule {
        @Override
        public <R extends @Nullable Object> R match(SetDirectoryRule.Cases<R> cases) {
            return cases.setMassGuard(this);
        }
    }

    /** What an organisation has bought, or has chosen for all of its members. */
    sealed interface SetTerms extends RuleCommand {

        /** What is to be done for this kind of command. */
        <R extends @Nullable Object> R match(Cases<R> cases);

        /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
        interface Cases<R extends @Nullable Object> {
            R setPlan(SetPlan command);

            R setSeatPolicy(SetSeatPolicy command);

            R allowUnverifiedDomains(AllowUnverifiedDomains command);

            R protectLastAdmin(ProtectLastAdmin command);
        }

        @Override
        default <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
            return cases.setTerms(this);
        }
    }

    /** What the organisation has bought. */
    record SetPlan(boolean enterprise, int purchasedSeats, int enterpriseMaxSeats) implements SetTerms {
        @Override
        public <R extends @Nullable Object> R match(SetTerms.Cases<R> cases) {
            return cases.setPlan(this);
        }
    }

    /**
     * What happens when all seats are taken (R16).
     *
     * @param overflowRole the role that costs no seat; needed for {@link SeatPolicy#OVERFLOW}
     */
    record SetSeatPolicy(SeatPolicy policy, @Nullable String overflowRole) implements SetTerms {
        @Override
        public <R extends @Nullable Object> R match(SetTerms.Cases<R> cases) {
            return cases.setSeatPolicy(this);
        }
    }

    /** Whether people with addresses of unverified domains may come in (R13). */
    record AllowUnverifiedDomains(boolean allowed) implements SetTerms {
        @Override
        public <R extends @Nullable Object> R match(SetTerms.Cases<R> cases) {
            return cases.allowUnverifiedDomains(this);
        }
    }

    /** Whether the last active admin is kept (R19). */
    record ProtectLastAdmin(boolean on) implements SetTerms {
        @Override
        public <R extends @Nullable Object> R match(SetTerms.Cases<R> cases) {
            return cases.protectLastAdmin(this);
        }
    }

    // Domains (R2)

    /** A command about one domain, named as an administrator types it. */
    sealed interface OfDomain extends RuleCommand {

        /** What is to be done for this kind of command. */
        <R extends @Nullable Object> R match(Cases<R> cases);

        /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
        interface Cases<R extends @Nullable Object> {
            R claimDomain(ClaimDomain command);

            R verifyDomain(VerifyDomain command);

            R noteDomainRecord(NoteDomainRecord command);

            R releaseDomain(ReleaseDomain command);
        }

        @Override
        default <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
            return cases.ofDomain(this);
        }

        String name();
    }

    /**
     * The organisation wants to prove a domain. Done twice, nothing happens.
     *
     * @param token what its DNS record is to hold, unless it has one already
     */
    record ClaimDomain(String name, String token) implements OfDomain {
        @Override
        public <R extends @Nullable Object> R match(OfDomain.Cases<R> cases) {
            return cases.claimDomain(this);
        }
    }

    /** A domain is the organisation's own: proved by DNS, or attested by the operator. */
    record VerifyDomain(String name, boolean attested) implements OfDomain {
        @Override
        public <R extends @Nullable Object> R match(OfDomain.Cases<R> cases) {
            return cases.verifyDomain(this);
        }
    }

    /** The DNS record of a verified domain is gone, or back; concerns nobody, but is told. */
    record NoteDomainRecord(String name, boolean present) implements OfDomain {
        @Override
        public <R extends @Nullable Object> R match(OfDomain.Cases<R> cases) {
            return cases.noteDomainRecord(this);
        }
    }

    /** The organisation gives up a domain; its people are of an unverified domain from then on. */
    record ReleaseDomain(String name) implements OfDomain {
        @Override
        public <R extends @Nullable Object> R match(OfDomain.Cases<R> cases) {
            return cases.releaseDomain(this);
        }
    }

    // Conflicts (R26)

    /** What the operator decides about a member whose address is of a domain that another organisation has verified. */
    sealed interface OfConflict extends RuleCommand {

        /** What is to be done for this kind of command. */
        <R extends @Nullable Object> R match(Cases<R> cases);

        /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
        interface Cases<R extends @Nullable Object> {
            R releaseConflict(ReleaseConflict command);

            R keepConflict(KeepConflict command);

            R tellConflict(TellConflict command);
        }

        @Override
        default <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
            return cases.ofConflict(this);
        }

        UUID memberId();

        /** Case-folded. */
        String emailKey();
    }

    /**
     * The address goes to the owner of its domain: the membership ends.
     *
     * @param onlyIfDue whether nothing is to happen unless the member was kept until a time that has come
     */
    record ReleaseConflict(UUID memberId, String emailKey, boolean onlyIfDue) implements OfConflict, OfMember {
        @Override
        public <R extends @Nullable Object> R match(OfConflict.Cases<R> cases) {
            return cases.releaseConflict(this);
        }

        @Override
        public <R extends @Nullable Object> R match(OfMember.Cases<R> cases) {
            return cases.releaseConflict(this);
        }

        @Override
        public <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
            return cases.ofConflict(this);
        }
    }

    /**
     * The member stays.
     *
     * @param until when the address goes to the owner of its domain after all, or null for never
     */
    record KeepConflict(
            UUID memberId, String emailKey, @Nullable Instant until) implements OfConflict {
        @Override
        public <R extends @Nullable Object> R match(OfConflict.Cases<R> cases) {
            return cases.keepConflict(this);
        }
    }

    /** Tells that there is a conflict now, because another organisation has verified the domain; changes nothing. */
    record TellConflict(UUID memberId, String emailKey) implements OfConflict {
        @Override
        public <R extends @Nullable Object> R match(OfConflict.Cases<R> cases) {
            return cases.tellConflict(this);
        }
    }

    // Members by hand (R10, R11, R14)

    /** What is decided about one person, without looking at the others. */
    sealed interface OfMember extends RuleCommand {

        /** What is to be done for this kind of command. */
        <R extends @Nullable Object> R match(Cases<R> cases);

        /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
        interface Cases<R extends @Nullable Object> {
            R invite(Invite command);

            R editMember(EditMember command);

            R removeMember(RemoveMember command);

            R grantRecovery(GrantRecovery command);

            R endRecovery(EndRecovery command);

            R releaseConflict(ReleaseConflict command);
        }

        @Override
        default <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
            return cases.ofMember(this);
        }
    }

    /**
     * Invites somebody.
     *
     * @param welcome whether a welcome mail is owed from then on
     */
    record Invite(String email, String displayName, String role, boolean welcome) implements OfMember {
        @Override
        public <R extends @Nullable Object> R match(OfMember.Cases<R> cases) {
            return cases.invite(this);
        }

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
            @Nullable UUID lastChange) implements OfMember {
        @Override
        public <R extends @Nullable Object> R match(OfMember.Cases<R> cases) {
            return cases.editMember(this);
        }

        public EditMember(UUID memberId, @Nullable String displayName, @Nullable String role) {
            this(memberId, displayName, role, null);
        }
    }

    /**
     * Removes a member whom no directory manages.
     *
     * @param lastChange as in {@link EditMember}
     */
    record RemoveMember(UUID memberId, @Nullable UUID lastChange) implements OfMember {
        @Override
        public <R extends @Nullable Object> R match(OfMember.Cases<R> cases) {
            return cases.removeMember(this);
        }

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
    record GrantRecovery(String email, @Nullable String displayName, String reason, Instant ends) implements OfMember {
        @Override
        public <R extends @Nullable Object> R match(OfMember.Cases<R> cases) {
            return cases.grantRecovery(this);
        }
    }

    /**
     * Takes it back: the member gets what the mapping gives now, or what they were before.
     *
     * @param onlyIfDue whether nothing is to happen before its time has ended
     */
    record EndRecovery(UUID memberId, boolean onlyIfDue) implements OfMember {
        @Override
        public <R extends @Nullable Object> R match(OfMember.Cases<R> cases) {
            return cases.endRecovery(this);
        }
    }

    // Holds (R16, R21)

    /** What an administrator decides about a hold. */
    sealed interface Decide extends RuleCommand {
        /** A hold, or one person in it. */
        UUID holdId();

        /** Some of the hold, by the ids that its list shows; or null for all. */
        @Nullable
        List<UUID> people();

        /** Whether what is held is to happen. */
        boolean approves();

        @Override
        default <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.decide(this);
        }
    }

    /** What an administrator decides about every held mass change of a directory. */
    sealed interface DecideMassChange extends OfDirectory {
        /** Whether what is held is to happen. */
        boolean approves();

        @Override
        default <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.decideMassChange(this);
        }
    }

    /**
     * Lets held changes happen.
     *
     * @param holdId a hold, or one person in it
     * @param people some of the hold, by the ids that its list shows; or null for all
     */
    record Approve(UUID holdId, @Nullable List<UUID> people) implements Decide {
        @Override
        public boolean approves() {
            return true;
        }

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
    record Reject(UUID holdId, @Nullable List<UUID> people) implements Decide {
        @Override
        public boolean approves() {
            return false;
        }

        public Reject {
            people = people == null ? null : List.copyOf(people);
        }

        /** All of it. */
        public Reject(UUID holdId) {
            this(holdId, null);
        }
    }

    /** Lets every held mass change of a directory happen. */
    record ApproveMassChange(UUID directoryId) implements DecideMassChange {
        @Override
        public boolean approves() {
            return true;
        }
    }

    /** Keeps everybody whom a directory's held mass changes would take out. */
    record RejectMassChange(UUID directoryId) implements DecideMassChange {
        @Override
        public boolean approves() {
            return false;
        }
    }

    // Looking again

    /** Looks at these users again: the address they wait for may be free (R12). */
    record Reconsider(List<DirectoryKey<UUID>> users) implements RuleCommand {
        @Override
        public <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
            return cases.reconsider(this);
        }

        public Reconsider {
            users = List.copyOf(users);
        }
    }

    /** Looks at every user of a directory again; changes something only where the core has a defect. */
    record Recompute(UUID directoryId) implements OfDirectory {
        @Override
        public <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
            return cases.recompute(this);
        }
    }
}
