package dev.rollcall.core.read;

import static dev.rollcall.core.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.read.resource.ListSql;
import dev.rollcall.core.read.sql.Listing;
import dev.rollcall.core.read.sql.Parameters;
import dev.rollcall.core.read.sql.Position;
import dev.rollcall.core.read.sql.Reach;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.message.ScimRequest.Sort;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What IdPs look up is found by index, whether the server plans for the values at hand or for any. */
final class IndexedLookupIT {

    private static final Pattern ROWS_OF_A_STEP = Pattern.compile("(?:actual rows=|Removed by Filter: )(\\d+)");

    private static Fixture fixture;
    private static UUID user;
    private static UUID group;

    @BeforeAll
    static void crowd() {
        fixture = new Fixture();
        // Half of the rows belong to another organisation, as they do in life.
        fill(fixture.directory("neighbours"));
        fill(fixture.directory);
        fixture.recount(fixture.directory);
        await(fixture.database.reads().query("ANALYZE").execute());
        user = oneOf("directory_user", "user_id", "user_name_key = 'user1234@x.example'");
        group = oneOf("directory_group", "group_id", "display_name_key = 'group 1234'");
    }

    private static void fill(Directory directory) {
        for (String rows : List.of(USERS, EMAILS, GROUPS, "ANALYZE", MEMBERS)) {
            Tuple parameters = rows.equals("ANALYZE") ? Tuple.tuple() : Tuple.of(directory.orgId(), directory.id());
            await(fixture.database.reads().preparedQuery(rows).execute(parameters));
        }
    }

    private static final String USERS = """
        INSERT INTO directory_user (org_id, directory_id, user_id, user_name_key, external_id, active, doc, version,
                                    created_at, modified_at)
        SELECT $1, $2, gen_random_uuid(), 'user' || i || '@x.example', 'ext-' || i, true,
               jsonb_build_object(
                 'userName', 'User' || i || '@x.example', 'externalId', 'ext-' || i, 'active', true,
                 'emails', jsonb_build_array(jsonb_build_object('value', 'Mail' || i || '@x.example', 'type', 'work'))),
               1, now(), now()
        FROM generate_series(1, 5000) i
        """;

    private static final String EMAILS = """
        INSERT INTO directory_user_email (org_id, directory_id, user_id, email_key)
        SELECT org_id, directory_id, user_id, lower(doc -> 'emails' -> 0 ->> 'value')
        FROM directory_user
        WHERE org_id = $1 AND directory_id = $2
        """;

    private static final String GROUPS = """
        INSERT INTO directory_group (org_id, directory_id, group_id, display_name_key, external_id, doc, version,
                                     created_at, modified_at)
        SELECT $1, $2, gen_random_uuid(), 'group ' || i, 'g-' || i, jsonb_build_object('displayName', 'Group ' || i), 1,
               now(), now()
        FROM generate_series(1, 3000) i
        """;

    private static final String MEMBERS = """
        INSERT INTO group_member (org_id, directory_id, group_id, member_value, member_id)
        SELECT $1, $2, g.group_id, u.user_id::text, u.user_id
        FROM directory_group g
        JOIN (SELECT user_id, row_number() OVER () AS n FROM directory_user
              WHERE org_id = $1 AND directory_id = $2) u
          ON u.n % 600 = substr(g.display_name_key, 7)::integer % 600
        WHERE g.org_id = $1 AND g.directory_id = $2
        """;

