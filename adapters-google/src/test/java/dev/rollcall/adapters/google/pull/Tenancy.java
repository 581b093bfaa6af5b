package dev.rollcall.adapters.google.pull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import dev.rollcall.adapters.google.GoogleAdapter;
import dev.rollcall.adapters.google.simulate.FakeGoogle;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.Caller;
import dev.rollcall.core.secret.Keys;
import dev.rollcall.pull.Puller;
import dev.rollcall.pull.Puller.Operator;
import dev.rollcall.pull.source.PassRecord;
import dev.rollcall.pull.source.Passes;
import dev.rollcall.pull.source.RequestLog;
import dev.rollcall.pull.source.Seal;
import dev.rollcall.pull.source.Sources;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.CustomSchema;
import dev.rollcall.spi.Normalized;
import dev.rollcall.spi.Normalizer;
import dev.rollcall.spi.Profile;
import dev.rollcall.spi.RawRequest;
import dev.rollcall.spi.pull.SourceSettings.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A company at the fake, an organisation that reads it, and a node that does; for tests that wait on their own thread. */
final class Tenancy implements AutoCloseable {

    private static final String SCOPES = "https://www.googleapis.com/auth/admin.directory.";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final FakeGoogle fake;
    final Tenant tenant;
    final UUID orgId = newId();
    final UUID directoryId = newId();
    final Sources sources;
    final Passes passes;
    /** Where nodes get a token about themselves. */
    @Nullable
    String identity;

    /** Where nodes are told of changes; null when they are not. */
    @Nullable
    String notifications;

    private final Ground ground;
    private final boolean isOwn;

    /** On a database of its own. */
    Tenancy(Tenant tenant) {
        this(tenant, Ground.fresh(), true);
    }

    /** Beside other organisations. */
    Tenancy(Tenant tenant, Ground ground) {
        this(tenant, ground, false);
    }

    private Tenancy(Tenant tenant, Ground ground, boolean isOwn) {
        this.tenant = tenant;
        this.ground = ground;
        this.isOwn = isOwn;
        fake = FakeGoogle.start(ground.vertx, tenant, 0, InstantSource.system()).await();
        fake.desk().delegate(List.of(SCOPES + "user.readonly", SCOPES + "group.readonly"));
        sources = new Sources(ground.database.reads(), new Seal(Keys.of(new byte[32])), InstantSource.system());
        passes = new Passes(ground.database.reads(), InstantSource.system());
        sql(
                "INSERT INTO organization (org_id, slug, name, plan, purchased_seats, created_at)"
                        + " VALUES ($1, 'test' || replace($1::text, '-', ''), 'Test', 'enterprise', 50, now())",
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
        set(settings, JsonNodeFactory.instance.objectNode().put("key", fake.keyFile()));
    }

    /** Sets it and looks at it; no reading is due by itself. */
    void set(ObjectNode settings, ObjectNode secrets) {
        sources.set(actor(), directoryId, settings, secrets, 3_600, 3_600).await();
        try (Puller puller = puller()) {
            puller.check(directory(), sources.find(orgId, directoryId).await().orElseThrow())
                    .await();
        }
        sql(
                "UPDATE directory_source SET users_due = now() + interval '1 h', groups_due = now() + interval '1 h'"
                        + " WHERE org_id = $1",
                orgId);
    }

    /** Another domain of the organisation. */
    void attest(String domain) {
        sql(
                "INSERT INTO domain (org_id, name, proof, verified_at) VALUES ($1, $2, 'attested', now())"
                        + " ON CONFLICT DO NOTHING",
                orgId,
                domain);
    }

    /** The node that reads the directory has been silent for too long. */
    void expireLease() {
        sql("UPDATE directory_source SET lease_until = now() - interval '1 s' WHERE org_id = $1", orgId);
    }

    Directory directory() {
        return new Directories(ground.database.reads(), InstantSource.system())
                .byId(directoryId)
                .await()
                .orElseThrow();
    }

    /** A node. */
    Puller puller() {
        return puller(ground);
    }

    Puller puller(Ground node) {
        return new Puller(
                node.vertx,
                node.database.reads(),
                node.provisioning,
                new Sources(node.database.reads(), new Seal(Keys.of(new byte[32])), InstantSource.system()),
                new Passes(node.database.reads(), InstantSource.system()),
                Map.of("google", new GoogleAdapter()),
                new Operator(fake.origin(), new Pace(600_000, Duration.ofMillis(1)), identity, notifications),
                RequestLog.NONE,
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
            puller.look().compose(begun -> puller.idle()).await();
            PassRecord pass = passes.find(orgId, directoryId, id).await().orElseThrow();
            if (pass.ended() != null) {
                return pass;
            }
        }
        throw new AssertionError("the reading " + id + " did not end");
    }

    /** Waits for the end of a reading that is under way. */
    PassRecord untilEnded(UUID id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            PassRecord pass = passes.find(orgId, directoryId, id).await().orElseThrow();
            if (pass.ended() != null) {
                return pass;
            }
        }
        throw new AssertionError("the reading " + id + " did not end");
    }

