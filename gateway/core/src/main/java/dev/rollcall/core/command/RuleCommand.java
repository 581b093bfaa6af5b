package dev.rollcall.core.command;

import dev.rollcall.core.model.DirectoryKey;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command of an administrator about an organisation's rules or members. Each goes through the organisation's lane and is one
 * transaction, with all that follows from it for members, roles and seats.
 */
public sealed interface RuleCommand
        permits RuleCommand.OfDirectory,
                RuleCommand.Decide,
                RuleCommand.Reconsider,
                RuleCommand.Undo,
                SetTerms,
                OfDomain,
                OfConflict,
                OfMember {

    /** What is to be done for this kind of command. */
    <R extends @Nullable Object> R match(Cases<R> cases);

    /** One answer for each kind: a new one is missing everywhere until it is dealt with. Groups have cases of their own. */
    interface Cases<R extends @Nullable Object> {
        R changeState(ChangeState command);

        R undo(Undo command);

        R editAssignments(EditAssignments command);

        R setDirectoryRule(SetDirectoryRule command);

        R setTerms(SetTerms command);

        R ofDomain(OfDomain command);

        R ofConflict(OfConflict command);

        R ofMember(OfMember command);

        R decide(Decide command);

        R decideMassChange(DecideMassChange command);

        R reconsider(Reconsider command);

        R recompute(Recompute command);
    }

    /** A command about one directory. */
    sealed interface OfDirectory extends RuleCommand
            permits ChangeState, EditAssignments, SetDirectoryRule, DecideMassChange, Recompute {
        UUID directoryId();
    }

    /** Takes back exactly what an activation made, once; ends it before, if it still runs (R17). */
    record Undo(UUID activationId) implements RuleCommand {
        @Override
        public <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
            return cases.undo(this);
        }
    }

    // Holds (R16, R21)

    /** What an administrator decides about a hold. */
    sealed interface Decide extends RuleCommand {
        /** A hold, or one person in it. */
        UUID holdId();

        /** Some of the hold, by the ids that its list shows; or null for all. */
        @Nullable
        List<UUID> people();

        /** Whether what is held is to happen. */
        boolean approves();

        @Override
        default <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.decide(this);
        }
    }

    /** What an administrator decides about every held mass change of a directory. */
    sealed interface DecideMassChange extends OfDirectory {
        /** Whether what is held is to happen. */
        boolean approves();

        @Override
        default <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.decideMassChange(this);
        }
    }

    /**
     * Lets held changes happen.
     *
     * @param holdId a hold, or one person in it
     * @param people some of the hold, by the ids that its list shows; or null for all
     */
    record Approve(UUID holdId, @Nullable List<UUID> people) implements Decide {
        @Override
        public boolean approves() {
            return true;
        }

        public Approve {
            people = people == null ? null : List.copyOf(people);
        }

        /** All of it. */
        public Approve(UUID holdId) {
            this(holdId, null);
        }
    }

    /**
     * Keeps things as they are.
     *
     * @param holdId as in {@link Approve}
     * @param people as in {@link Approve}
     */
    record Reject(UUID holdId, @Nullable List<UUID> people) implements Decide {
        @Override
        public boolean approves() {
            return false;
        }

        public Reject {
            people = people == null ? null : List.copyOf(people);
        }

        /** All of it. */
        public Reject(UUID holdId) {
            this(holdId, null);
        }
    }

    /** Lets every held mass change of a directory happen. */
    record ApproveMassChange(UUID directoryId) implements DecideMassChange {
        @Override
        public boolean approves() {
            return true;
        }
    }

    /** Keeps everybody whom a directory's held mass changes would take out. */
    record RejectMassChange(UUID directoryId) implements DecideMassChange {
        @Override
        public boolean approves() {
            return false;
        }
    }

    // Looking again

    /** Looks at these users again: the address they wait for may be free (R12). */
    record Reconsider(List<DirectoryKey<UUID>> users) implements RuleCommand {
        @Override
        public <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
            return cases.reconsider(this);
        }

        public Reconsider {
            users = List.copyOf(users);
        }
    }

    /** Looks at every user of a directory again; changes something only where the core has a defect. */
    record Recompute(UUID directoryId) implements OfDirectory {
        @Override
        public <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
            return cases.recompute(this);
        }
    }
}
