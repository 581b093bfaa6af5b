package dev.rollcall.core.decide.member;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.People;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.HoldRow.Effect;
import dev.rollcall.core.model.row.HoldRow.Kind;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.MemberRow.Status;
import dev.rollcall.core.model.row.Recovery;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.core.model.word.HoldReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings the member, seat, claim and hold of a directory's user in line with the rules, with the events that tell of it: the user
 * becomes a member, suspended, excluded or held. Called for every user whom a change concerns; does nothing when all is in line
 * already.
 */
public final class MemberRules {

    private final Workspace workspace;
    private final People people;
    private final EarnedStates standings;
    private final Seats seats;
    private final Guards guards;
    private final Holds holds;
    private final Exclusions exclusions;
    private final MemberWriter writer;

    public MemberRules(Workspace workspace) {
        this.workspace = workspace;
        this.people = workspace.people();
        this.standings = new EarnedStates(workspace);
        this.seats = new Seats(workspace);
        this.guards = new Guards(workspace);
        this.holds = new Holds(workspace);
        this.exclusions = new Exclusions(workspace);
        this.writer = new MemberWriter(workspace);
    }

    /** Brings one user in line. */
    public void settle(UserRow user, Cause cause) {
        settle(List.of(user), cause);
    }

    /**
     * Brings users in line whom one command concerned. The last admin among them has to go only if none of the others comes
     * to be one, so the last admin is settled last.
     */
    public void settle(Collection<UserRow> users, Cause cause) {
        UUID stopped = tooManyWouldGo(users, cause);
        if (stopped != null) {
            workspace.brake().hold(stopped);
        }
        for (UserRow user : settleButLastAdmin(users, cause)) {
            settle(user, cause, true);
        }
        if (stopped != null) {
            workspace.brake().release(stopped);
        }
    }

    /** The directory, if one request of it would take out more people than may go now: then none of them goes (R32). */
    private @Nullable UUID tooManyWouldGo(Collection<UserRow> users, Cause cause) {
        if (users.size() < 2 || cause.directoryId() == null || !cause.isGuarded()) {
            return null;
        }
        DirectoryRow directory = workspace.directory(cause.directoryId());
        if (directory.state() != State.ACTIVE || workspace.brake().holdsAll(directory.id())) {
            return null;
        }
        int people = 0;
        for (UserRow user : users) {
            people += wouldGo(user, directory, cause) ? 1 : 0;
        }
        return people > 1 && !guards.admits(directory, people) ? directory.id() : null;
    }

    private boolean wouldGo(UserRow user, DirectoryRow directory, Cause cause) {
        MemberRow own = people.ofUser(user.id());
        HoldRow present = own == null ? null : people.hold(user.id(), own);
        return own != null
                && own.active()
                && (present == null || present.kind() != Kind.MASS_CHANGE)
                && !(standings.of(user, directory, own, cause) instanceof EarnedState.In);
    }

    /** The same without the last admin, if it would be their turn to go; they are the answer. */
    public List<UserRow> settleButLastAdmin(Collection<UserRow> users, Cause cause) {
        List<UserRow> deferred = new ArrayList<>();
        for (UserRow user : users) {
            if (!settle(user, cause, false)) {
                deferred.add(user);
            }
        }
        return deferred;
    }

    /** Members who have the addresses that they wait for of each other, in a ring, get them at once; other members stay as they are. */
    public void exchange(List<UserRow> users, Cause cause) {
        Set<UUID> members = new LinkedHashSet<>();
        Set<UUID> holders = new LinkedHashSet<>();
        for (UserRow user : users) {
            MemberRow own = people.ofUser(user.id());
            Claim awaited = own == null ? null : awaitedClaim(user, own, cause);
            if (own == null || awaited == null) {
                return;
            }
            members.add(own.id());
            holders.add(awaited.memberId());
        }
        if (!members.equals(holders)) {
            return;
        }
        people.exchanging(members);
        settle(users, cause);
        people.exchanging(Set.of());
    }

    /** Who has the address that a member waits for, or null when they wait for none or it is free. */
    private @Nullable Claim awaitedClaim(UserRow user, MemberRow own, Cause cause) {
        DirectoryRow directory = workspace.directory(user.directoryId());
        EarnedState.Excluded awaits = directory.state() == State.ACTIVE
                        && standings.of(user, directory, own, cause) instanceof EarnedState.In in
                ? in.awaits()
                : null;
        return awaits == null || awaits.emailKey() == null ? null : people.claim(awaits.emailKey());
    }

