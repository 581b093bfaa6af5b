package dev.rollcall.core.read;

import static dev.rollcall.core.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.attribute.SharedAttributes;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.read.member.EventQueries;
import dev.rollcall.core.read.member.LedgerQueries;
import dev.rollcall.core.read.member.MemberQueries;
import dev.rollcall.core.read.member.MemberQueries.Facets;
import dev.rollcall.core.read.member.OrganisationMember.Status;
import dev.rollcall.core.read.member.SeatQueries;
import dev.rollcall.core.read.resource.ResourceQueries;
import dev.rollcall.core.read.sql.Listing;
import dev.rollcall.core.read.sql.Position;
import dev.rollcall.core.read.sql.Reach;
import dev.rollcall.core.store.Database;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.message.ScimRequest.Sort;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * No list reads many more rows than it answers, whether PostgreSQL plans for the values at hand or for any: counted in rows and index
 * entries that it says it has read, in an organisation of thousands. What reads more stands here with its reason.
 */
final class RowsReadLawIT {

    private static final int CROWD = 4_000;
    private static final int PAGE = 10;

    /** A page, the stretches that are looked into before it is known whether they are long, and what hangs on each line. */
    private static final int MOST = 600;

    /** Of what no index serves; anything above is refused. */
    private static final Reach REACH = new Reach(300, 3_000, 40);

    private static Fixture fixture;
    private static ResourceQueries resources;
    private static MemberQueries members;
    private static UUID user;
    private static UUID group;

    /** One list, and how many rows it may read. */
    private record Case(String name, int most, Supplier<? extends Future<?>> list) {}

    @BeforeAll
    static void crowd() {
        fixture = new Fixture(new Database.Limits(1, 1, 1024, Duration.ofSeconds(60)));
        resources = new ResourceQueries(fixture.database.reads(), REACH);
        members = new MemberQueries(fixture.database.reads(), REACH, SharedAttributes.NONE);
        fill(fixture.directory);
        fill(fixture.directory("neighbours"));
        run("ANALYZE", Tuple.tuple());
        user = one("SELECT user_id FROM directory_user WHERE org_id = $1 AND user_name_key = 'user1234@x.example'");
        group = one("SELECT group_id FROM directory_group WHERE org_id = $1 AND display_name_key = 'group 123'");
    }

    private static void fill(Directory directory) {
        Tuple of = Tuple.of(directory.orgId(), directory.id());
        Stream.of(USERS, EMAILS, GROUPS, LINKS, MEMBERS, EVENTS, LEDGER, AUDIT).forEach(sql -> run(sql, of));
        run("UPDATE organization SET last_event = " + CROWD + " WHERE org_id = $1", Tuple.of(directory.orgId()));
        fixture.recount(directory);
    }

    private static final String USERS = """
        INSERT INTO directory_user (org_id, directory_id, user_id, user_name_key, external_id, active, doc, version,
                                    created_at, modified_at)
        SELECT $1, $2, gen_random_uuid(), 'user' || i || '@x.example', 'ext-' || i, i % 500 > 0,
               jsonb_build_object(
                 'userName', 'User' || i || '@x.example', 'active', i % 500 > 0, 'displayName', 'Person ' || i,
                 'name', jsonb_build_object('familyName', 'Family ' || i / 5), 'title', 'Boss',
                 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
                   jsonb_build_object('department', CASE WHEN i % 200 = 0 THEN 'Buying' ELSE 'Sales' END)),
               1, now(), '2026-01-01T00:00:00Z'::timestamptz + i * interval '1 second'
        FROM generate_series(1, 4000) i
        """;

    private static final String EMAILS = """
        INSERT INTO directory_user_email (org_id, directory_id, user_id, email_key)
        SELECT org_id, directory_id, user_id, user_name_key FROM directory_user WHERE org_id = $1 AND directory_id = $2
        """;

    private static final String GROUPS = """
        INSERT INTO directory_group (org_id, directory_id, group_id, display_name_key, external_id, doc, version, created_at,
                                     modified_at)
        SELECT $1, $2, gen_random_uuid(), 'group ' || i, 'g-' || i, jsonb_build_object('displayName', 'Group ' || i), 1,
               now(), '2026-01-01T00:00:00Z'::timestamptz + i * interval '1 second'
        FROM generate_series(1, 4000) i
        """;

    /** Each group has one member. */
    private static final String LINKS = """
        INSERT INTO group_member (org_id, directory_id, group_id, member_value, member_id)
        SELECT g.org_id, g.directory_id, g.group_id, u.user_id::text, u.user_id
        FROM directory_group g
        JOIN directory_user u ON u.org_id = g.org_id AND u.user_name_key = 'user' || substr(g.display_name_key, 7) || '@x.example'
        WHERE g.org_id = $1 AND g.directory_id = $2
        """;

