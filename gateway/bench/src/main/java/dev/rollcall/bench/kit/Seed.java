package dev.rollcall.bench.kit;

import dev.rollcall.core.store.Database;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;

/**
 * Writes users by SQL, with all that follows from each: address, member, claim. Numbers begin at 1. Each user was changed a second
 * after the one before, and five users share each family name.
 */
public final class Seed {

    private static final int ROWS = 50_000;

    private static final String USERS = """
        INSERT INTO directory_user (org_id, directory_id, user_id, user_name_key, external_id, active, doc, version,
                                    created_at, modified_at)
        SELECT $1, $2, (substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-7000-8000-000000000000')::uuid, mail, '00u' || n, true,
               jsonb_build_object(
                 'userName', mail, 'externalId', '00u' || n, 'displayName', 'Ada Lovelace ' || n, 'active', true,
                 'locale', 'en-US',
                 'name', jsonb_build_object('givenName', 'Ada', 'familyName', 'Lovelace ' || n / 5),
                 'emails', jsonb_build_array(jsonb_build_object('value', mail, 'type', 'work', 'primary', true)),
                 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', jsonb_build_object('department', 'Sales')),
               1, moment, moment
        FROM generate_series($3::bigint, $4::bigint) n
        CROSS JOIN LATERAL (SELECT lpad(to_hex(n), 12, '0') AS h, 'ada' || n || '@' || $5 AS mail,
                                   '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 second' AS moment) made
        """;

    private static final String THESE =
            " FROM directory_user WHERE org_id = $1 AND directory_id = $2" + " AND user_id BETWEEN $3 AND $4";

    private static final String EMAILS = "INSERT INTO directory_user_email (org_id, directory_id, email_key, user_id)"
            + " SELECT org_id, directory_id, user_name_key, user_id" + THESE;

    private static final String MEMBERS =
            "INSERT INTO member (org_id, member_id, email, email_key, display_name, role, status, seat, directory_id,"
                    + " user_id, joined_at, changed_at, changed_by) SELECT org_id, user_id, user_name_key, user_name_key,"
                    + " doc ->> 'displayName', 'member', 'active', true, directory_id, user_id, now(), now(),"
                    + " user_id" + THESE;

    private static final String CLAIMS =
            "INSERT INTO email_claim (email_key, org_id, member_id) SELECT user_name_key, org_id, user_id" + THESE;

    private static final String SEATS = "UPDATE organization SET seats_used = seats_used + $2 WHERE org_id = $1";

    private static final String ACTIVE =
            "UPDATE directory SET active_members = active_members + $3 WHERE org_id = $1 AND directory_id = $2";

    private static final String ORGANISATION = "INSERT INTO organization (org_id, slug, name, plan, purchased_seats,"
            + " unverified_domains, created_at) VALUES ($1, $2, $2, 'enterprise', 1000000, true, now())";
    private static final String DIRECTORY =
            "INSERT INTO directory (org_id, directory_id, name, provider, state, activation_id,"
                    + " created_at) VALUES ($1, $2, 'Bench', 'custom', 'active', $2, now())";
    private static final String IN_PREVIEW = "INSERT INTO directory (org_id, directory_id, name, provider, state,"
            + " created_at) VALUES ($1, $2, 'Waiting', 'custom', 'preview', now())";

    private Seed() {}

    /** Makes an organisation with an active directory; the answer is the id of both. */
    public static UUID organisation(Database database, String slug) {
        UUID id = UUID.randomUUID();
        run(database, ORGANISATION, Tuple.of(id, slug));
        run(database, DIRECTORY, Tuple.of(id, id));
        return id;
    }

    /** Writes that many users of the stage's directory, and leaves the tables as vacuum does sooner or later. */
    public static void users(Stage stage, int count) {
        users(stage.database, stage.directory.orgId(), stage.directory.id(), count, "demo.example");
    }

    /** The same for any active directory. */
    public static void users(Database database, UUID orgId, UUID directoryId, int count, String domain) {
        for (int first = 1; first <= count; first += ROWS) {
            int last = Math.min(count, first + ROWS - 1);
            run(database, USERS, Tuple.of(orgId, directoryId, (long) first, (long) last, domain));
            for (String follow : new String[] {EMAILS, MEMBERS, CLAIMS}) {
                run(database, follow, Tuple.of(orgId, directoryId, id(first), id(last)));
            }
        }
        run(database, SEATS, Tuple.of(orgId, count));
        run(database, ACTIVE, Tuple.of(orgId, directoryId, count));
        recount(database, orgId);
        vacuum(database, "directory_user", "directory_user_email", "member", "email_claim");
    }

    /** Makes a directory in preview with that many users, whom activation would bring in; the answer is its id. */
    public static UUID inPreview(Database database, UUID orgId, int count, String domain) {
        UUID id = UUID.randomUUID();
        run(database, IN_PREVIEW, Tuple.of(orgId, id));
        run(database, USERS, Tuple.of(orgId, id, 1L, (long) count, domain));
        run(database, EMAILS, Tuple.of(orgId, id, id(1), id(count)));
        return id;
    }

    /** Counts what was written by SQL, as the gateway does with what it writes. */
    public static void recount(Database database, UUID orgId) {
        run(database, "SELECT rollcall_recount($1)", Tuple.of(orgId));
    }

    /** Leaves tables as vacuum does sooner or later. */
    public static void vacuum(Database database, String... tables) {
        for (String table : tables) {
            database.writes().query("VACUUM ANALYZE " + table).execute().await();
        }
    }

    public static void run(Database database, String sql, Tuple parameters) {
        database.writes().preparedQuery(sql).execute(parameters).await();
    }

    public static UUID id(long number) {
        return new UUID(number << 16 | 0x7000, 0x8000_0000_0000_0000L);
    }

    public static String name(long number) {
        return "ada" + number + "@demo.example";
    }

    public static String displayName(long number) {
        return "Ada Lovelace " + number;
    }

    public static String familyName(long number) {
        return "Lovelace " + number / 5;
    }

    /** When a user was changed last. */
    public static Instant modified(long number) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number);
    }

    public static String externalId(long number) {
        return "00u" + number;
    }
}
