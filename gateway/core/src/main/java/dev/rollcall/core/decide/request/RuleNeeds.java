package dev.rollcall.core.decide.request;

import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.EditAssignments;
import dev.rollcall.core.command.EditAssignments.AddAssignment;
import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleCommand.Decide;
import dev.rollcall.core.command.RuleCommand.DecideMassChange;
import dev.rollcall.core.command.RuleCommand.Recompute;
import dev.rollcall.core.command.RuleCommand.Reconsider;
import dev.rollcall.core.command.RuleCommand.Undo;
import dev.rollcall.core.command.SetDirectoryRule;
import dev.rollcall.core.command.SetTerms;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has to be loaded before a rule command is checked, besides what each command needs: the organisation, its directories with
 * their role assignments, and its domains. A component that is null is not needed.
 *
 * @param activation an activation, with the others of its directory
 * @param endingDirectory a directory whose activations are needed, because it ends
 * @param hold a hold, or one person in it
 * @param member a member
 * @param disputedAddress the case-folded address of a member whose domain another organisation may own
 * @param assignment an assignment whose group is needed, when it names one
 */
public record RuleNeeds(
        @Nullable UUID activation,
        @Nullable UUID endingDirectory,
        @Nullable UUID hold,
        @Nullable UUID member,
        @Nullable String disputedAddress,
        @Nullable AddAssignment assignment) {

    private static final RuleNeeds NOTHING = new RuleNeeds(null, null, null, null, null, null);

    public static RuleNeeds of(RuleCommand command) {
        return command.match(new Kinds());
    }

    private static RuleNeeds ending(UUID directoryId) {
        return new RuleNeeds(null, directoryId, null, null, null, null);
    }

    private static RuleNeeds member(UUID memberId) {
        return new RuleNeeds(null, null, null, memberId, null, null);
    }

    private static final class Kinds implements RuleCommand.Cases<RuleNeeds> {

        @Override
        public RuleNeeds changeState(ChangeState command) {
            return command.match(new States());
        }

        @Override
        public RuleNeeds undo(Undo command) {
            return new RuleNeeds(command.activationId(), null, null, null, null, null);
        }

        @Override
        public RuleNeeds editAssignments(EditAssignments command) {
            return command.match(new Assignments());
        }

        @Override
        public RuleNeeds setDirectoryRule(SetDirectoryRule command) {
            return NOTHING;
        }

        @Override
        public RuleNeeds setTerms(SetTerms command) {
            return NOTHING;
        }

        @Override
        public RuleNeeds ofDomain(OfDomain command) {
            return NOTHING;
        }

        @Override
        public RuleNeeds ofConflict(OfConflict command) {
            return new RuleNeeds(null, null, null, command.memberId(), command.emailKey(), null);
        }

        @Override
        public RuleNeeds ofMember(OfMember command) {
            return command.match(new Members());
        }

        @Override
        public RuleNeeds decide(Decide command) {
            return new RuleNeeds(null, null, command.holdId(), null, null, null);
        }

        @Override
        public RuleNeeds decideMassChange(DecideMassChange command) {
            return NOTHING;
        }

        @Override
        public RuleNeeds reconsider(Reconsider command) {
            return NOTHING;
        }

        @Override
        public RuleNeeds recompute(Recompute command) {
            return NOTHING;
        }
    }

    private static final class States implements ChangeState.Cases<RuleNeeds> {

        @Override
        public RuleNeeds startPreview(ChangeState.StartPreview command) {
            return NOTHING;
        }

        @Override
        public RuleNeeds activate(ChangeState.Activate command) {
            return NOTHING;
        }

        @Override
        public RuleNeeds foreseeActivation(ChangeState.ForeseeActivation command) {
            return NOTHING;
        }

        @Override
        public RuleNeeds pause(ChangeState.Pause command) {
            return NOTHING;
        }

        @Override
        public RuleNeeds resume(ChangeState.Resume command) {
            return NOTHING;
        }

        @Override
        public RuleNeeds deactivate(ChangeState.Deactivate command) {
            return ending(command.directoryId());
        }

        @Override
        public RuleNeeds takeOver(ChangeState.TakeOver command) {
            return ending(command.fromDirectoryId());
        }
    }

    private static final class Assignments implements EditAssignments.Cases<RuleNeeds> {

        @Override
        public RuleNeeds addAssignment(AddAssignment command) {
            return new RuleNeeds(null, null, null, null, null, command);
        }

        @Override
        public RuleNeeds changeAssignment(EditAssignments.ChangeAssignment command) {
            return NOTHING;
        }

        @Override
        public RuleNeeds removeAssignment(EditAssignments.RemoveAssignment command) {
            return NOTHING;
        }

        @Override
        public RuleNeeds orderAssignments(EditAssignments.OrderAssignments command) {
            return NOTHING;
        }
    }

    /** Members of invitations and recoveries are found by {@link Wanted}: by the address, and with what is known of it. */
    private static final class Members implements OfMember.Cases<RuleNeeds> {

        @Override
        public RuleNeeds invite(OfMember.Invite command) {
            return NOTHING;
        }

        @Override
        public RuleNeeds editMember(OfMember.EditMember command) {
            return member(command.memberId());
        }

        @Override
        public RuleNeeds removeMember(OfMember.RemoveMember command) {
            return member(command.memberId());
        }

        @Override
        public RuleNeeds releaseConflict(OfConflict.ReleaseConflict command) {
            return new Kinds().ofConflict(command);
        }

        @Override
        public RuleNeeds grantRecovery(OfMember.GrantRecovery command) {
            return NOTHING;
        }

        @Override
        public RuleNeeds endRecovery(OfMember.EndRecovery command) {
            return NOTHING;
        }
    }
}