    /** Only an active directory has a say. Does nothing and answers false if the last admin would have to be held but may not. */
    private boolean settle(UserRow seen, Cause cause, boolean mayHoldLastAdmin) {
        DirectoryRow directory = workspace.directory(seen.directoryId());
        if (directory.state() != State.ACTIVE) {
            return true;
        }
        MemberRow own = people.ofRecord(seen);
        EarnedState wanted = standings.of(seen, directory, own, cause);
        MemberRow known = own;
        MemberRow kept = own == null ? people.ofRecordKept(seen) : null;
        if (kept != null && standings.of(seen, directory, kept, cause) instanceof EarnedState.In in) {
            known = kept;
            wanted = in;
        } else if (own == null && wanted instanceof EarnedState.In in) {
            known = standings.adoptable(in.emailKey(), seen);
            wanted = standings.recovering(in, known);
        }
        HoldRow present = people.hold(seen.id(), known);
        Seated seated = seated(wanted, known, present, cause);
        EarnedState standing = seated.standing();
        if (!(standing instanceof EarnedState.In)) {
            known = own;
        }
        MemberRow after = after(seen, directory, known, standing, cause);
        Kind rule = guards.keeps(known, after, present, cause);
        if (rule == Kind.LAST_ADMIN && !mayHoldLastAdmin) {
            return false;
        }
        if (rule == Kind.LAST_ADMIN && known != null && known.isAnother(seen)) {
            stayOut(seen, known, standing, cause);
            return true;
        }
        if (known != null && known.userId() != null && !known.userId().equals(seen.id())) {
            // What another directory wanted of them concerns nobody any more; its record waits for the address now, not
            // for a seat.
            HoldRow others = people.hold(known.userId(), null);
            holds.release(others, false, cause);
            if (others != null || workspace.tally().isSeatAwaited()) {
                workspace.settleLater(known);
            }
        }
        UserRow user = after == null ? seen : workspace.linked(seen);
        if (rule != null && known != null) {
            MemberRow stays = keep(rule, user, directory, known, after, standing, present, cause);
            note(user, stays, standing, cause);
            return true;
        }
        holdSeat(user, known, after, seated, wanted, present, cause);
        if (after != null) {
            adopt(known, after, directory);
            writer.write(
                    known,
                    after,
                    directory.activationId(),
                    cause,
                    standing instanceof EarnedState.In
                            ? null
                            : standing.reason().word());
            guards.returned(known, after, cause);
            endFulfilledRecovery(user, directory, after, cause);
            if (known != null && known.isAnother(user)) {
                writer.replaced(after, known.formerExternalId(), user, cause);
            }
        }
        if (standing instanceof EarnedState.Excluded excluded) {
            exclusions.keptOut(user, excluded, cause);
        } else {
            note(
                    user,
                    after,
                    seated.refused() ? new EarnedState.Excluded(Exclusion.SEAT_REFUSED, null) : standing,
                    cause);
        }
        return true;
    }

    /** A role that a rule keeps for a member whose record is gone does not pass on: their address is in use until they may go. */
    private void stayOut(UserRow user, MemberRow former, EarnedState standing, Cause cause) {
        String emailKey = standing instanceof EarnedState.In in ? in.emailKey() : former.emailKey();
        holds.release(people.hold(user.id(), null), false, cause);
        exclusions.keptOut(user, new EarnedState.Excluded(Exclusion.ADDRESS_IN_USE, emailKey), cause);
    }

    /** What the member who stays waits for, if it is anything. */
    private void note(UserRow user, @Nullable MemberRow stays, EarnedState standing, Cause cause) {
        EarnedState.Excluded waits = standing instanceof EarnedState.Excluded excluded
                ? excluded
                : standing instanceof EarnedState.In in ? in.awaits() : null;
        if (waits == null || stays == null) {
            exclusions.none(user, cause);
        } else {
            exclusions.kept(user, stays, waits, cause);
        }
    }

    /** A member who was made an admin for a limited time is one by role assignment now: what the time was given for is done (R20). */
    private void endFulfilledRecovery(UserRow user, DirectoryRow directory, MemberRow member, Cause cause) {
        Recovery recovery = people.recovery(member.id());
        if (recovery != null
                && people.isRecoveryAdmin(member)
                && member.isActiveAdmin()
                && standings.isAdminByRight(user, directory)) {
            people.end(recovery);
            workspace
                    .journal()
                    .event(
                            EventType.RECOVERY_ENDED,
                            member.id(),
                            cause,
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("email", member.email())
                                    .put("grantedBy", recovery.grantedBy())
                                    .put("state", "ended")
                                    .put("reason", "admin_by_directory"));
        }
    }

    /**
     * What a user becomes, by the seats that there are.
     *
     * @param lacking why there is no seat for what they are to be, or null
     */
    private record Seated(EarnedState standing, @Nullable Exclusion lacking) {

        boolean needsApproval() {
            return lacking == Exclusion.AWAITS_APPROVAL;
        }

        boolean refused() {
            return lacking == Exclusion.SEAT_REFUSED;
        }
    }

