package dev.rollcall.core.command;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands that change a rule of one directory: nested groups, the default role, or the guard against mass changes. */
public sealed interface SetDirectoryRule extends RuleCommand.OfDirectory {

    /** What is to be done for this kind of command. */
    <R extends @Nullable Object> R match(Cases<R> cases);

    /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
    interface Cases<R extends @Nullable Object> {
        R setNestedGroups(SetNestedGroups command);

        R setDefaultRole(SetDefaultRole command);

        R setMassGuard(SetMassGuard command);
    }

    @Override
    default <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
        return cases.setDirectoryRule(this);
    }

    /** Whether roles count through groups in groups. */
    record SetNestedGroups(UUID directoryId, boolean count) implements SetDirectoryRule {
        @Override
        public <R extends @Nullable Object> R match(SetDirectoryRule.Cases<R> cases) {
            return cases.setNestedGroups(this);
        }
    }

    /**
     * What a user gets whom no role assignment fits (R7).
     *
     * @param role the role, or null for no access
     */
    record SetDefaultRole(UUID directoryId, @Nullable String role) implements SetDirectoryRule {
        @Override
        public <R extends @Nullable Object> R match(SetDirectoryRule.Cases<R> cases) {
            return cases.setDefaultRole(this);
        }
    }

    /** How many people the directory may take out in one go (R21). */
    record SetMassGuard(UUID directoryId, int share, int minimum, Duration window) implements SetDirectoryRule {
        @Override
        public <R extends @Nullable Object> R match(SetDirectoryRule.Cases<R> cases) {
            return cases.setMassGuard(this);
        }
    }
}
