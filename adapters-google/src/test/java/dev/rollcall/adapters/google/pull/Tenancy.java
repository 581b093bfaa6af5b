package dev.rollcall.adapters.google.pull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import dev.rollcall.adapters.google.GoogleAdapter;
import dev.rollcall.adapters.google.simulate.FakeGoogle;
import dev.rollcall.adapters.google.simulate.Tenant;
import dev.rollcall.core.Provisioning;
import dev.rollcall.core.admin.Directories;
import dev.rollcall.core.admin.Directory;
import dev.rollcall.core.lane.LaneLimits;
import dev.rollcall.core.lane.LaneObserver;
import dev.rollcall.core.rule.Actor;
import dev.rollcall.core.store.Database;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.Migrations;
import dev.rollcall.pull.PassRecord;
import dev.rollcall.pull.Passes;
import dev.rollcall.pull.Puller;
import dev.rollcall.pull.Puller.Operator;
import dev.rollcall.pull.Seal;
import dev.rollcall.pull.Sources;
import dev.rollcall.spi.pull.SourceSettings.Pace;
import dev.rollcall.testkit.postgres.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A company at the fake, an organisation that reads it, and a node that does; for tests that wait on their own thread. */
final class Tenancy implements AutoCloseable {

    private static final String SCOPES = "https://www.googleapis.com/auth/admin.directory.";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final Vertx vertx = Vertx.vertx();
    final FakeGoogle fake;
    final Tenant tenant;
    final UUID orgId = newId();
    final UUID directoryId = newId();
    final Sources sources;
    final Passes passes;
    private final Database database;
    private final Provisioning provisioning;

    Tenancy(Tenant tenant) {
        this.tenant = tenant;
        fake = FakeGoogle.start(vertx, tenant, 0, InstantSource.system()).await();
        fake.desk().delegate(List.of(SCOPES + "user.readonly", SCOPES + "group.readonly"));
        String url =
                TestPostgres.fast().createDatabase("google", template -> Migrations.run(DatabaseUrl.parse(template)));
        database = Database.open(vertx, DatabaseUrl.parse(url), Database.Limits.DEFAULT);
        provisioning = new Provisioning(
                vertx, database.writes(), LaneLimits.DEFAULT, InstantSource.system(), LaneObserver.NONE);
        sources = new Sources(database.reads(), new Seal(new byte[32]), InstantSource.system());
        passes = new Passes(database.reads(), InstantSource.system());
        sql(
                "INSERT INTO organization (org_id, slug, name, plan, purchased_seats, created_at)"
                        + " VALUES ($1, 'test', 'Test', 'enterprise', 50, now())",
                orgId);
        sql(
                "INSERT INTO domain (org_id, name, proof, verified_at) VALUES ($1, $2, 'attested', now())",
                orgId,
                tenant.domain());
        sql(
                "INSERT INTO directory (org_id, directory_id, name, provider, state, activation_id, nested_groups,"
                        + " created_at) VALUES ($1, $2, 'Google', 'google', 'active', $3, true, now())",
                orgId,
                directoryId,
                newId());
        set(JsonNodeFactory.instance.objectNode().put("admin", tenant.admin()));
    }

    void set(ObjectNode settings) {
        ObjectNode secrets = JsonNodeFactory.instance.objectNode().put("key", fake.keyFile());
        sources.set(actor(), directoryId, settings, secrets, 3_600, 3_600).await();
        try (Puller puller = puller()) {
            puller.check(directory(), sources.find(orgId, directoryId).await().orElseThrow())
                    .await();
        }
        sql("UPDATE directory_source SET users_due = now() + interval '1 h', groups_due = now() + interval '1 h'");
    }

    Directory directory() {
        return new Directories(database.reads(), InstantSource.system())
                .byId(directoryId)
                .await()
                .orElseThrow();
    }

    /** A node. */
    Puller puller() {
        return new Puller(
                vertx,
                database.reads(),
                provisioning,
                sources,
                passes,
                Map.of("google", new GoogleAdapter()),
                new Operator(fake.origin(), new Pace(600_000, Duration.ofMillis(1))),
                InstantSource.system());
    }

    Actor actor() {
        return new Actor(orgId, "ada", newId());
    }

    /** One whole reading, from the request to its end. */
    PassRecord read() {
        return read("full");
    }

    PassRecord read(String kind) {
        try (Puller puller = puller()) {
            UUID id = passes.ask(actor(), directoryId, kind).await();
            return ended(id, puller);
        }
    }

    /** Waits for the end of a reading; a node that has not given the directory back yet is waited for. */
    PassRecord ended(UUID id, Puller puller) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            PassRecord pass = passes.find(orgId, directoryId, id).await().orElseThrow();
            if (pass.ended() != null) {
                return pass;
            }
            puller.look().await();
            sleep();
        }
        throw new AssertionError("the reading " + id + " did not end");
    }

    static void sleep() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether each record is active, by the id that Google knows it by. */
    Map<String, Boolean> users() {
        Map<String, Boolean> users = new HashMap<>();
        for (Row row : sql("SELECT external_id, active FROM directory_user")) {
            users.put(row.getString("external_id"), row.getBoolean("active"));
        }
        return users;
    }

    /** The names of the active records and of the others, as Google has them now. */
    Map<String, Boolean> names() {
        Map<String, Boolean> names = new HashMap<>();
        List<String> there = tenant.userIds();
        for (Row row : sql("SELECT external_id, doc->>'userName' AS name, active FROM directory_user")) {
            if (there.contains(row.getString("external_id"))) {
                names.put(row.getString("name"), row.getBoolean("active"));
            }
        }
        return names;
    }

    /** Members of groups, by name. */
    Map<String, Set<String>> groups() {
        Map<String, Set<String>> groups = new HashMap<>();
        for (Row row : sql("SELECT doc->>'displayName' AS name FROM directory_group")) {
            groups.put(row.getString("name"), new HashSet<>());
        }
        for (Row row : sql("SELECT g.doc->>'displayName' AS name, u.doc->>'userName' AS member FROM group_member m"
                + " JOIN directory_group g USING (org_id, group_id) JOIN directory_user u ON u.org_id = m.org_id"
                + " AND u.user_id = m.member_id")) {
            groups.getOrDefault(row.getString("name"), new HashSet<>()).add(row.getString("member"));
        }
        return groups;
    }

    /** Pairs of a group's and a user's id at Google. */
    Set<String> memberships() {
        Set<String> pairs = new HashSet<>();
        for (Row row : sql("SELECT g.external_id AS g, u.external_id AS u FROM group_member m"
                + " JOIN directory_group g USING (org_id, group_id) JOIN directory_user u ON u.org_id = m.org_id"
                + " AND u.user_id = m.member_id")) {
            pairs.add(row.getString("g") + ":" + row.getString("u"));
        }
        return pairs;
    }

    RowSet<Row> sql(String sql, Object... parameters) {
        return database.reads()
                .preparedQuery(sql)
                .execute(Tuple.from(List.of(parameters)))
                .await();
    }

    static UUID newId() {
        return Generators.timeBasedEpochGenerator().generate();
    }

    @Override
    public void close() {
        fake.close();
        provisioning.drain().await();
        database.close().await();
        vertx.close().await();
    }
}