    private static final String MEMBERS = """
        INSERT INTO member (org_id, member_id, email, email_key, display_name, role, status, seat, directory_id, user_id,
                            joined_at, changed_at, changed_by)
        SELECT org_id, user_id, user_name_key, user_name_key, doc ->> 'displayName',
               CASE WHEN user_name_key LIKE 'user1%00@%' THEN 'admin' ELSE 'member' END,
               CASE WHEN active THEN 'active' ELSE 'suspended' END, active, directory_id, user_id, now(), now(), user_id
        FROM directory_user WHERE org_id = $1 AND directory_id = $2
        """;

    /** Behind those of the organisation and of the directory. */
    private static final String EVENTS = """
        INSERT INTO event (org_id, seq, event_id, at, type, subject_id, directory_id, request_id, data)
        SELECT $1, i, gen_random_uuid(), now(), 'member.added', gen_random_uuid(), $2::uuid, gen_random_uuid(), '{}'
        FROM generate_series(3, 4000) i
        """;

    private static final String LEDGER = """
        INSERT INTO seat_ledger (org_id, entry, at, member_id, delta, balance, cause, directory_id, request_id)
        SELECT $1, i, now(), gen_random_uuid(), 1, i, 'member.added', $2::uuid, gen_random_uuid()
        FROM generate_series(1, 4000) i
        """;

