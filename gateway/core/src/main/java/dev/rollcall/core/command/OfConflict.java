package dev.rollcall.core.command;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands by which the operator decides about a member whose address is in a domain that another organisation has verified. */
public sealed interface OfConflict extends RuleCommand {

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
}
