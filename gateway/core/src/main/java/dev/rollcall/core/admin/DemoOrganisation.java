package dev.rollcall.core.admin;

import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.model.DirectoryRow.State;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * An organisation to try things with: it may activate directories (R1), its domain is attested (R2), and an Okta and an Entra
 * directory are active, with the two groups of the set-up guide mapped to roles as soon as they are pushed.
 *
 * @param directories Okta first
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

    /** Makes what of it is missing; nothing that exists is changed. */
    public static Future<DemoOrganisation> ensure(Pool pool, InstantSource time) {
        return pool.withTransaction(transaction -> transaction
                .query(LOCK)
                .execute()
                .compose(locked -> Organisations.bySlug(transaction, SLUG))
                .compose(found -> found.isPresent()
                        ? Directories.list(transaction, found.get().id())
                                .map(directories -> new DemoOrganisation(found.get(), directories))
                        : make(transaction, time.instant())));
    }

    private static Future<DemoOrganisation> make(SqlConnection transaction, Instant now) {
        return Organisations.create(transaction, now, SLUG, "Demo Company", Plan.ENTERPRISE, SEATS, 0)
                .compose(organisation -> Domains.seed(transaction, now, organisation.id(), DOMAIN)
                        .compose(seeded -> directory(transaction, now, organisation.id(), "Okta", "okta"))
                        .compose(okta -> directory(transaction, now, organisation.id(), "Microsoft Entra ID", "entra")
                                .map(entra -> new DemoOrganisation(organisation, List.of(okta, entra)))));
    }

    private static Future<Directory> directory(
            SqlConnection transaction, Instant now, UUID orgId, String name, String provider) {
        return Directories.create(transaction, now, orgId, name, provider)
                .compose(made -> Directories.setState(transaction, orgId, made.id(), State.ACTIVE))
                .compose(active -> RoleAssignments.appendAwaited(
                                transaction, orgId, active.id(), "Rollcall Admins", "admin")
                        .compose(first -> RoleAssignments.appendAwaited(
                                transaction, orgId, active.id(), "Rollcall Members", "member"))
                        .map(second -> active));
    }
}