    /** Without a seat, a member in a role that costs none stays in it until there is one; others stay out. */
    private Seated seated(EarnedState wanted, @Nullable MemberRow known, @Nullable HoldRow present, Cause cause) {
        if (!(wanted instanceof EarnedState.In in)) {
            return new Seated(wanted, null);
        }
        MemberRow active = known != null && known.active() ? known : null;
        boolean hasSeat = active != null && active.seat();
        boolean refused = present != null
                && present.kind() == Kind.SEAT
                && present.state() == HoldRow.State.REJECTED
                && workspace.terms().seatPolicy() == SeatPolicy.HOLD;
        Exclusion lacking = Exclusion.SEAT_REFUSED;
        if (!refused || !in.seat() || hasSeat) {
            Seats.Answer answer = seats.ask(in.grant(), hasSeat, cause);
            if (answer instanceof Seats.Answer.Granted granted) {
                return new Seated(in.in(granted.grant(), granted.seat(), granted.awaitedRole()), null);
            }
            lacking = answer instanceof Seats.Answer.NeedsApproval
                    ? Exclusion.AWAITS_APPROVAL
                    : Exclusion.NO_SEAT_AVAILABLE;
        }
        if (active != null) {
            String awaited =
                    lacking == Exclusion.SEAT_REFUSED ? null : in.grant().role();
            return new Seated(in.in(active.grant(), false, awaited), lacking);
        }
        return new Seated(new EarnedState.Excluded(lacking, in.emailKey()), lacking);
    }

    private @Nullable MemberRow after(
            UserRow user, DirectoryRow directory, @Nullable MemberRow known, EarnedState standing, Cause cause) {
        if (standing instanceof EarnedState.In in) {
            return new MemberRow(
                    known == null ? workspace.newId() : known.id(),
                    in.email(),
                    in.emailKey(),
                    Names.display(user.document()),
                    Status.ACTIVE,
                    in.seat(),
                    directory.id(),
                    user.id(),
                    null,
                    in.grant(),
                    in.awaitedRole(),
                    known == null ? directory.activationId() : known.activationId(),
                    known == null ? workspace.now() : known.joined(),
                    workspace.now(),
                    cause.requestId());
        }
        MemberRow own = known == null ? null : taken(user, known, cause);
        return own == null || !own.active() ? own : own.suspended(workspace.now(), cause.requestId());
    }

    /** A member as the one that the user is. */
    private MemberRow taken(UserRow user, MemberRow known, Cause cause) {
        return user.id().equals(known.userId())
                ? known
                : known.managedBy(user.directoryId(), user.id(), workspace.now(), cause.requestId());
    }

    /** Keeps access, role and seat of a member; what else their record says, such as a new address, takes effect. */
    private MemberRow keep(
            Kind kind,
            UserRow user,
            DirectoryRow directory,
            MemberRow known,
            @Nullable MemberRow after,
            EarnedState standing,
            @Nullable HoldRow present,
            Cause cause) {
        MemberRow kept = taken(user, known, cause);
        if (standing instanceof EarnedState.In && after != null) {
            kept = after.inRole(known.grant(), known.seat(), known.awaitedRole(), workspace.now(), cause.requestId());
        }
        if (!kept.equals(known)) {
            adopt(known, kept, directory);
            writer.write(known, kept, directory.activationId(), cause, null);
        }
        holds.keep(
                kind,
                present,
                new Holds.Subject(
                        directory.id(),
                        user.id(),
                        kept.id(),
                        kept.email(),
                        standing instanceof EarnedState.In ? Effect.ROLE_CHANGE : Effect.SUSPENSION,
                        standing instanceof EarnedState.In in ? in.grant().role() : null,
                        standing.reason()),
                cause);
        return kept;
    }

    /** Opens, keeps or closes the hold on a seat; closes every other hold, because its change happens or is unwanted. */
    private void holdSeat(
            UserRow user,
            @Nullable MemberRow known,
            @Nullable MemberRow after,
            Seated seated,
            EarnedState wanted,
            @Nullable HoldRow present,
            Cause cause) {
        if (seated.refused()) {
            return;
        }
        if (seated.needsApproval() && wanted instanceof EarnedState.In in) {
            boolean isIn = seated.standing() instanceof EarnedState.In;
            holds.keep(
                    Kind.SEAT,
                    present,
                    new Holds.Subject(
                            user.directoryId(),
                            user.id(),
                            known == null ? null : known.id(),
                            in.email(),
                            isIn ? Effect.ROLE_CHANGE : Effect.ADMISSION,
                            in.grant().role(),
                            new HoldReason.Excluded(Exclusion.NO_SEAT_AVAILABLE)),
                    cause);
            return;
        }
        if (present != null) {
            boolean happens = switch (present.kind()) {
                case SEAT -> seated.standing() instanceof EarnedState.In && seated.lacking() == null;
                case LAST_ADMIN -> after == null || !after.isActiveAdmin();
                case MASS_CHANGE -> after == null || !after.active();
            };
            holds.release(present, happens, cause);
        }
    }

    private void adopt(@Nullable MemberRow known, MemberRow after, DirectoryRow directory) {
        if (known != null
                && !known.managed()
                && after.managed()
                && !Objects.equals(known.activationId(), directory.activationId())) {
            people.adopted(Objects.requireNonNull(directory.activationId()), known);
        }
    }
}