    /** A change of a group as a client that sends would make it. */
    Future<?> patchGroup(String id, ObjectNode operation) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add(PatchRequest.SCHEMA);
        body.putArray("Operations").add(operation);
        Profile profile = new Profile(CustomSchema.types(List.of()), Mode.TOLERANT, Set.of());
        return ground.database
                .reads()
                .preparedQuery("SELECT group_id FROM directory_group WHERE org_id = $1 AND external_id = $2")
                .execute(Tuple.of(orgId, id))
                .compose(rows -> {
                    RawRequest raw = new RawRequest(
                            RawRequest.Method.PATCH,
                            "Groups",
                            rows.iterator().next().getUUID("group_id").toString(),
                            Map.of(),
                            null,
                            null,
                            body);
                    Normalized normalized = new Normalizer(new GoogleAdapter(), profile).normalize(raw);
                    return ground.provisioning.apply(
                            new Caller(orgId, directoryId, Mode.TOLERANT, Set.of(), newId()),
                            (Command) normalized.request(),
                            normalized.deviations());
                });
    }

    /** The values of a group's members as they were sent, those too that no user has yet. */
    List<String> values(String group) {
        List<String> values = new ArrayList<>();
        sql(
                        "SELECT m.member_value FROM group_member m JOIN directory_group g USING (org_id, group_id)"
                                + " WHERE m.org_id = $1 AND g.external_id = $2",
                        orgId,
                        group)
                .forEach(row -> values.add(row.getString("member_value")));
        return values;
    }

    /** Ids of the users who are members with access. */
    Set<String> members() {
        Set<String> ids = new HashSet<>();
        for (Row row : sql(
                "SELECT u.external_id FROM member m JOIN directory_user u ON u.org_id = m.org_id AND u.user_id ="
                        + " m.user_id WHERE m.org_id = $1 AND m.status = 'active' AND u.active",
                orgId)) {
            ids.add(row.getString("external_id"));
        }
        return ids;
    }

    /** Ids of the users who lost access or left since that event, however they stand now. */
    Set<String> losers(long since) {
        Set<String> ids = new HashSet<>();
        for (Row row : sql(
                "SELECT coalesce(e.data->>'externalId', u.external_id) AS id FROM event e"
                        + " LEFT JOIN member m ON m.org_id = e.org_id AND m.member_id = e.subject_id"
                        + " LEFT JOIN directory_user u ON u.org_id = m.org_id AND u.user_id = m.user_id"
                        + " WHERE e.org_id = $1 AND e.seq > $2 AND e.type IN ('member.suspended', 'member.removed')",
                orgId,
                since)) {
            ids.add(String.valueOf(row.getString("id")));
        }
        return ids;
    }

    /** What happened since that event, to find out why. */
    String story(long since) {
        StringBuilder story = new StringBuilder();
        for (Row row : sql(
                "SELECT seq, type, data::text AS data, request_id::text AS request FROM event WHERE org_id = $1 AND"
                        + " seq > $2 ORDER BY seq",
                orgId,
                since)) {
            story.append('\n')
                    .append(row.getLong("seq"))
                    .append(' ')
                    .append(row.getString("type"))
                    .append(' ')
                    .append(row.getString("data"));
        }
        for (Row row : sql(
                "SELECT action, before::text AS before, after::text AS after FROM audit WHERE org_id = $1"
                        + " AND action LIKE '%group%' ORDER BY at DESC LIMIT 6",
                orgId)) {
            story.append('\n')
                    .append(row.getString("action"))
                    .append(' ')
                    .append(row.getString("before"))
                    .append(" -> ")
                    .append(row.getString("after"));
        }
        return story.toString();
    }

    /** The number of the last event. */
    long lastEvent() {
        return sql("SELECT coalesce(max(seq), 0) AS seq FROM event WHERE org_id = $1", orgId)
                .iterator()
                .next()
                .getLong("seq");
    }

    /** Whether each record is active, by the id that Google knows it by. */
    Map<String, Boolean> users() {
        Map<String, Boolean> users = new HashMap<>();
        for (Row row : sql("SELECT external_id, active FROM directory_user WHERE org_id = $1", orgId)) {
            users.put(row.getString("external_id"), row.getBoolean("active"));
        }
        return users;
    }

    /** The names of the active records and of the others, as Google has them now. */
    Map<String, Boolean> names() {
        Map<String, Boolean> names = new HashMap<>();
        List<String> there = tenant.userIds();
        for (Row row : sql(
                "SELECT external_id, doc->>'userName' AS name, active FROM directory_user WHERE org_id = $1", orgId)) {
            if (there.contains(row.getString("external_id"))) {
                names.put(row.getString("name"), row.getBoolean("active"));
            }
        }
        return names;
    }

    /** Members of groups, by name. */
    Map<String, Set<String>> groups() {
        Map<String, Set<String>> groups = new HashMap<>();
        for (Row row : sql("SELECT doc->>'displayName' AS name FROM directory_group WHERE org_id = $1", orgId)) {
            groups.put(row.getString("name"), new HashSet<>());
        }
        for (Row row : sql(
                "SELECT g.doc->>'displayName' AS name, u.doc->>'userName' AS member FROM group_member m JOIN"
                        + " directory_group g USING (org_id, group_id) JOIN directory_user u ON u.org_id = m.org_id AND"
                        + " u.user_id = m.member_id WHERE m.org_id = $1",
                orgId)) {
            groups.getOrDefault(row.getString("name"), new HashSet<>()).add(row.getString("member"));
        }
        return groups;
    }

    /** Pairs of a group's and a user's id at Google. */
    Set<String> memberships() {
        Set<String> pairs = new HashSet<>();
        for (Row row : sql(
                "SELECT g.external_id AS g, u.external_id AS u FROM group_member m JOIN directory_group g USING"
                        + " (org_id, group_id) JOIN directory_user u ON u.org_id = m.org_id AND u.user_id = m.member_id"
                        + " WHERE m.org_id = $1",
                orgId)) {
            pairs.add(row.getString("g") + ":" + row.getString("u"));
        }
        return pairs;
    }

    RowSet<Row> sql(String sql, Object... parameters) {
        return ground.database
                .reads()
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
        sql("DELETE FROM directory_source WHERE org_id = $1", orgId);
        if (isOwn) {
            ground.close();
        }
    }
}
