package dev.rollcall.core.decide;

import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.model.word.AuditAction;
import org.jspecify.annotations.Nullable;

/** The word of each rule command in the audit; null where it can leave nothing there. */
final class RuleActions implements RuleCommand.Cases<@Nullable AuditAction> {

    private RuleActions() {}

    static @Nullable AuditAction of(RuleCommand command) {
        return command.match(new RuleActions());
    }

    @Override
    public @Nullable AuditAction changeState(RuleCommand.ChangeState command) {
        return command.match(new States());
    }

    @Override
    public AuditAction undo(RuleCommand.Undo command) {
        return AuditAction.UNDO;
    }

    @Override
    public AuditAction editAssignments(RuleCommand.EditAssignments command) {
        return command.match(new Assignments());
    }

    @Override
    public AuditAction setDirectoryRule(RuleCommand.SetDirectoryRule command) {
        return command.match(new DirectoryRules());
    }

    @Override
    public AuditAction setTerms(RuleCommand.SetTerms command) {
        return command.match(new Terms());
    }

    @Override
    public AuditAction ofDomain(RuleCommand.OfDomain command) {
        return command.match(new Domains());
    }

    @Override
    public @Nullable AuditAction ofConflict(RuleCommand.OfConflict command) {
        return command.match(new Conflicts());
    }

    @Override
    public AuditAction ofMember(RuleCommand.OfMember command) {
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

    private static final class States implements RuleCommand.ChangeState.Cases<@Nullable AuditAction> {

        @Override
        public AuditAction startPreview(RuleCommand.StartPreview command) {
            return AuditAction.START_PREVIEW;
        }

        @Override
        public AuditAction activate(RuleCommand.Activate command) {
            return AuditAction.ACTIVATE;
        }

        /** Nothing is ever carried out. */
        @Override
        public @Nullable AuditAction foreseeActivation(RuleCommand.ForeseeActivation command) {
            return null;
        }

        @Override
        public AuditAction pause(RuleCommand.Pause command) {
            return AuditAction.PAUSE;
        }

        @Override
        public AuditAction resume(RuleCommand.Resume command) {
            return AuditAction.RESUME;
        }

        @Override
        public AuditAction deactivate(RuleCommand.Deactivate command) {
            return AuditAction.DEACTIVATE;
        }

        @Override
        public AuditAction takeOver(RuleCommand.TakeOver command) {
            return AuditAction.TAKE_OVER;
        }
    }

    private static final class Assignments implements RuleCommand.EditAssignments.Cases<AuditAction> {

        @Override
        public AuditAction addAssignment(RuleCommand.AddAssignment command) {
            return AuditAction.ADD_ASSIGNMENT;
        }

        @Override
        public AuditAction changeAssignment(RuleCommand.ChangeAssignment command) {
            return AuditAction.CHANGE_ASSIGNMENT;
        }

        @Override
        public AuditAction removeAssignment(RuleCommand.RemoveAssignment command) {
            return AuditAction.REMOVE_ASSIGNMENT;
        }

        @Override
        public AuditAction orderAssignments(RuleCommand.OrderAssignments command) {
            return AuditAction.ORDER_ASSIGNMENTS;
        }
    }

    private static final class DirectoryRules implements RuleCommand.SetDirectoryRule.Cases<AuditAction> {

        @Override
        public AuditAction setNestedGroups(RuleCommand.SetNestedGroups command) {
            return AuditAction.SET_NESTED_GROUPS;
        }

        @Override
        public AuditAction setDefaultRole(RuleCommand.SetDefaultRole command) {
            return AuditAction.SET_DEFAULT_ROLE;
        }

        @Override
        public AuditAction setMassGuard(RuleCommand.SetMassGuard command) {
            return AuditAction.SET_MASS_GUARD;
        }
    }

    private static final class Terms implements RuleCommand.SetTerms.Cases<AuditAction> {

        @Override
        public AuditAction setPlan(RuleCommand.SetPlan command) {
            return AuditAction.SET_PLAN;
        }

        @Override
        public AuditAction setSeatPolicy(RuleCommand.SetSeatPolicy command) {
            return AuditAction.SET_SEAT_POLICY;
        }

        @Override
        public AuditAction allowUnverifiedDomains(RuleCommand.AllowUnverifiedDomains command) {
            return AuditAction.ALLOW_UNVERIFIED_DOMAINS;
        }

        @Override
        public AuditAction protectLastAdmin(RuleCommand.ProtectLastAdmin command) {
            return AuditAction.PROTECT_LAST_ADMIN;
        }
    }

    private static final class Domains implements RuleCommand.OfDomain.Cases<AuditAction> {

        @Override
        public AuditAction claimDomain(RuleCommand.ClaimDomain command) {
            return AuditAction.CLAIM_DOMAIN;
        }

        @Override
        public AuditAction verifyDomain(RuleCommand.VerifyDomain command) {
            return AuditAction.VERIFY_DOMAIN;
        }

        @Override
        public AuditAction noteDomainRecord(RuleCommand.NoteDomainRecord command) {
            return AuditAction.NOTE_DOMAIN_RECORD;
        }

        @Override
        public AuditAction releaseDomain(RuleCommand.ReleaseDomain command) {
            return AuditAction.RELEASE_DOMAIN;
        }
    }

    private static final class Conflicts implements RuleCommand.OfConflict.Cases<@Nullable AuditAction> {

        @Override
        public AuditAction releaseConflict(RuleCommand.ReleaseConflict command) {
            return AuditAction.RELEASE_CONFLICT;
        }

        @Override
        public AuditAction keepConflict(RuleCommand.KeepConflict command) {
            return AuditAction.KEEP_CONFLICT;
        }

        /** It changes nothing. */
        @Override
        public @Nullable AuditAction tellConflict(RuleCommand.TellConflict command) {
            return null;
        }
    }

    private static final class Members implements RuleCommand.OfMember.Cases<AuditAction> {

        @Override
        public AuditAction invite(RuleCommand.Invite command) {
            return AuditAction.INVITE;
        }

        @Override
        public AuditAction editMember(RuleCommand.EditMember command) {
            return AuditAction.EDIT_MEMBER;
        }

        @Override
        public AuditAction removeMember(RuleCommand.RemoveMember command) {
            return AuditAction.REMOVE_MEMBER;
        }

        @Override
        public AuditAction releaseConflict(RuleCommand.ReleaseConflict command) {
            return AuditAction.RELEASE_CONFLICT;
        }

        @Override
        public AuditAction grantRecovery(RuleCommand.GrantRecovery command) {
            return AuditAction.GRANT_RECOVERY;
        }

        @Override
        public AuditAction endRecovery(RuleCommand.EndRecovery command) {
            return AuditAction.END_RECOVERY;
        }
    }
}
