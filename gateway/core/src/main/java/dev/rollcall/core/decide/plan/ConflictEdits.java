package dev.rollcall.core.decide.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.command.OfConflict.KeepConflict;
import dev.rollcall.core.command.OfConflict.ReleaseConflict;
import dev.rollcall.core.command.OfConflict.TellConflict;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.decide.workspace.Addresses;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.row.ConflictDecision;
import dev.rollcall.core.model.row.MemberRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans the operator's decisions about members whose address is in a domain that another organisation has verified (R26). */
final class ConflictEdits {

    private final RuleContext context;
    private final Actor actor;
    private final Instant now;

    ConflictEdits(RuleContext context, Actor actor, Instant now) {
        this.context = context;
        this.actor = actor;
        this.now = now;
    }

    Plan plan(OfConflict command) {
        return command.match(new Kinds(disputed(command)));
    }

    private final class Kinds implements OfConflict.Cases<Plan> {

        private final @Nullable MemberRow member;

        Kinds(@Nullable MemberRow member) {
            this.member = member;
        }

        @Override
        public Plan tellConflict(TellConflict command) {
            return member == null || isDecided()
                    ? Plan.of()
                    : Plan.of(told(EventType.CONFLICT_OPENED, member, "open", "domain_verified", null));
        }

        @Override
        public Plan keepConflict(KeepConflict command) {
            return member == null ? over(command) : keep(command, member);
        }

        @Override
        public Plan releaseConflict(ReleaseConflict command) {
            if (command.onlyIfDue() && !isDue()) {
                return Plan.of();
            }
            if (member == null) {
                return command.onlyIfDue() ? Plan.of(decided(command, false, null)) : over(command);
            }
            return Plan.of(
                            List.of(decided(command, false, null)),
                            List.of(
                                    told(
                                            EventType.CONFLICT_RELEASED,
                                            member,
                                            "released",
                                            command.onlyIfDue() ? "time_ended" : "by_hand",
                                            null),
                                    end(command, member)))
                    .about(member.id());
        }

        private Plan over(OfConflict command) {
            return Plan.refused(
                    Refusal.NOT_FOUND,
                    "There is no longer a conflict about the member " + command.memberId()
                            + ": either the membership has ended, or the domain no longer belongs to "
                            + "another organisation.");
        }
    }

    /** The member, if there is one by this address and the domain of it is another organisation's. */
    private @Nullable MemberRow disputed(OfConflict command) {
        MemberRow member = context.member();
        RuleContext.Dispute dispute = context.dispute();
        boolean isAnothers = dispute != null
                && dispute.owner() != null
                && !dispute.owner().orgId().equals(context.organization().id());
        return isAnothers
                        && member != null
                        && member.active()
                        && member.emailKey().equals(command.emailKey())
                ? member
                : null;
    }

    /** Whether the operator has decided about the present owner. */
    private boolean isDecided() {
        RuleContext.Dispute dispute = context.dispute();
        return dispute != null
                && dispute.decision() != null
                && dispute.owner() != null
                && !dispute.decision().decided().isBefore(dispute.owner().since());
    }

    private boolean isDue() {
        ConflictDecision decision =
                context.dispute() == null ? null : context.dispute().decision();
        return decision != null
                && decision.keep()
                && decision.until() != null
                && !decision.until().isAfter(now);
    }

    private Plan keep(KeepConflict keep, MemberRow member) {
        Instant until = keep.until();
        if (until != null && !until.isAfter(now)) {
            return Plan.refused(
                    Refusal.INVALID,
                    "Give a time in the future, until which the member is kept; " + until + " has passed.");
        }
        List<Work> work = new ArrayList<>();
        work.add(told(EventType.CONFLICT_KEPT, member, "kept", "by_hand", until));
        if (member.directoryId() != null && member.userId() != null) {
            work.add(look(member));
        }
        return Plan.of(List.of(decided(keep, true, until)), work).about(member.id());
    }

    /** A directory's user is looked at again and stays out; a member without a record goes. */
    private static Work end(ReleaseConflict command, MemberRow member) {
        if (member.directoryId() == null) {
            return new Work.Step(new WorkChunk.ByHand(command, ""));
        }
        return member.userId() == null ? new Work.Step(new WorkChunk.Depart(List.of(member.id()))) : look(member);
    }

    private static Work look(MemberRow member) {
        if (member.directoryId() == null || member.userId() == null) {
            throw new IllegalStateException("a member without a record");
        }
        return new Work.Step(new WorkChunk.Settle(
                List.of(new DirectoryKey<>(member.directoryId(), member.userId())), WorkChunk.Turn.NOTHING, true));
    }

    private Configuration decided(OfConflict command, boolean keep, @Nullable Instant until) {
        return new Configuration.ConflictDecided(
                new ConflictDecision(command.emailKey(), command.memberId(), keep, until, now, actor.subject()));
    }

    private static Work told(EventType type, MemberRow member, String state, String reason, @Nullable Instant until) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("email", member.email())
                .put("domain", Addresses.domain(member.emailKey()))
                .put("state", state)
                .put("reason", reason);
        if (until != null) {
            data.put("until", until.toString());
        }
        return new Work.Step(new WorkChunk.Announce(type, member.id(), member.directoryId(), data));
    }
}
