package dev.rollcall.core.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.word.AuditAction;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Table {@code organization}. */
public final class Organisations {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Where an organisation is named by slug or id, such a slug would be taken for an id. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final int MAX_NAME = 200;

    private final Pool pool;
    private final InstantSource time;

    public Organisations(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    /**
     * Makes an organisation; fails with {@link AdminException} when the slug is unfit or taken.
     *
     * @param by who asks for it, of no organisation yet
     * @param slug lower-case letters, digits and hyphens, at most 63
     */
    public Future<Organisation> create(
            Actor by, String slug, String name, Plan plan, int purchasedSeats, int enterpriseMaxSeats) {
        Instant now = time.instant();
        return pool.withTransaction(transaction -> create(
                        transaction, now, slug, name, plan, purchasedSeats, enterpriseMaxSeats)
                .compose(made -> AuditLog.append(
                                transaction,
                                now,
                                by.in(made.id()),
                                change(AuditAction.CREATE_ORGANIZATION, made.id()),
                                null,
                                bought(made))
                        .compose(told ->
                                tell(transaction, now, by.in(made.id()), EventType.ORGANIZATION_CREATED, state(made)))
                        .map(made)));
    }

    private static AuditLog.Change change(AuditAction action, UUID orgId) {
        return new AuditLog.Change(action, null, "organization", orgId.toString());
    }

    private static ObjectNode bought(Organisation made) {
        return named(made)
                .put("slug", made.slug())
                .put("plan", made.plan().word())
                .put("purchasedSeats", made.seats().purchased())
                .put("enterpriseMaxSeats", made.seats().enterpriseMax());
    }

    private static ObjectNode named(Organisation organisation) {
        return JsonNodeFactory.instance.objectNode().put("name", organisation.name());
    }

    private static final String CREATE = """
        INSERT INTO organization (org_id, slug, name, plan, purchased_seats, enterprise_max_seats, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (slug) DO NOTHING
        RETURNING org_id, slug, name, plan, purchased_seats, enterprise_max_seats, seat_policy, overflow_role, seats_used,
                  seats_awaited, unverified_domains, admin_protection, created_at
        """;

    public static Future<Organisation> create(
            SqlClient db, Instant now, String slug, String name, Plan plan, int purchased, int enterpriseMax) {
        if (ID.matcher(slug).matches()) {
            return Future.failedFuture(AdminException.invalid("The slug " + slug
                    + " cannot be used: it looks like an id, and an organisation can be addressed by either."));
        }
        if (!SLUG.matcher(slug).matches()) {
            return Future.failedFuture(
                    AdminException.invalid("The slug " + slug + " cannot be used: use up to 63 lower-case"
                            + " letters, digits and hyphens, and do not begin with a hyphen."));
        }
        if (purchased < 0 || enterpriseMax < 0) {
            return Future.failedFuture(AdminException.invalid("The number of seats cannot be negative."));
        }
        return db.preparedQuery(CREATE)
                .execute(Tuple.of(Rows.newId(), slug, fit(name), plan.word(), purchased, enterpriseMax, Rows.at(now)))
                .compose(rows -> Rows.first(rows, Organisation::of))
                .map(made -> made.orElseThrow(
                        () -> AdminException.conflict("There is already an organisation " + slug + ".")));
    }

    private static final String FIND = """
        SELECT o.org_id, o.slug, o.name, o.plan, o.purchased_seats, o.enterprise_max_seats, o.seat_policy, o.overflow_role,
               o.seats_used, o.seats_awaited, o.unverified_domains, o.admin_protection, o.created_at
        FROM organization o
        """;

    private static final String BY_SLUG = FIND + "WHERE o.slug = $1";

    public Future<Optional<Organisation>> bySlug(String slug) {
        return bySlug(pool, slug);
    }

    public static Future<Optional<Organisation>> bySlug(SqlClient db, String slug) {
        return db.preparedQuery(BY_SLUG).execute(Tuple.of(slug)).compose(rows -> Rows.first(rows, Organisation::of));
    }

    private static final String BY_ID = FIND + "WHERE o.org_id = $1";

    public Future<Optional<Organisation>> byId(UUID orgId) {
        return byId(pool, orgId);
    }

    private static Future<Optional<Organisation>> byId(SqlClient db, UUID orgId) {
        return db.preparedQuery(BY_ID).execute(Tuple.of(orgId)).compose(rows -> Rows.first(rows, Organisation::of));
    }

    private static final String LIST = FIND + """
        WHERE ($1::text IS NULL OR o.slug > $1) AND ($2::uuid IS NULL OR o.org_id = $2)
        ORDER BY o.slug
        LIMIT $3
        """;

    /**
     * Organisations, by slug.
     *
     * @param only the one that may be seen, or null for all
     * @param after the last slug that is known, or null from the start
     */
    public Future<List<Organisation>> list(@Nullable UUID only, @Nullable String after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(after, only, (long) limit))
                .map(rows -> Rows.all(rows, Organisation::of));
    }

