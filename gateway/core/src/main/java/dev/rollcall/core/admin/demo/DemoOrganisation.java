package dev.rollcall.core.admin.demo;

import dev.rollcall.core.Provisioning;
import dev.rollcall.core.admin.AdminException;
import dev.rollcall.core.admin.Domains;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.admin.Rows;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.EditAssignments;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.command.RuleOutcome.Refused;
import dev.rollcall.core.model.row.DirectoryRow.State;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * An organisation to try things with: it may activate directories (R1), its domain is attested (R2), and its directories are
 * active, with the two groups of the set-up guide mapped to roles as soon as they are pushed.
 *
 * @param directories those that it was made with come first
 */
public record DemoOrganisation(Organisation organisation, List<Directory> directories) {

    public static final String SLUG = "demo";
    public static final String DOMAIN = "demo.example";

    private static final int SEATS = 5_000;

    /** Serializes nodes that start at once; any number that nothing else locks on. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(7308895)";

    public DemoOrganisation {
        directories = List.copyOf(directories);
    }

    /**
     * Makes what of it is missing; nothing that an administrator made or changed is touched. Its directories are set up and
     * activated by the commands that an administrator has, so that each can be undone as one.
     *
     * @param wanted its own directories; later ones are made by hand
     */
    public static Future<DemoOrganisation> ensure(
            Pool pool, InstantSource time, Provisioning provisioning, List<DemoDirectory> wanted) {
        return pool.withTransaction(transaction -> transaction
                        .query(LOCK)
                        .execute()
                        .compose(locked -> Organisations.bySlug(transaction, SLUG))
                        .compose(found -> found.isPresent()
                                ? Future.succeededFuture(found.get())
                                : make(transaction, time.instant(), wanted)))
                .compose(organisation -> Directories.list(pool, organisation.id())
                        .compose(all -> setUp(provisioning, all.subList(0, Math.min(wanted.size(), all.size()))))
                        .compose(v -> Directories.list(pool, organisation.id()))
                        .map(directories -> new DemoOrganisation(organisation, directories)));
    }

    private static Future<Organisation> make(SqlConnection transaction, Instant now, List<DemoDirectory> wanted) {
        return Organisations.create(transaction, now, SLUG, "Demo Company", Plan.ENTERPRISE, SEATS, 0)
                .compose(organisation -> {
                    Future<?> chain = Domains.seed(transaction, now, organisation.id(), DOMAIN);
                    for (DemoDirectory directory : wanted) {
                        chain = chain.compose(v -> Directories.create(
                                transaction, now, organisation.id(), directory.name(), directory.provider()));
                    }
                    return chain.map(organisation);
                });
    }

    /** Does for each what is not done yet; a node that stopped half-way left drafts. */
    private static Future<?> setUp(Provisioning provisioning, List<Directory> directories) {
        Future<?> chain = Future.succeededFuture();
        for (Directory directory : directories) {
            if (directory.state() == State.DRAFT) {
                UUID id = directory.id();
                for (RuleCommand command : List.of(
                        new EditAssignments.AddAssignment(id, null, "Rollcall Admins", "admin", null),
                        new EditAssignments.AddAssignment(id, null, "Rollcall Members", "member", null),
                        new ChangeState.Activate(id))) {
                    chain = chain.compose(v -> ask(provisioning, directory.orgId(), command));
                }
            }
        }
        return chain;
    }

    private static Future<?> ask(Provisioning provisioning, UUID orgId, RuleCommand command) {
        return provisioning
                .apply(new Actor(orgId, "set-up of the demo", Rows.newId()), command)
                .compose(outcome -> {
                    // Another node that starts at the same time may be ahead.
                    boolean isOutstanding =
                            outcome instanceof Refused refused && refused.refusal() != Refusal.WRONG_STATE;
                    return isOutstanding
                            ? Future.failedFuture(AdminException.conflict(((Refused) outcome).detail()))
                            : Future.succeededFuture();
                });
    }
}
