package dev.rollcall.core.decide.plan;

import dev.rollcall.core.model.Activation;
import dev.rollcall.core.model.row.ConflictDecision;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.OrganizationRow;
import dev.rollcall.core.model.row.RoleAssignment;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change that a rule command makes to the settings on which decisions depend; written before any user is looked at. */
public sealed interface Configuration {

    /** What is to be done for this kind of change. */
    <R extends @Nullable Object> R match(Cases<R> cases);

    /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
    interface Cases<R extends @Nullable Object> {
        R terms(Terms terms);

        R directory(Directory directory);

        R assignments(Assignments assignments);

        R activated(Activated activated);

        R domainClaimed(DomainClaimed domainClaimed);

        R domainVerified(DomainVerified domainVerified);

        R domainRecord(DomainRecord domainRecord);

        R conflictDecided(ConflictDecided conflictDecided);

        R domainReleased(DomainReleased domainReleased);
    }

    /** The organisation's terms. */
    record Terms(OrganizationRow organization) implements Configuration {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.terms(this);
        }
    }

    /** A directory's state, default role, activation and guard. */
    record Directory(DirectoryRow directory) implements Configuration {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.directory(this);
        }
    }

    /** A directory's assignments, all of them, strongest first. */
    record Assignments(UUID directoryId, List<RoleAssignment> assignments) implements Configuration {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.assignments(this);
        }
    }

    /** An activation that begins, ends or is undone. */
    record Activated(Activation activation) implements Configuration {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.activated(this);
        }
    }

    /** A domain that the organisation wants to prove; the store refuses one that another organisation has. */
    record DomainClaimed(String name, String token) implements Configuration {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.domainClaimed(this);
        }
    }

    /** A domain that is the organisation's own from now on; the store refuses one that another organisation has. */
    record DomainVerified(String name, boolean attested) implements Configuration {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.domainVerified(this);
        }
    }

    /** The record of a verified domain is gone, or back. */
    record DomainRecord(String name, boolean present) implements Configuration {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.domainRecord(this);
        }
    }

    /** What the operator decided about a member whose address is another organisation's. */
    record ConflictDecided(ConflictDecision decision) implements Configuration {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.conflictDecided(this);
        }
    }

    /** A domain that is no longer. */
    record DomainReleased(String name) implements Configuration {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.domainReleased(this);
        }
    }
}
