package dev.rollcall.bench.console;

import dev.rollcall.bench.kit.Bodies;
import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.bench.kit.Stage;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Writes a large organisation by SQL: people, some of whom are kept out; groups with their members; a request log of the last week,
 * made from requests that were really sent; seats and audit with as many entries as there are people.
 */
final class Crowd {

    /** Of so many people, one is kept out. */
    private static final int KEPT_OUT = 50;

    private static final String GROUPS = """
        INSERT INTO directory_group (org_id, directory_id, group_id, display_name_key, external_id, doc, version, created_at, modified_at)
        SELECT $1, $2, md5('group ' || n)::uuid, 'group ' || n, 'g' || n, jsonb_build_object('displayName', 'Group ' || n), 1, now(), now()
        FROM generate_series(1, $3::integer) n
        """;

    /** Each person is in one group. */
    private static final String TEAMS = """
        INSERT INTO group_member (org_id, directory_id, group_id, member_value, member_type, member_id)
        SELECT u.org_id, u.directory_id, md5('group ' || 1 + row_number() OVER () % $3::integer)::uuid, u.user_id::text, 'User', u.user_id
        FROM directory_user u
        WHERE u.org_id = $1 AND u.directory_id = $2
        """;

    private static final String EXCLUDED = """
        WITH out AS (
          UPDATE directory_user SET exclusion = 'unverified_domain', waits_for = 'unverified_domain'
          WHERE org_id = $1 AND directory_id = $2 AND hashtext(user_id::text) % $3::integer = 0
          RETURNING user_id)
        DELETE FROM member m USING out WHERE m.org_id = $1 AND m.user_id = out.user_id
        """;

    private static final String LEDGER = """
        INSERT INTO seat_ledger (org_id, entry, at, member_id, delta, balance, billable, cause, directory_id, request_id)
        SELECT org_id, 1000000 + n, now() - interval '90 days' * (1 - n / total::float8), member_id, 1, n, n, 'member.added', directory_id, member_id
        FROM (SELECT m.*, row_number() OVER () AS n, count(*) OVER () AS total FROM member m WHERE m.org_id = $1) members
        """;

    private static final String AUDIT = """
        INSERT INTO audit (org_id, audit_id, at, request_id, directory_id, action, subject_type, subject, before, after)
        SELECT org_id, member_id, now() - interval '90 days' * (n / total::float8), member_id, directory_id, 'create_user', 'user',
               user_id::text, NULL, json_build_object('userName', email)
        FROM (SELECT m.*, row_number() OVER () AS n, count(*) OVER () AS total FROM member m WHERE m.org_id = $1) members
        """;

    private static final String DAYS = "SELECT rollcall_request_log_day(current_date - n) FROM generate_series(0, 7) n";

    /** The sent ones again and again, over the last week, each about another person. */
    private static final String REQUESTS = """
        WITH samples AS MATERIALIZED (
          SELECT r.*, row_number() OVER () - 1 AS place FROM request_log r WHERE org_id = $1),
        people AS MATERIALIZED (
          SELECT user_id, user_name_key, row_number() OVER () - 1 AS place
          FROM directory_user WHERE org_id = $1 AND directory_id = $2),
        made AS (
          SELECT n, now() - interval '7 days' * (n / $4::float8) AS moment
          FROM generate_series($3::integer, $5::integer) n)
        INSERT INTO request_log (org_id, request_id, directory_id, at, method, path, kind, status, outcome, resource_id, about, micros,
                                 commit_micros, bytes_in, bytes_out, quirks, deviations, entry)
        SELECT s.org_id,
               (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8'
                || substr(md5(n::text), 4, 15))::uuid,
               s.directory_id, moment, s.method, s.path, s.kind, s.status, s.outcome, p.user_id, p.user_name_key, s.micros,
               s.commit_micros, s.bytes_in, s.bytes_out, s.quirks, s.deviations, s.entry
        FROM made
        JOIN samples s ON s.place = n % (SELECT count(*) FROM samples)
        JOIN people p ON p.place = n % (SELECT count(*) FROM people)
        """;

    private static final String KEYS = """
        INSERT INTO request_key (org_id, key, request_id)
        SELECT org_id,
               ('x' || left(replace(resource_id::text, '-', ''), 12))::bit(48)::bigint << 28
                 | ('x' || right(resource_id::text, 7))::bit(28)::bigint,
               request_id
        FROM request_log WHERE org_id = $1 AND resource_id IS NOT NULL
        """;

    /** A second directory, in preview. */
    private static final String PREVIEW = """
        INSERT INTO directory (org_id, directory_id, name, provider, state, created_at)
        VALUES ($1, $2, 'Waiting', 'custom', 'preview', now())
        """;

