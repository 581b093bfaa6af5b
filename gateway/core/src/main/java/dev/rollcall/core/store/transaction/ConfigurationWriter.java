package dev.rollcall.core.store.transaction;

import dev.rollcall.core.decide.plan.Configuration;
import dev.rollcall.core.store.SqlErrors;
import dev.rollcall.core.store.organisation.ActivationTable;
import dev.rollcall.core.store.organisation.ConflictDecisionTable;
import dev.rollcall.core.store.organisation.DirectoryTable;
import dev.rollcall.core.store.organisation.DomainTable;
import dev.rollcall.core.store.organisation.OrganizationTable;
import dev.rollcall.core.store.organisation.RoleAssignmentTable;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.UUID;

/** Writes what a rule command changes in the settings. */
final class ConfigurationWriter implements Configuration.Cases<Future<?>> {

    private static final OrganizationTable ORGANIZATION = new OrganizationTable();
    private static final DirectoryTable DIRECTORIES = new DirectoryTable();
    private static final RoleAssignmentTable ASSIGNMENTS = new RoleAssignmentTable();
    private static final ActivationTable ACTIVATIONS = new ActivationTable();
    private static final ConflictDecisionTable CONFLICTS = new ConflictDecisionTable();
    private static final DomainTable DOMAINS = new DomainTable();

    private final SqlConnection connection;
    private final UUID orgId;
    private final Instant now;

    ConfigurationWriter(SqlConnection connection, UUID orgId, Instant now) {
        this.connection = connection;
        this.orgId = orgId;
        this.now = now;
    }

    /** Fails with {@link DomainTaken} when a domain is another organisation's. */
    Future<?> write(Configuration change) {
        return change.match(this);
    }

    @Override
    public Future<?> terms(Configuration.Terms terms) {
        return ORGANIZATION.storeTerms(connection, terms.organization());
    }

    @Override
    public Future<?> directory(Configuration.Directory directory) {
        return DIRECTORIES.configure(connection, orgId, directory.directory());
    }

    @Override
    public Future<?> assignments(Configuration.Assignments assignments) {
        return ASSIGNMENTS.replace(connection, orgId, assignments.directoryId(), assignments.assignments());
    }

    @Override
    public Future<?> activated(Configuration.Activated activated) {
        return ACTIVATIONS.put(connection, orgId, activated.activation());
    }

    @Override
    public Future<?> domainClaimed(Configuration.DomainClaimed claimed) {
        return unlessTaken(claimed.name(), DOMAINS.claim(connection, orgId, claimed.name(), claimed.token(), now));
    }

    @Override
    public Future<?> domainVerified(Configuration.DomainVerified verified) {
        return unlessTaken(
                verified.name(), DOMAINS.verify(connection, orgId, verified.name(), verified.attested(), now));
    }

    @Override
    public Future<?> domainRecord(Configuration.DomainRecord found) {
        return DOMAINS.noteRecord(connection, orgId, found.name(), found.present(), now);
    }

    @Override
    public Future<?> domainReleased(Configuration.DomainReleased released) {
        return DOMAINS.release(connection, orgId, released.name());
    }

    @Override
    public Future<?> conflictDecided(Configuration.ConflictDecided decided) {
        return CONFLICTS.put(connection, orgId, decided.decision());
    }

    /** Two organisations may prove a domain in the same instant: the index lets one of them. */
    private static Future<?> unlessTaken(String name, Future<Boolean> done) {
        return done.recover(failure -> SqlErrors.isUniqueViolation(failure)
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(failure))
                .compose(ours -> ours ? Future.succeededFuture() : Future.failedFuture(new DomainTaken(name)));
    }

    /** The domain is verified by another organisation (R2). */
    static final class DomainTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String domain;

        DomainTaken(String domain) {
            super("a domain is another organisation's", null, false, false);
            this.domain = domain;
        }

        String detail() {
            return "The domain " + domain + " is verified by another organisation. That organisation has to release "
                    + "it first.";
        }
    }
}
