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
import org.jspecify.annotations.Nullable;

/** The word of each rule command in the audit; null where it can leave nothing there. */
final class RuleActions implements RuleCommand.Cases<@Nullable AuditAction> {

    private RuleActions() {}

    static @Nullable AuditAction of(RuleCommand command) {
        return command.match(new RuleActions());
    }

    @Override
    public @Nullable AuditAction changeState(ChangeState command) {
        return command.match(new States());
    }

    @Override
    public AuditAction undo(RuleCommand.Undo command) {
        return AuditAction.UNDO;
    }

    @Override
    public AuditAction editAssignments(EditAssignments command) {
        return command.match(new Assignments());
    }

    @Override
    public AuditAction setDirectoryRule(SetDirectoryRule command) {
        return command.match(new DirectoryRules());
    }

    @Override
    public AuditAction setTerms(SetTerms command) {
        return command.match(new Terms());
    }

    @Override
    public AuditAction ofDomain(OfDomain command) {
        return command.match(new Domains());
    }

    @Override
    public @Nullable AuditAction ofConflict(OfConflict command) {
        return command.match(new Conflicts());
    }

    @Override
    public AuditAction ofMember(OfMember command) {
        return command.match(new Members());
    }

    @Override
    public AuditAction decide(RuleCommand.Decide command) {
        return command.approves() ? AuditAction.APPROVE : AuditAction.REJECT;
    }

    @Override
    public AuditAction decideMassChange(RuleCommand.DecideMassChange command) {
        return command.approves() ? AuditAction.APPROVE_MASS_CHANGE : AuditAction.REJECT_MASS_CHANGE;
    }

    @Override
    public AuditAction reconsider(RuleCommand.Reconsider command) {
        return AuditAction.RECONSIDER;
    }

    @Override
    public AuditAction recompute(RuleCommand.Recompute command) {
        return AuditAction.RECOMPUTE;
    }

    private static final class States implements ChangeState.Cases<@Nullable AuditAction> {

        @Override
        public AuditAction startPreview(ChangeState.StartPreview command) {
            return AuditAction.START_PREVIEW;
        }

        @Override
        public AuditAction activate(ChangeState.Activate command) {
            return AuditAction.ACTIVATE;
        }

        /** Nothing is ever carried out. */
        @Override
        public @Nullable AuditAction foreseeActivation(ChangeState.ForeseeActivation command) {
            return null;
        }

        @Override
        public AuditAction pause(ChangeState.Pause command) {
            return AuditAction.PAUSE;
        }

        @Override
        public AuditAction resume(ChangeState.Resume command) {
            return AuditAction.RESUME;
        }

        @Override
        public AuditAction deactivate(ChangeState.Deactivate command) {
            return AuditAction.DEACTIVATE;
        }

        @Override
        public AuditAction takeOver(ChangeState.TakeOver command) {
            return AuditAction.TAKE_OVER;
        }
    }

    private static final class Assignments implements EditAssignments.Cases<AuditAction> {

        @Override
        public AuditAction addAssignment(EditAssignments.AddAssignment command) {
            return AuditAction.ADD_ASSIGNMENT;
        }

        @Override
        public AuditAction changeAssignment(EditAssignments.ChangeAssignment command) {
            return AuditAction.CHANGE_ASSIGNMENT;
        }

        @Override
        public AuditAction removeAssignment(EditAssignments.RemoveAssignment command) {
            return AuditAction.REMOVE_ASSIGNMENT;
        }

        @Override
        public AuditAction orderAssignments(EditAssignments.OrderAssignments command) {
            return AuditAction.ORDER_ASSIGNMENTS;
        }
    }

    private static final class DirectoryRules implements SetDirectoryRule.Cases<AuditAction> {

        @Override
        public AuditAction setNestedGroups(SetDirectoryRule.SetNestedGroups command) {
            return AuditAction.SET_NESTED_GROUPS;
        }

        @Override
        public AuditAction setDefaultRole(SetDirectoryRule.SetDefaultRole command) {
            return AuditAction.SET_DEFAULT_ROLE;
        }

        @Override
        public AuditAction setMassGuard(SetDirectoryRule.SetMassGuard command) {
            return AuditAction.SET_MASS_GUARD;
        }
    }

    private static final class Terms implements SetTerms.Cases<AuditAction> {

        @Override
        public AuditAction setPlan(SetTerms.SetPlan command) {
            return AuditAction.SET_PLAN;
        }

        @Override
        public AuditAction setSeatPolicy(SetTerms.SetSeatPolicy command) {
            return AuditAction.SET_SEAT_POLICY;
        }

        @Override
        public AuditAction allowUnverifiedDomains(SetTerms.AllowUnverifiedDomains command) {
            return AuditAction.ALLOW_UNVERIFIED_DOMAINS;
        }

        @Override
        public AuditAction protectLastAdmin(SetTerms.ProtectLastAdmin command) {
            return AuditAction.PROTECT_LAST_ADMIN;
        }
    }

    private static final class Domains implements OfDomain.Cases<AuditAction> {

        @Override
        public AuditAction claimDomain(OfDomain.ClaimDomain command) {
            return AuditAction.CLAIM_DOMAIN;
        }

        @Override
        public AuditAction verifyDomain(OfDomain.VerifyDomain command) {
            return AuditAction.VERIFY_DOMAIN;
        }

        @Override
        public AuditAction noteDomainRecord(OfDomain.NoteDomainRecord command) {
            return AuditAction.NOTE_DOMAIN_RECORD;
        }

        @Override
        public AuditAction releaseDomain(OfDomain.ReleaseDomain command) {
            return AuditAction.RELEASE_DOMAIN;
        }
    }

    private static final class Conflicts implements OfConflict.Cases<@Nullable AuditAction> {

        @Override
        public AuditAction releaseConflict(OfConflict.ReleaseConflict command) {
            return AuditAction.RELEASE_CONFLICT;
        }

        @Override
        public AuditAction keepConflict(OfConflict.KeepConflict command) {
            return AuditAction.KEEP_CONFLICT;
        }

        /** It changes nothing. */
        @Override
        public @Nullable AuditAction tellConflict(OfConflict.TellConflict command) {
            return null;
        }
    }

    private static final class Members implements OfMember.Cases<AuditAction> {

        @Override
        public AuditAction invite(OfMember.Invite command) {
            return AuditAction.INVITE;
        }

        @Override
        public AuditAction editMember(OfMember.EditMember command) {
            return AuditAction.EDIT_MEMBER;
        }

        @Override
        public AuditAction removeMember(OfMember.RemoveMember command) {
            return AuditAction.REMOVE_MEMBER;
        }

        @Override
        public AuditAction releaseConflict(OfConflict.ReleaseConflict command) {
            return AuditAction.RELEASE_CONFLICT;
        }

        @Override
        public AuditAction grantRecovery(OfMember.GrantRecovery command) {
            return AuditAction.GRANT_RECOVERY;
        }

        @Override
        public AuditAction endRecovery(OfMember.EndRecovery command) {
            return AuditAction.END_RECOVERY;
        }
    }
}
