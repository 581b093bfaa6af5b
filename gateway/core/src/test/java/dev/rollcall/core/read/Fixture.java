package dev.rollcall.core.read;

import static dev.rollcall.core.Waiting.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.rollcall.core.TestClock;
import dev.rollcall.core.TestDatabase;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.decide.workspace.Addresses;
import dev.rollcall.core.read.resource.ResourceQueries;
import dev.rollcall.core.read.sql.Page;
import dev.rollcall.core.store.Database;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.message.ScimRequest.Sort;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.CaseFold;
import dev.rollcall.scim.schema.ResourceType;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A directory whose rows are put in by SQL, as the lanes would. */
public final class Fixture implements AutoCloseable {

    /** One for all: only ids of the same generator ascend within a millisecond. */
    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    /** When resources are made, unless told otherwise. */
    public static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");

    public final Database database;
    public final ResourceQueries resources;
    public final Directory directory;
    private final Vertx vertx;

    public Fixture() {
        this(Database.Limits.DEFAULT);
    }

    public Fixture(Database.Limits limits) {
        vertx = Vertx.vertx();
        database = Database.open(vertx, TestDatabase.create(), limits);
        resources = new ResourceQueries(database.reads());
        directory = directory("org");
    }

    /** A directory of another organisation. */
    public Directory directory(String slug) {
        TestClock clock = new TestClock();
        UUID org = await(new Organisations(database.writes(), clock)
                        .create(Actor.gateway(Actor.INSTALLATION), slug, slug, Plan.ENTERPRISE, 50, 0))
                .id();
        return await(new Directories(database.writes(), clock).create(Actor.gateway(org), "Our IdP", "okta"));
    }

    /** Completes the promise later. */
    void after(Duration delay, Promise<Void> promise) {
        vertx.timer(delay.toMillis(), TimeUnit.MILLISECONDS).onComplete(fired -> promise.complete());
    }

    public UUID org() {
        return directory.orgId();
    }

    public UUID user(String json) {
        return user(json, CREATED, CREATED);
    }

    public UUID user(String json, Instant created, Instant modified) {
        UUID id = newId();
        await(database.writes().preparedQuery(INSERT_USER).execute(userRow(directory, id, json, created, modified)));
        await(database.writes().preparedQuery(INSERT_EMAILS).executeBatch(emailRows(directory, id, json)));
        recount(directory);
        return id;
    }

    /** Counts an organisation's users, groups and members, as the lanes do with each that they write. */
    public void recount(Directory of) {
        await(database.writes().preparedQuery("SELECT rollcall_recount($1)").execute(Tuple.of(of.orgId())));
    }

    static final String INSERT_USER = """
        INSERT INTO directory_user (org_id, directory_id, user_id, user_name_key, external_id, active, doc, version,
                                    created_at, modified_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7::text::jsonb, 3, $8, $9)
        """;

    static final String INSERT_EMAILS =
            "INSERT INTO directory_user_email (org_id, directory_id, user_id, email_key) VALUES ($1, $2, $3, $4)";

    static Tuple userRow(Directory directory, UUID id, String json, Instant created, Instant modified) {
        ObjectNode document = document(json);
        return Tuple.of(
                        directory.orgId(),
                        directory.id(),
                        id,
                        CaseFold.fold(document.path("userName").asText()),
                        document.path("externalId").textValue(),
                        document.path("active").asBoolean(true))
                .addString(json)
                .addOffsetDateTime(created.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(modified.atOffset(ZoneOffset.UTC));
    }

    static List<Tuple> emailRows(Directory directory, UUID id, String json) {
        Set<String> keys = Addresses.keys(document(json));
        List<Tuple> rows = new ArrayList<>();
        // A batch must not be empty; no user has this key.
        keys.add("\u007f" + id);
        keys.forEach(key -> rows.add(Tuple.of(directory.orgId(), directory.id(), id, key)));
        return rows;
    }

    public UUID group(String json) {
        UUID id = newId();
        ObjectNode document = document(json);
        await(database.writes()
                .preparedQuery("""
                    INSERT INTO directory_group (org_id, directory_id, group_id, display_name_key, external_id, doc, version,
                                                 created_at, modified_at)
                    VALUES ($1, $2, $3, $4, $5, $6::text::jsonb, 1, $7, $7)
                    """)
                .execute(Tuple.of(
                        org(),
                        directory.id(),
                        id,
                        CaseFold.fold(document.path("displayName").asText()),
                        document.path("externalId").textValue(),
                        json,
                        CREATED.atOffset(ZoneOffset.UTC))));
        recount(directory);
        return id;
    }

    /** A role assignment; without a group it awaits one. */
    public UUID assignment(int position, String role, @Nullable UUID group) {
        UUID id = newId();
        await(database.writes().preparedQuery("""
            INSERT INTO role_assignment
              (org_id, directory_id, assignment_id, position, role, group_id, awaited_name, awaited_name_key)
            VALUES ($1, $2, $3, $4, $5, $6, 'To Come', 'to come')
            """).execute(Tuple.of(org(), directory.id(), id, position, role, group)));
        return id;
    }

    public void join(UUID group, UUID member, String type) {
        member(group, member.toString(), type, member);
    }

    public void park(UUID group, String value) {
        member(group, value, "User", null);
    }

    private void member(UUID group, String value, String type, @Nullable UUID member) {
        await(database.writes()
                .preparedQuery("INSERT INTO group_member (org_id, directory_id, group_id, member_value, member_type,"
                        + " member_id) VALUES ($1, $2, $3, $4, $5, $6)")
                .execute(Tuple.of(org(), directory.id(), group, value, type, member)));
    }

    /** The resources that match, all on one page. */
    Page find(ResourceType type, String filter, Mode mode) {
        return list(new Query(type, Filter.parse(filter), null, 1, null, Projection.DEFAULT), mode);
    }

    /** All resources in that order. */
    public Page sorted(ResourceType type, @Nullable Sort sort, Mode mode) {
        return list(new Query(type, null, sort, 1, null, Projection.DEFAULT), mode);
    }

    public Page list(Query query, Mode mode) {
        return await(resources.list(org(), directory.id(), query, mode, 1_000));
    }

    public static UUID newId() {
        return IDS.generate();
    }

    public static ObjectNode document(String json) {
        return (ObjectNode) ScimJson.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        await(database.close());
        await(vertx.close());
    }
}
