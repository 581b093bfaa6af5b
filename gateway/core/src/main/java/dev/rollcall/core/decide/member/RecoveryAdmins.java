package dev.rollcall.core.decide.member;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.OfMember.EndRecovery;
import dev.rollcall.core.command.OfMember.GrantRecovery;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.People;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.EmailAddress;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.MemberRow.Status;
import dev.rollcall.core.model.row.Recovery;
import dev.rollcall.core.model.row.UserRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Admins for a limited time (R20): the operator grants one to an organisation that has lost access, to repair its role
 * assignments.
 */
public final class RecoveryAdmins {

    private static final String ENDED = "recovery_ended";
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Workspace workspace;
    private final People people;
    private final MemberRules members;
    private final Seats seats;
    private final MemberWriter writer;

    public RecoveryAdmins(Workspace workspace, MemberRules members) {
        this.workspace = workspace;
        this.people = workspace.people();
        this.members = members;
        this.seats = new Seats(workspace);
        this.writer = new MemberWriter(workspace);
    }

    public MemberVerdict grant(GrantRecovery grant, String by, Cause cause) {
        String email = EmailAddress.tidied(grant.email());
        String key = EmailAddress.key(email);
        MemberVerdict refused = refuse(grant, email, key);
        if (refused != null) {
            return refused;
        }
        Claim claim = people.claim(key);
        MemberRow known = claim == null ? null : people.get(claim.memberId());
        Recovery going = known == null ? null : people.recovery(known.id());
        if (known != null && going != null) {
            return granted(known, going.until(grant.ends(), by, grant.reason(), workspace.now()), cause);
        }
        if (known != null && known.isActiveAdmin()) {
            return MemberVerdict.refused(Refusal.WRONG_STATE, email + " is an active admin already.");
        }
        MemberRow dormant = known == null ? people.dormant(key) : null;
        MemberRow before = known != null ? known : dormant;
        MemberRow after = admin(before, grant, email, key, cause);
        Recovery recovery = new Recovery(
                after.id(),
                by,
                grant.reason(),
                workspace.now(),
                grant.ends(),
                known == null ? null : known.grant().role(),
                before == null);
        people.put(recovery);
        writer.write(before, after, null, cause, null);
        return granted(after, recovery, cause);
    }

    private @Nullable MemberVerdict refuse(GrantRecovery grant, String email, String key) {
        if (!EmailAddress.isAddress(email)) {
            return MemberVerdict.refused(
                    Refusal.INVALID, "\"" + email + "\" is not an e-mail address. Give one such as ada@example.com.");
        }
        Instant now = workspace.now();
        if (!grant.ends().isAfter(now) || grant.ends().isAfter(now.plus(LONGEST))) {
            return MemberVerdict.refused(
                    Refusal.INVALID,
                    "A recovery admin has the role for a limited time: give an end between now and " + LONGEST.toDays()
                            + " days from now.");
        }
        Claim claim = people.claim(key);
        boolean isMember = claim != null && claim.orgId().equals(workspace.orgId());
        if (!isMember && (claim != null || workspace.domains().isOfAnother(key))) {
            return MemberVerdict.notAvailable(email);
        }
        MemberRow suspended = claim == null ? people.suspendedByDirectory(key) : null;
        if (suspended != null) {
            return MemberVerdict.refused(
                    Refusal.MANAGED_BY_DIRECTORY,
                    email + " is suspended and managed by the directory \""
                            + workspace
                                    .directory(Objects.requireNonNull(suspended.directoryId()))
                                    .name()
                            + "\". Make an active member a recovery admin instead, or a new address.");
        }
        return null;
    }

    /** Never for want of a seat: the operator has approved it. */
    private MemberRow admin(@Nullable MemberRow before, GrantRecovery grant, String email, String key, Cause cause) {
        Seats.Answer.Granted seat =
                ask(Grant.withoutGroup(OperatorRules.ADMIN), before != null && before.seat(), cause);
        String name = grant.displayName() == null || grant.displayName().isBlank() ? email : grant.displayName();
        return new MemberRow(
                before == null ? workspace.newId() : before.id(),
                before == null ? email : before.email(),
                key,
                before == null ? name : before.displayName(),
                Status.ACTIVE,
                seat.seat(),
                before == null || !before.active() ? null : before.directoryId(),
                before == null ? null : before.userId(),
                before == null ? null : before.formerExternalId(),
                seat.grant(),
                null,
                before == null || !before.active() ? null : before.activationId(),
                before == null ? workspace.now() : before.joined(),
                workspace.now(),
                cause.requestId());
    }

    private Seats.Answer.Granted ask(Grant wanted, boolean hasSeat, Cause cause) {
        if (seats.ask(wanted, hasSeat, cause.as(Cause.Kind.APPROVAL)) instanceof Seats.Answer.Granted granted) {
            return granted;
        }
        throw new IllegalStateException("an approved seat is always given");
    }

    private MemberVerdict granted(MemberRow member, Recovery recovery, Cause cause) {
        people.put(recovery);
        ObjectNode data = data(member, recovery);
        data.put("state", "granted").put("reason", recovery.reason());
        data.put("ends", recovery.ends().toString());
        workspace.journal().event(EventType.RECOVERY_GRANTED, member.id(), cause, data);
        return MemberVerdict.done(member.id());
    }

    public MemberVerdict end(EndRecovery end, Cause cause) {
        UUID id = end.memberId();
        Recovery recovery = people.recovery(id);
        MemberRow member = people.get(id);
        if (recovery == null || member == null) {
            return MemberVerdict.refused(Refusal.NOT_FOUND, "The organisation has no recovery admin " + id + ".");
        }
        if (end.onlyIfDue() && recovery.ends().isAfter(workspace.now())) {
            return MemberVerdict.done(id);
        }
        people.ending(recovery);
        ObjectNode data = data(member, recovery);
        data.put("state", "ended").put("reason", end.onlyIfDue() ? "time_ended" : "by_hand");
        workspace.journal().event(EventType.RECOVERY_ENDED, id, cause, data);
        withdraw(member, recovery, cause);
        people.end(recovery);
        return MemberVerdict.done(id);
    }

    /** The member becomes what they would be without the grant. */
    private void withdraw(MemberRow member, Recovery recovery, Cause cause) {
        UserRow user = member.directoryId() == null || member.userId() == null
                ? null
                : workspace.users().get(member.directoryId(), member.userId());
        if (user != null && workspace.directory(user.directoryId()).state() == State.ACTIVE) {
            members.settle(user, cause.in(user.directoryId()));
        } else if (recovery.made() && user == null) {
            writer.remove(member, ENDED, null, cause);
        } else if (member.active() && recovery.formerRole() == null) {
            writer.write(member, member.suspended(workspace.now(), cause.requestId()), null, cause, ENDED);
        } else if (member.active()) {
            String role = Objects.requireNonNull(recovery.formerRole());
            Seats.Answer.Granted granted = ask(Grant.withoutGroup(role), member.seat(), cause);
            writer.write(
                    member,
                    member.inRole(granted.grant(), granted.seat(), null, workspace.now(), cause.requestId()),
                    null,
                    cause,
                    ENDED);
        }
    }

    private static ObjectNode data(MemberRow member, Recovery recovery) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("email", member.email())
                .put("grantedBy", recovery.grantedBy());
    }
}
