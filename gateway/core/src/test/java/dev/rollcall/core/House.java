package dev.rollcall.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.command.Caller;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.lane.LaneLimits;
import dev.rollcall.core.lane.LaneObserver;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.core.store.Database;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.patch.PatchReader;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.resource.ResourceReader;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.testkit.postgres.Invariants;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A core on a database of its own, with one organisation whose domain {@code example.com} is verified. */
public final class House implements AutoCloseable {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    public final UUID orgId = newId();
    public final Database database;
    private final String url;
    public final Provisioning provisioning;
    private final Vertx vertx;

    public House() {
        this(Database.Limits.DEFAULT);
    }

    public House(Database.Limits limits) {
        this(Vertx.vertx(), limits, InstantSource.system());
    }

    /** A core that goes by this clock, on one event loop: what is asked of it {@link #atOnce} comes in one turn. */
    public House(InstantSource clock) {
        this(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1)), Database.Limits.DEFAULT, clock);
    }

    private House(Vertx vertx, Database.Limits limits, InstantSource clock) {
        this.vertx = vertx;
        url = TestDatabase.createUrl();
        database = Database.open(vertx, DatabaseUrl.parse(url), limits);
        provisioning = new Provisioning(vertx, database.writes(), LaneLimits.DEFAULT, clock, LaneObserver.NONE);
        organization(orgId, "example.com");
    }

    /** Asks on the event loop. */
    public <T> Future<T> atOnce(Supplier<Future<T>> question) {
        Promise<T> answer = Promise.promise();
        vertx.runOnContext(v -> question.get().onComplete(answer));
        return answer.future();
    }

    /** The register of directories. */
    public Directories directories(InstantSource clock) {
        return new Directories(database.writes(), clock);
    }

    /** Connections for queries. */
    public Pool reads() {
        return database.reads();
    }

    /** The URL of its database. */
    public String url() {
        return url;
    }

    public static UUID newId() {
        return IDS.generate();
    }

    public void organization(UUID id, String domain) {
        sql(
                "INSERT INTO organization (org_id, slug, name, plan, purchased_seats, created_at)"
                        + " VALUES ($1, $2, 'Test', 'enterprise', 50, now())",
                id,
                id.toString());
        sql("INSERT INTO domain (org_id, name, proof, verified_at) VALUES ($1, $2, 'attested', now())", id, domain);
    }

    public UUID directory() {
        return directory(orgId, "active", "member", "tolerant");
    }

    public UUID directory(UUID organization, String state, @Nullable String defaultRole, String mode) {
        UUID id = newId();
        sql(
                "INSERT INTO directory (org_id, directory_id, name, provider, state, default_role, mode, activation_id,"
                        + " created_at) VALUES ($1, $2, 'Test', 'custom', $3, $4, $5, $6, now())",
                organization,
                id,
                state,
                defaultRole,
                mode,
                newId());
        return id;
    }

    public void assign(UUID directory, int position, String role, String groupName) {
        sql(
                "INSERT INTO role_assignment (org_id, directory_id, assignment_id, position, role, awaited_name,"
                        + " awaited_name_key) VALUES ($1, $2, $3, $4, $5, $6, lower($6))",
                orgId,
                directory,
                newId(),
                position,
                role,
                groupName);
    }

    public Caller caller(UUID directory) {
        return new Caller(orgId, directory, Mode.TOLERANT, Set.of(), newId());
    }

    public Outcome apply(UUID directory, Command command) {
        return await(provisioning.apply(caller(directory), command));
    }

    public StoredResource create(UUID directory, ResourceType type, String json) {
        return stored(apply(directory, createOf(type, json)));
    }

    public static Command createOf(ResourceType type, String json) {
        return new ScimRequest.Create(type, body(type, json), Projection.DEFAULT);
    }

    public static Command replaceOf(ResourceType type, UUID id, String json) {
        return new ScimRequest.Replace(type, id.toString(), body(type, json), null, Projection.DEFAULT);
    }

    public static Command patchOf(ResourceType type, UUID id, String operations) {
        PatchRequest patch = PatchReader.read(
                        json("{\"schemas\":[\"" + PatchRequest.SCHEMA + "\"],\"Operations\":" + operations + "}"),
                        Mode.TOLERANT)
                .request();
        return new ScimRequest.Patch(type, id.toString(), patch, null, Projection.DEFAULT);
    }

    public static Command deleteOf(ResourceType type, UUID id) {
        return new ScimRequest.Delete(type, id.toString(), null);
    }

    public static String user(String name) {
        return "{\"userName\":\"" + name + "@example.com\",\"externalId\":\"" + name + "\",\"displayName\":\"" + name
                + "\",\"emails\":[{\"value\":\"" + name + "@example.com\",\"type\":\"work\",\"primary\":true}]}";
    }

    public UUID newUser(UUID directory, String name) {
        return create(directory, CoreTypes.USER, user(name)).id();
    }

    public UUID newGroup(UUID directory, String name, UUID... members) {
        StringBuilder refs = new StringBuilder();
        for (UUID member : members) {
            refs.append(refs.isEmpty() ? "" : ",")
                    .append("{\"value\":\"")
                    .append(member)
                    .append("\"}");
        }
        return create(directory, CoreTypes.GROUP, "{\"displayName\":\"" + name + "\",\"members\":[" + refs + "]}")
                .id();
    }

    static StoredResource stored(Outcome outcome) {
        if (outcome instanceof Outcome.Stored stored) {
            return stored.resource();
        }
        throw new AssertionError("not stored: " + outcome);
    }

    private static ObjectNode body(ResourceType type, String json) {
        return ResourceReader.read(type, json(json), Mode.TOLERANT).resource();
    }

    static ObjectNode json(String text) {
        return (ObjectNode) ScimJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The rows of a query, each as text. */
    public List<String> sql(String sql, @Nullable Object... parameters) {
        List<String> lines = new ArrayList<>();
        for (Row row : await(database.reads().preparedQuery(sql).execute(Tuple.wrap(parameters)))) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(String.valueOf(row.getValue(i)));
            }
            lines.add(String.join(" ", cells));
        }
        return lines;
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    public void assertConsistent() {
        assertThat(Invariants.broken(url)).isEmpty();
    }

    @Override
    public void close() {
        await(provisioning.drain());
        await(database.close());
        await(vertx.close());
    }
}
