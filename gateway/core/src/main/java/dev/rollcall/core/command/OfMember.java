package dev.rollcall.core.command;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands about one person, which are decided without looking at other people. */
public sealed interface OfMember extends RuleCommand
        permits OfMember.Invite,
                OfMember.EditMember,
                OfMember.RemoveMember,
                OfMember.GrantRecovery,
                OfMember.EndRecovery,
                OfConflict.ReleaseConflict {

    /** What is to be done for this kind of command. */
    <R extends @Nullable Object> R match(Cases<R> cases);

    /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
    interface Cases<R extends @Nullable Object> {
        R invite(Invite command);

        R editMember(EditMember command);

        R removeMember(RemoveMember command);

        R grantRecovery(GrantRecovery command);

        R endRecovery(EndRecovery command);

        R releaseConflict(OfConflict.ReleaseConflict command);
    }

    @Override
    default <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
        return cases.ofMember(this);
    }

    /**
     * Invites a person.
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

    /**
     * Makes a person an admin for a limited time, whatever the mapping says: an active member, or a new one.
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
}