    private static final String AUDIT = """
        INSERT INTO audit (org_id, audit_id, at, request_id, directory_id, action, subject_type, subject)
        SELECT $1, gen_random_uuid(), now() - i * interval '1 second', gen_random_uuid(), $2::uuid, 'create_user', 'user', i::text
        FROM generate_series(1, 4000) i
        """;

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case(
                "one user",
                MOST,
                () -> resources.get(fixture.org(), fixture.directory.id(), CoreTypes.USER, user, true)));
        for (String filter : List.of(
                "userName eq \"USER1234@x.example\"",
                "userName eq \"nobody\"",
                "externalId eq \"ext-1234\"",
                "id eq \"USER\"",
                "emails.value eq \"user1234@x.example\"",
                "emails[type eq \"work\" and value eq \"user1234@x.example\"]",
                "emails[value eq \"user1@x.example\" or value eq \"user2@x.example\"]",
                "groups.value eq \"GROUP\"",
                "userName eq \"user1@x.example\" and active eq true",
                "userName eq \"user1@x.example\" or emails.value eq \"user2@x.example\" or id eq \"USER\"",
                "displayName eq \"person 1234\"",
                "displayName eq \"nobody\" or externalId eq \"ext-3\"",
                "name.familyName eq \"family 77\"",
                "department eq \"Sales\"",
                "department eq \"buying\"",
                "department eq \"none\"",
                "department eq \"buying\" and title eq \"Boss\"",
                "active eq true",
                "active eq false",
                "active eq false and title pr",
                "userName sw \"user1234\"",
                "userName sw \"user\"",
                "userName gt \"user9990\"",
                "userName lt \"user9990\"",
                "meta.lastModified gt \"2026-01-01T01:06:30Z\"",
                "meta.lastModified gt \"2030-01-01T00:00:00Z\"",
                "meta.lastModified ge \"2020-01-01T00:00:00Z\"",
                "title eq \"Boss\"",
                "userName co \"1234\"",
                "not (userName eq \"nobody\")")) {
            cases.add(new Case("users: " + filter, MOST, () -> list(CoreTypes.USER, filter, null, index(1))));
        }
        for (String filter : List.of(
                "displayName eq \"GROUP 123\"",
                "displayName sw \"group 123\"",
                "externalId eq \"g-123\"",
                "members.value eq \"USER\"",
                "meta.lastModified gt \"2026-01-01T01:06:30Z\"",
                "displayName eq \"group 1\" or displayName eq \"group 2\"")) {
            cases.add(new Case("groups: " + filter, MOST, () -> list(CoreTypes.GROUP, filter, null, index(1))));
        }
        for (String by : List.of("", "userName", "meta.lastModified", "title")) {
            for (boolean descending : new boolean[] {false, true}) {
                Sort sort = by.isEmpty() ? null : new Sort(AttributePath.parse(by), descending);
                String name = "users by " + by + (descending ? " descending" : "");
                cases.add(new Case(name, MOST, () -> list(CoreTypes.USER, null, sort, index(1))));
                cases.add(new Case(
                        name + ", last", MOST, () -> list(CoreTypes.USER, null, sort, index(CROWD - PAGE + 1))));
                cases.add(new Case(
                        name + ", cursor", MOST, () -> list(CoreTypes.USER, null, sort, new Listing.Beginning())));
            }
        }
        cases.add(new Case(
                "users behind one",
                MOST,
                () -> list(CoreTypes.USER, null, null, new Listing.Behind(new Position(null, user, CROWD)))));
        // Passes over what is before it; where the table was never vacuumed, over the rest as well. Reach bounds how
        // many.
        cases.add(new Case(
                "users in the middle", CROWD + MOST, () -> list(CoreTypes.USER, null, null, index(CROWD / 2))));
        // Hundreds match and thousands do not: read are all that match, once for the page and once for the total.
        cases.add(new Case(
                "users: userName gt \"user3990\"",
                2_500,
                () -> list(CoreTypes.USER, "userName gt \"user3990\"", null, index(1))));
        for (Status status : Status.values()) {
            cases.add(member("status " + status, new Facets(status, null, null)));
        }
        cases.add(member("all", Facets.ALL));
        cases.add(member("role admin", new Facets(null, "admin", null)));
        cases.add(member("role of nobody", new Facets(null, "guest", null)));
        cases.add(member("active admins", new Facets(Status.ACTIVE, "admin", null)));
        for (String text : List.of("user1234@", "person 1234", "user", "person", "nobody")) {
            cases.add(member("text " + text, new Facets(null, null, null, null, text)));
        }
        cases.add(member("admins by text", new Facets(null, "admin", null, null, "user1")));
        cases.add(member("reason", new Facets(null, null, null, Exclusion.MEMBER_ELSEWHERE, null)));
        cases.add(new Case("the organisation", MOST, () -> members.summary(fixture.org())));
        cases.add(new Case("one member", MOST, () -> members.one(fixture.org(), user)));
        cases.add(new Case("seats", MOST, () -> new SeatQueries(reads()).byDirectory(fixture.org())));
        cases.add(new Case("seats over time", MOST, () -> new SeatQueries(reads()).history(fixture.org(), PAGE)));
        cases.add(new Case("kept out", MOST, () -> members.keptOut(fixture.org())));
        cases.add(new Case(
                "events",
                MOST,
                () -> new EventQueries(reads()).after(fixture.org(), 2_000, Long.MAX_VALUE, null, PAGE)));
        cases.add(new Case(
                "ledger",
                MOST,
                () -> new LedgerQueries(reads()).before(fixture.org(), LedgerQueries.Filter.ALL, 0, PAGE)));
        cases.add(new Case(
                "groups with roles",
                MOST,
                () -> new GroupQueries(reads()).list(fixture.org(), fixture.directory.id(), null, PAGE)));
        return cases;
    }

    private static Case member(String name, Facets facets) {
        return new Case("members: " + name, MOST, () -> members.list(fixture.org(), facets, null, PAGE));
    }

    private static Listing.From index(int start) {
        return new Listing.Index(start);
    }

    private static Future<?> list(ResourceType type, @Nullable String filter, @Nullable Sort sort, Listing.From from) {
        String text =
                filter == null ? null : filter.replace("USER\"", user + "\"").replace("GROUP\"", group + "\"");
        Query query = new Query(type, text == null ? null : Filter.parse(text), sort, 1, PAGE, Projection.DEFAULT);
        return resources
                .list(fixture.org(), fixture.directory.id(), new Listing(List.of(query), Mode.STRICT, PAGE, from))
                .recover(refused ->
                        refused instanceof ScimException ? Future.succeededFuture() : Future.failedFuture(refused));
    }

    @TestFactory
    Stream<DynamicTest> noListReadsManyMoreRowsThanItAnswers() {
        return Stream.of("force_custom_plan", "force_generic_plan")
                .flatMap(mode -> cases().stream()
                        .map(one -> dynamicTest(one.name() + " (" + mode + ")", () -> check(one, mode))));
    }

    private static void check(Case one, String mode) {
        await(reads().query("SET plan_cache_mode = " + mode).execute());
        await(one.list().get());
        long before = rowsRead();
        await(one.list().get());
        // A plan for any values does not know how short a page is, and may sort a directory once instead of walking it.
        int most = mode.equals("force_generic_plan") ? one.most() + CROWD : one.most();
        assertThat(rowsRead() - before).as("rows and index entries read").isLessThanOrEqualTo(most);
    }

    /** The law says nothing if what is read is not counted. */
    @TestFactory
    Stream<DynamicTest> whatReadsAllIsSeen() {
        return Stream.of(dynamicTest("a count", () -> {
            long before = rowsRead();
            run("SELECT count(*) FROM directory_user WHERE org_id = $1", Tuple.of(fixture.org()));
            assertThat(rowsRead() - before).isGreaterThanOrEqualTo(CROWD);
        }));
    }

    private static long rowsRead() {
        await(reads().query("SELECT pg_stat_force_next_flush()").execute());
        return await(reads().query("SELECT (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes)"
                                + " + (SELECT sum(seq_tup_read) FROM pg_stat_user_tables)")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private static Pool reads() {
        return fixture.database.reads();
    }

    private static void run(String sql, Tuple parameters) {
        await(reads().preparedQuery(sql).execute(parameters));
    }

    private static UUID one(String sql) {
        return await(reads().preparedQuery(sql).execute(Tuple.of(fixture.org())))
                .iterator()
                .next()
                .getUUID(0);
    }
}