    private static final String NEWCOMERS = """
        INSERT INTO directory_user (org_id, directory_id, user_id, user_name_key, external_id, active, doc, version, created_at, modified_at)
        SELECT org_id, $3, md5('new ' || user_id)::uuid, 'new-' || user_name_key, 'new-' || external_id, true,
               doc || jsonb_build_object('userName', 'new-' || user_name_key, 'externalId', 'new-' || external_id,
                 'emails', jsonb_build_array(jsonb_build_object('value', 'new-' || user_name_key, 'type', 'work', 'primary', true))),
               1, now(), now()
        FROM directory_user WHERE org_id = $1 AND directory_id = $2 ORDER BY user_id LIMIT $4
        """;

    private static final String ADDRESSES = """
        INSERT INTO directory_user_email (org_id, directory_id, email_key, user_id)
        SELECT org_id, directory_id, user_name_key, user_id FROM directory_user WHERE org_id = $1 AND directory_id = $2
        """;

    /** People whom the directory would suspend in one go. */
    private static final String HELD = """
        INSERT INTO hold (org_id, hold_id, kind, state, directory_id, user_id, member_id, email, effect, reason, request_id, opened_at,
                          cause_id)
        SELECT org_id, md5('hold ' || member_id)::uuid, 'mass_change', 'open', directory_id, user_id, member_id, email, 'suspension',
               'inactive', $3, now(), $3
        FROM member WHERE org_id = $1 AND directory_id = $2 AND status = 'active' ORDER BY member_id LIMIT $4
        """;

    private static final String HOLDING =
            "UPDATE directory SET mass_hold = $3, mass_held = $4 WHERE org_id = $1 AND directory_id = $2";

    private static final int REQUESTS_AT_ONCE = 100_000;

    private Crowd() {}

    /** What is large about a change that waits for an administrator. */
    record Large(UUID preview, UUID hold) {}

    /** A preview that would let so many people in, and a hold on as many. */
    static Large changes(Stage stage, int people) {
        UUID organisation = stage.directory.orgId();
        UUID directory = stage.directory.id();
        Large large = new Large(UUID.randomUUID(), UUID.randomUUID());
        run(stage, PREVIEW, Tuple.of(organisation, large.preview()));
        run(stage, NEWCOMERS, Tuple.of(organisation, directory, large.preview(), (long) people));
        run(stage, ADDRESSES, Tuple.of(organisation, large.preview()));
        run(stage, HELD, Tuple.of(organisation, directory, large.hold(), (long) people));
        run(stage, HOLDING, Tuple.of(organisation, directory, large.hold(), people));
        Seed.recount(stage.database, organisation);
        Seed.vacuum(stage.database, "directory_user", "directory_user_email", "hold");
        return large;
    }

    static void gather(Stage stage, int people, int groups, int requests) {
        UUID organisation = stage.directory.orgId();
        UUID directory = stage.directory.id();
        Seed.users(stage, people);
        run(stage, GROUPS, Tuple.of(organisation, directory, groups));
        run(stage, TEAMS, Tuple.of(organisation, directory, groups));
        sample(stage);
        run(stage, EXCLUDED, Tuple.of(organisation, directory, KEPT_OUT));
        run(stage, LEDGER, Tuple.of(organisation));
        run(stage, AUDIT, Tuple.of(organisation));
        run(stage, DAYS, Tuple.tuple());
        for (int first = 1; first <= requests; first += REQUESTS_AT_ONCE) {
            int last = Math.min(requests, first + REQUESTS_AT_ONCE - 1);
            run(stage, REQUESTS, Tuple.of(organisation, directory, first, requests, last));
        }
        run(stage, KEYS, Tuple.of(organisation));
        Seed.recount(stage.database, organisation);
        Seed.vacuum(
                stage.database,
                "directory_user",
                "directory_group",
                "group_member",
                "member",
                "seat_ledger",
                "audit",
                "request_log",
                "request_key");
    }

    /** By the connections of queries: those of the lanes join by loops alone, for statements about few rows. */
    private static void run(Stage stage, String sql, Tuple parameters) {
        stage.database.reads().preparedQuery(sql).execute(parameters).await();
    }

    /** Requests of several kinds, one of them refused and one with a quirk, as the log has them. */
    private static void sample(Stage stage) {
        try (ScimClient client = new ScimClient(stage, 1)) {
            double before = stage.metric("rollcall_request_log_written_total");
            String user = new JsonObject(client.send(HttpMethod.POST, "/Users", Bodies.user(900_001), 201)
                            .await())
                    .getString("id");
            client.send(HttpMethod.POST, "/Users", Bodies.user(900_001), 409).await();
            client.send(HttpMethod.PATCH, "/Users/" + user, Bodies.active(false), 200)
                    .await();
            client.send(HttpMethod.PATCH, "/Users/" + user, Bodies.active(true), 200)
                    .await();
            client.send(HttpMethod.PUT, "/Users/" + user, Bodies.user(900_001), 200)
                    .await();
            String group =
                    "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"Crew\",\"members\":[{\"value\":\""
                            + user + "\"}]}";
            client.send(HttpMethod.POST, "/Groups", group, 201).await();
            while (stage.metric("rollcall_request_log_written_total") < before + 6) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