    @AfterAll
    static void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "userName eq \"USER1234@x.example\" | directory_user_by_name",
                "externalId eq \"ext-1234\" | directory_user_by_external_id",
                "id eq \"USER\" | directory_user_pkey",
                "emails.value eq \"Mail1234@x.example\" | directory_user_email_pkey",
                "emails eq \"mail1234@x.example\" | directory_user_email_pkey",
                "emails[type eq \"work\" and value eq \"mail1234@x.example\"] | directory_user_email_pkey",
                "userName eq \"user1234@x.example\" and active eq true | directory_user_by_name",
            })
    void usersAreFoundByIndex(String filter, String index) {
        assertFoundBy(index, CoreTypes.USER, filter.replace("USER\"", user + "\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "displayName eq \"GROUP 1234\" | directory_group_by_name",
                "externalId eq \"g-1234\" | directory_group_by_external_id",
                "members.value eq \"USER\" | group_member_by_member",
                "members[value eq \"USER\"] | group_member_by_member",
                "id eq \"GROUP\" and members eq \"USER\" | directory_group_pkey",
                "id eq \"GROUP\" | directory_group_pkey",
            })
    void groupsAreFoundByIndex(String filter, String index) {
        assertFoundBy(
                index, CoreTypes.GROUP, filter.replace("USER\"", user + "\"").replace("GROUP\"", group + "\""));
    }

    /** Rows that a step may look at for a page of ten; sorting goes by groups of about thirty. */
    private static final int ROWS_FOR_TEN = 100;

    @ParameterizedTest
    @CsvSource({
        "User, '', directory_user_pkey",
        "User, userName, directory_user_by_name",
        "Group, '', directory_group_pkey",
        "Group, displayName, directory_group_by_name"
    })
    void aPageDeepInsideBeginsAtItsPosition(String resource, String by, String index) {
        boolean isUser = resource.equals("User");
        Sort sort = by.isEmpty() ? null : new Sort(AttributePath.parse(by), false);
        Query query = new Query(isUser ? CoreTypes.USER : CoreTypes.GROUP, null, sort, 1, 10, Projection.DEFAULT);
        String key = isUser ? "user1234@x.example" : "group 1234";
        Position position = new Position(sort == null ? null : key, isUser ? user : group, 5_000);
        Listing listing = new Listing(List.of(query), Mode.STRICT, 10, new Listing.Behind(position));
        for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
            Parameters parameters = new Parameters(fixture.org(), fixture.directory.id());
            String sql = "EXPLAIN (ANALYZE, TIMING OFF) " + ListSql.of(listing, Reach.DEFAULT, parameters);
            String plan = await(fixture.database
                    .reads()
                    .withTransaction(transaction -> inMode(transaction, mode, sql, parameters)));

            assertThat(plan).as(mode).contains(index);
            assertThat(ROWS_OF_A_STEP.matcher(plan).results())
                    .as("rows that each step looked at, %s:%n%s", mode, plan)
                    .isNotEmpty()
                    .allMatch(rows -> Integer.parseInt(rows.group(1)) <= ROWS_FOR_TEN);
        }
    }

    private static void assertFoundBy(String index, ResourceType type, String filter) {
        for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
            String plan = plan(type, filter, mode);

            assertThat(plan).as(mode).contains(index).doesNotContain("Seq Scan");
            assertThat(ROWS_OF_A_STEP.matcher(plan).results())
                    .as("rows that each step looked at, %s:%n%s", mode, plan)
                    .isNotEmpty()
                    .allMatch(rows -> Integer.parseInt(rows.group(1)) <= 20);
        }
    }

    /** The plan, with the number of rows each step really saw. */
    private static String plan(ResourceType type, String filter, String mode) {
        Parameters parameters = new Parameters(fixture.org(), fixture.directory.id());
        Query query = new Query(type, Filter.parse(filter), null, 1, 100, Projection.DEFAULT);
        Listing listing = new Listing(List.of(query), Mode.STRICT, 100, new Listing.Index(1));
        String sql = "EXPLAIN (ANALYZE, TIMING OFF) " + ListSql.of(listing, Reach.DEFAULT, parameters);
        return await(
                fixture.database.reads().withTransaction(transaction -> inMode(transaction, mode, sql, parameters)));
    }

    private static Future<String> inMode(SqlConnection transaction, String mode, String sql, Parameters parameters) {
        return transaction
                .query("SET LOCAL plan_cache_mode = " + mode)
                .execute()
                .compose(set -> transaction.preparedQuery(sql).execute(parameters.tuple()))
                .map(rows -> rows.stream().map(row -> row.getString(0)).collect(Collectors.joining("\n")));
    }

    private static UUID oneOf(String table, String column, String condition) {
        return await(fixture.database
                        .reads()
                        .preparedQuery("SELECT " + column + " FROM " + table + " WHERE org_id = $1 AND " + condition)
                        .execute(Tuple.of(fixture.org())))
                .iterator()
                .next()
                .getUUID(0);
    }
}
