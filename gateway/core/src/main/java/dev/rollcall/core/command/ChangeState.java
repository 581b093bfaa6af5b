package dev.rollcall.core.command;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands that move a directory from one state to another, from its preview to its deactivation. */
public sealed interface ChangeState extends RuleCommand.OfDirectory {

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
     * A directory takes over from another one of the organisation (R33): the other one ends, this one goes live, and each person who is
     * in both stays the same member on the same seat. Like {@link Activate} it needs R1 and R2, unless this one is live already.
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
}
