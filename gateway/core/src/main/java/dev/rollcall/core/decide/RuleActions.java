package dev.rollcall.core.decide;

import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.EditAssignments;
import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.SetDirectoryRule;
import dev.rollcall.core.command.SetTerms;
import dev.rollcall.core.model.word.AuditAction;
import java.util.Optional;

/** Names the audit action of each rule command; a command that never leaves an entry in the audit has none. */
final class RuleActions implements RuleCommand.Cases<Optional<AuditAction>> {

    private RuleActions() {}

    static Optional<AuditAction> of(RuleCommand command) {
        return command.match(new RuleActions());
    }

    @Override
    public Optional<AuditAction> changeState(ChangeState command) {
        return command.match(new States());
    }

    @Override
    public Optional<AuditAction> undo(RuleCommand.Undo command) {
        return Optional.of(AuditAction.UNDO);
    }

    @Override
    public Optional<AuditAction> editAssignments(EditAssignments command) {
        return command.match(new Assignments());
    }

    @Override
    public Optional<AuditAction> setDirectoryRule(SetDirectoryRule command) {
        return command.match(new DirectoryRules());
    }

    @Override
    public Optional<AuditAction> setTerms(SetTerms command) {
        return command.match(new Terms());
    }

    @Override
    public Optional<AuditAction> ofDomain(OfDomain command) {
        return command.match(new Domains());
    }

    @Override
    public Optional<AuditAction> ofConflict(OfConflict command) {
        return command.match(new Conflicts());
    }

    @Override
    public Optional<AuditAction> ofMember(OfMember command) {
        return command.match(new Members());
    }

    @Override
    public Optional<AuditAction> decide(RuleCommand.Decide command) {
        return Optional.of(command.approves() ? AuditAction.APPROVE : AuditAction.REJECT);
    }

    @Override
    public Optional<AuditAction> decideMassChange(RuleCommand.DecideMassChange command) {
        return Optional.of(command.approves() ? AuditAction.APPROVE_MASS_CHANGE : AuditAction.REJECT_MASS_CHANGE);
    }

    @Override
    public Optional<AuditAction> reconsider(RuleCommand.Reconsider command) {
        return Optional.of(AuditAction.RECONSIDER);
    }

    @Override
    public Optional<AuditAction> recompute(RuleCommand.Recompute command) {
        return Optional.of(AuditAction.RECOMPUTE);
    }

    private static final class States implements ChangeState.Cases<Optional<AuditAction>> {

        @Override
        public Optional<AuditAction> startPreview(ChangeState.StartPreview command) {
            return Optional.of(AuditAction.START_PREVIEW);
        }

        @Override
        public Optional<AuditAction> activate(ChangeState.Activate command) {
            return Optional.of(AuditAction.ACTIVATE);
        }

        /** Nothing is ever carried out. */
        @Override
        public Optional<AuditAction> foreseeActivation(ChangeState.ForeseeActivation command) {
            return Optional.empty();
        }

        @Override
        public Optional<AuditAction> pause(ChangeState.Pause command) {
            return Optional.of(AuditAction.PAUSE);
        }

        @Override
        public Optional<AuditAction> resume(ChangeState.Resume command) {
            return Optional.of(AuditAction.RESUME);
        }

        @Override
        public Optional<AuditAction> deactivate(ChangeState.Deactivate command) {
            return Optional.of(AuditAction.DEACTIVATE);
        }

        @Override
        public Optional<AuditAction> takeOver(ChangeState.TakeOver command) {
            return Optional.of(AuditAction.TAKE_OVER);
        }
    }

    private static final class Assignments implements EditAssignments.Cases<Optional<AuditAction>> {

        @Override
        public Optional<AuditAction> addAssignment(EditAssignments.AddAssignment command) {
            return Optional.of(AuditAction.ADD_ASSIGNMENT);
        }

        @Override
        public Optional<AuditAction> changeAssignment(EditAssignments.ChangeAssignment command) {
            return Optional.of(AuditAction.CHANGE_ASSIGNMENT);
        }

        @Override
        public Optional<AuditAction> removeAssignment(EditAssignments.RemoveAssignment command) {
            return Optional.of(AuditAction.REMOVE_ASSIGNMENT);
        }