    private static final String RUNNING = """
        SELECT org_id, count(*) AS running
        FROM directory
        WHERE org_id = ANY ($1) AND state IN ('active', 'paused')
        GROUP BY org_id
        """;

    /** How many directories of each of these organisations are active or paused; those without one are absent. */
    public Future<Map<UUID, Long>> runningDirectories(Collection<UUID> orgIds) {
        return pool.preparedQuery(RUNNING)
                .execute(Tuple.of(orgIds.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Long> running = new HashMap<>();
                    rows.forEach(row -> running.put(row.getUUID("org_id"), row.getLong("running")));
                    return running;
                });
    }

    private static final String RENAME = "UPDATE organization SET name = $2 WHERE org_id = $1";

    /**
     * Changes the name of the actor's organisation between two batches. Fails with {@link AdminException} when there is no such organisation or the
     * name is unfit, and with whatever {@code check} throws.
     *
     * @param check looks at the organisation as it is, under its lock
     */
    public Future<Organisation> rename(Actor by, String name, Consumer<Organisation> check) {
        Instant now = time.instant();
        UUID orgId = by.orgId();
        return pool.withTransaction(transaction -> Rows.lock(transaction, orgId)
                .compose(locked -> byId(transaction, orgId))
                .map(Optional::orElseThrow)
                .compose(before -> {
                    check.accept(before);
                    return transaction
                            .preparedQuery(RENAME)
                            .execute(Tuple.of(orgId, fit(name)))
                            .compose(renamed -> byId(transaction, orgId))
                            .map(Optional::orElseThrow)
                            .compose(after -> told(transaction, now, by, before, after));
                }));
    }

    private static Future<Organisation> told(
            SqlClient transaction, Instant now, Actor by, Organisation before, Organisation after) {
        return before.name().equals(after.name())
                ? Future.succeededFuture(after)
                : AuditLog.append(
                                transaction,
                                now,
                                by,
                                change(AuditAction.RENAME_ORGANIZATION, after.id()),
                                named(before),
                                named(after))
                        .compose(told -> tell(
                                transaction,
                                now,
                                by,
                                EventType.ORGANIZATION_RENAMED,
                                state(after).set("previous", named(before))))
                        .map(after);
    }

    private static ObjectNode state(Organisation organisation) {
        ObjectNode data = named(organisation).put("slug", organisation.slug());
        data.setAll(organisation.terms().all());
        return data.put("reason", "by_hand");
    }

    private static Future<Void> tell(SqlClient transaction, Instant now, Actor by, EventType type, ObjectNode data) {
        return EventLog.append(
                transaction, now, by.orgId(), new EventLog.Told(type, by.orgId(), null, by.requestId(), data));
    }

    private static String fit(String name) {
        String fit = name.strip();
        if (fit.isEmpty() || fit.length() > MAX_NAME) {
            throw AdminException.invalid("name must be a text of 1 to " + MAX_NAME + " characters.");
        }
        return fit;
    }
}
