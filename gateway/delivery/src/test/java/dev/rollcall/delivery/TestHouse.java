package dev.rollcall.delivery;

import dev.rollcall.core.store.Database;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.Migrations;
import dev.rollcall.testkit.postgres.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A database of its own, with organisations that have nothing but events, written as the core writes them. */
public final class TestHouse implements AutoCloseable {

    public final Vertx vertx = Vertx.vertx();
    public final String url =
            TestPostgres.fast().createDatabase("delivery", to -> Migrations.run(DatabaseUrl.parse(to)));
    public final Database database = Database.open(vertx, DatabaseUrl.parse(url), Database.Limits.DEFAULT);

    public UUID organization(String slug) {
        UUID id = UUID.randomUUID();
        await(database.writes()
                .preparedQuery("INSERT INTO organization (org_id, slug, name, plan, purchased_seats, created_at)"
                        + " VALUES ($1, $2, $2, 'enterprise', 50, now())")
                .execute(Tuple.of(id, slug)));
        return id;
    }

    /** Writes events in one transaction, under the lock, and leaves it open. */
    public Future<SqlConnection> begin(UUID orgId, int events, String type) {
        return database.writes()
                .getConnection()
                .compose(connection -> connection
                        .query("BEGIN")
                        .execute()
                        .compose(begun -> connection
                                .preparedQuery("UPDATE organization SET last_event = last_event + $2 WHERE org_id = $1"
                                        + " RETURNING last_event")
                                .execute(Tuple.of(orgId, events)))
                        .compose(rows -> {
                            long last = rows.iterator().next().getLong("last_event");
                            return append(connection, orgId, last - events + 1, last, type);
                        })
                        .map(connection));
    }

    private static Future<?> append(SqlConnection connection, UUID orgId, long first, long last, String type) {
        return connection
                .preparedQuery("WITH noted AS (INSERT INTO fresh_event (org_id, first_seq, last_seq)"
                        + " VALUES ($1, $2, $3))"
                        + " INSERT INTO event (org_id, seq, event_id, at, type, subject_id, request_id, data)"
                        + " SELECT $1, n, gen_random_uuid(), $5, $4, gen_random_uuid(), gen_random_uuid(),"
                        + " jsonb_build_object('n', n) FROM generate_series($2, $3) n")
                .execute(Tuple.of(orgId, first, last, type, OffsetDateTime.now(ZoneOffset.UTC)));
    }

    public static Future<Void> commit(SqlConnection connection) {
        return connection.query("COMMIT").execute().compose(done -> connection.close());
    }

    /** Writes events and commits. */
    public void write(UUID orgId, int events, String type) {
        await(begin(orgId, events, type).compose(TestHouse::commit));
    }

    public SqlClient client() {
        return database.reads();
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        await(database.close());
        await(vertx.close());
    }
}