        @Override
        public Optional<AuditAction> orderAssignments(EditAssignments.OrderAssignments command) {
            return Optional.of(AuditAction.ORDER_ASSIGNMENTS);
        }
    }

    private static final class DirectoryRules implements SetDirectoryRule.Cases<Optional<AuditAction>> {

        @Override
        public Optional<AuditAction> setNestedGroups(SetDirectoryRule.SetNestedGroups command) {
            return Optional.of(AuditAction.SET_NESTED_GROUPS);
        }

        @Override
        public Optional<AuditAction> setDefaultRole(SetDirectoryRule.SetDefaultRole command) {
            return Optional.of(AuditAction.SET_DEFAULT_ROLE);
        }

        @Override
        public Optional<AuditAction> setMassGuard(SetDirectoryRule.SetMassGuard command) {
            return Optional.of(AuditAction.SET_MASS_GUARD);
        }
    }

    private static final class Terms implements SetTerms.Cases<Optional<AuditAction>> {

        @Override
        public Optional<AuditAction> setPlan(SetTerms.SetPlan command) {
            return Optional.of(AuditAction.SET_PLAN);
        }

        @Override
        public Optional<AuditAction> setSeatPolicy(SetTerms.SetSeatPolicy command) {
            return Optional.of(AuditAction.SET_SEAT_POLICY);
        }

        @Override
        public Optional<AuditAction> allowUnverifiedDomains(SetTerms.AllowUnverifiedDomains command) {
            return Optional.of(AuditAction.ALLOW_UNVERIFIED_DOMAINS);
        }

        @Override
        public Optional<AuditAction> protectLastAdmin(SetTerms.ProtectLastAdmin command) {
            return Optional.of(AuditAction.PROTECT_LAST_ADMIN);
        }
    }

    private static final class Domains implements OfDomain.Cases<Optional<AuditAction>> {

        @Override
        public Optional<AuditAction> claimDomain(OfDomain.ClaimDomain command) {
            return Optional.of(AuditAction.CLAIM_DOMAIN);
        }

        @Override
        public Optional<AuditAction> verifyDomain(OfDomain.VerifyDomain command) {
            return Optional.of(AuditAction.VERIFY_DOMAIN);
        }

        @Override
        public Optional<AuditAction> noteDomainRecord(OfDomain.NoteDomainRecord command) {
            return Optional.of(AuditAction.NOTE_DOMAIN_RECORD);
        }

        @Override
        public Optional<AuditAction> releaseDomain(OfDomain.ReleaseDomain command) {
            return Optional.of(AuditAction.RELEASE_DOMAIN);
        }
    }

    private static final class Conflicts implements OfConflict.Cases<Optional<AuditAction>> {

        @Override
        public Optional<AuditAction> releaseConflict(OfConflict.ReleaseConflict command) {
            return Optional.of(AuditAction.RELEASE_CONFLICT);
        }

        @Override
        public Optional<AuditAction> keepConflict(OfConflict.KeepConflict command) {
            return Optional.of(AuditAction.KEEP_CONFLICT);
        }

        /** It changes nothing. */
        @Override
        public Optional<AuditAction> tellConflict(OfConflict.TellConflict command) {
            return Optional.empty();
        }
    }

    private static final class Members implements OfMember.Cases<Optional<AuditAction>> {

        @Override
        public Optional<AuditAction> invite(OfMember.Invite command) {
            return Optional.of(AuditAction.INVITE);
        }

        @Override
        public Optional<AuditAction> editMember(OfMember.EditMember command) {
            return Optional.of(AuditAction.EDIT_MEMBER);
        }

        @Override
        public Optional<AuditAction> removeMember(OfMember.RemoveMember command) {
            return Optional.of(AuditAction.REMOVE_MEMBER);
        }

        @Override
        public Optional<AuditAction> releaseConflict(OfConflict.ReleaseConflict command) {
            return Optional.of(AuditAction.RELEASE_CONFLICT);
        }

        @Override
        public Optional<AuditAction> grantRecovery(OfMember.GrantRecovery command) {
            return Optional.of(AuditAction.GRANT_RECOVERY);
        }

        @Override
        public Optional<AuditAction> endRecovery(OfMember.EndRecovery command) {
            return Optional.of(AuditAction.END_RECOVERY);
        }
    }
}
