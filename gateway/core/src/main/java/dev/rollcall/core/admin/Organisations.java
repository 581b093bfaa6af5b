package dev.rollcall.core.admin;

import dev.rollcall.core.admin.Organisation.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Table {@code organization}. */
public final class Organisations {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final Pool pool;
    private final InstantSource time;

    public Organisations(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    /**
     * Makes an organisation; fails with {@link AdminException} when the slug is unfit or taken.
     *
     * @param slug lower-case letters, digits and hyphens, at most 63
     */
    public Future<Organisation> create(
            String slug, String name, Plan plan, int purchasedSeats, int enterpriseMaxSeats) {
        return create(pool, time.instant(), slug, name, plan, purchasedSeats, enterpriseMaxSeats);
    }

    private static final String CREATE = """
            INSERT INTO organization (org_id, slug, name, plan, purchased_seats, enterprise_max_seats, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (slug) DO NOTHING
            RETURNING org_id, slug, name, plan, purchased_seats, enterprise_max_seats, unverified_domains, seats_used
            """;

    static Future<Organisation> create(
            SqlClient db, Instant now, String slug, String name, Plan plan, int purchased, int enterpriseMax) {
        if (!SLUG.matcher(slug).matches()) {
            return Future.failedFuture(
                    AdminException.invalid("The slug " + slug + " cannot be used: up to 63 lower-case"
                            + " letters, digits and hyphens are accepted, the first no hyphen."));
        }
        if (purchased < 0 || enterpriseMax < 0) {
            return Future.failedFuture(AdminException.invalid("A number of seats cannot be below 0."));
        }
        return db.preparedQuery(CREATE)
                .execute(Tuple.of(Rows.newId(), slug, name, plan.word(), purchased, enterpriseMax, Rows.at(now)))
                .compose(rows -> Rows.first(rows, Organisation::of))
                .map(made -> made.orElseThrow(
                        () -> AdminException.conflict("There is already an organisation " + slug + ".")));
    }

    private static final String BY_SLUG = """
            SELECT org_id, slug, name, plan, purchased_seats, enterprise_max_seats, unverified_domains, seats_used
            FROM organization
            WHERE slug = $1
            """;

    public Future<Optional<Organisation>> bySlug(String slug) {
        return bySlug(pool, slug);
    }

    static Future<Optional<Organisation>> bySlug(SqlClient db, String slug) {
        return db.preparedQuery(BY_SLUG).execute(Tuple.of(slug)).compose(rows -> Rows.first(rows, Organisation::of));
    }

    private static final String BY_ID = """
            SELECT org_id, slug, name, plan, purchased_seats, enterprise_max_seats, unverified_domains, seats_used
            FROM organization
            WHERE org_id = $1
            """;

    public Future<Optional<Organisation>> byId(UUID orgId) {
        return pool.preparedQuery(BY_ID).execute(Tuple.of(orgId)).compose(rows -> Rows.first(rows, Organisation::of));
    }
}
