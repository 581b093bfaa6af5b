package dev.rollcall.core.store;

import static dev.rollcall.core.Waiting.await;
import static dev.rollcall.core.Waiting.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DatabaseIT {

    private static final Database.Limits SMALL = new Database.Limits(1, 2, 2, Duration.ofMillis(300));

    private static Vertx vertx;
    private static DatabaseUrl url;
    private static Database database;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        url = TestDatabase.create();
        database = Database.open(vertx, url, SMALL);
        await(database.warmUp());
        await(database.writes()
                .query("CREATE TABLE note (id integer PRIMARY KEY)")
                .execute());
    }

    @AfterAll
    static void close() {
        await(database.close());
        await(vertx.close());
    }

    @BeforeEach
    void empty() {
        await(database.writes().query("TRUNCATE note").execute());
    }

    @Test
    void statementsOfOneConnectionTravelWithoutWaitingForAnswers() {
        HoldingProxy proxy = await(HoldingProxy.start(vertx, url.port()));
        DatabaseUrl detour = new DatabaseUrl(
                url.host(), proxy.port(), url.database(), url.user(), url.password(), url.sslMode(), null);
        Database proxied = Database.open(vertx, detour, SMALL);
        assertThat(await(twentyNotes(proxied))).isEqualTo(210);
        await(proxied.writes().query("TRUNCATE note").execute());

        proxy.holdUntilSent("COMMIT");

        assertThat(await(twentyNotes(proxied))).isEqualTo(210);
        assertThat(count()).isEqualTo(20);
        await(proxied.close());
    }

    /** A transaction as the lanes make it; the answer is what its last query saw. */
    private static Future<Long> twentyNotes(Database database) {
        return database.writes().withConnection(connection -> {
            connection.query("BEGIN").execute();
            for (int id = 1; id <= 20; id++) {
                insert(connection, id);
            }
            Future<RowSet<Row>> sum = connection
                    .preparedQuery("SELECT sum(id)::bigint AS total FROM note")
                    .execute();
            return connection
                    .query("COMMIT")
                    .execute()
                    .map(committed -> sum.result().iterator().next().getLong("total"));
        });
    }

    @Test
    void afterAFailedStatementTheRestFailsAndCommitRollsBack() {
        List<String> outcomes = await(database.writes().withConnection(connection -> {
            List<Future<RowSet<Row>>> batch = List.of(
                    connection.query("BEGIN").execute(),
                    insert(connection, 1),
                    insert(connection, 1),
                    insert(connection, 2),
                    // Prepared for the first time in a failed transaction: must not spoil the statement cache.
                    connection
                            .preparedQuery("SELECT id FROM note WHERE id > $1")
                            .execute(Tuple.of(0)),
                    connection.query("COMMIT").execute());
            return Future.join(batch)
                    .transform(all -> Future.succeededFuture(
                            batch.stream().map(DatabaseIT::describe).toList()));
        }));

        assertThat(outcomes).containsExactly("ok", "ok", "23505", "25P02", "25P02", "ok");
        assertThat(count()).isZero();
        await(database.writes()
                .withConnection(connection -> Future.all(
                        insert(connection, 3),
                        connection
                                .preparedQuery("SELECT id FROM note WHERE id > $1")
                                .execute(Tuple.of(0)))));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void behindAStatementThatTheClientRefusesNothingIsCommitted() {
        List<String> outcomes = await(database.writes().withConnection(connection -> {
            List<Future<RowSet<Row>>> batch = List.of(
                    connection.query("BEGIN").execute(),
                    insert(connection, 1),
                    connection
                            .preparedQuery("INSERT INTO note VALUES ($1)")
                            .execute(Tuple.of("of a type that the statement does not take")),
                    insert(connection, 2),
                    connection.query(CommitGuard.commitOf(3)).execute(),
                    connection.query("ROLLBACK").execute());
            return Future.join(batch)
                    .transform(all -> Future.succeededFuture(batch.stream()
                            .map(statement -> statement.succeeded() ? "ok" : "refused")
                            .toList()));
        }));

        assertThat(outcomes).containsExactly("ok", "ok", "refused", "ok", "refused", "ok");
        assertThat(count()).isZero();
    }

    @Test
    void aCommitThatKnowsItsStatementsIsOne() {
        await(database.writes().withConnection(connection -> {
            connection.query("BEGIN").execute();
            connection.preparedQuery("SELECT id FROM note WHERE id > $1").execute(Tuple.of(0));
            insert(connection, 1);
            insert(connection, 2);
            return connection.query(CommitGuard.commitOf(2)).execute();
        }));

        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aStatementThatRunsTooLongIsCancelled() {
        Throwable failure =
                failure(database.reads().query("SELECT pg_sleep(30)").execute());

        assertThat(SqlErrors.sqlState(failure)).isEqualTo("57014");
        assertThat(SqlErrors.kind(failure)).isEqualTo(SqlErrors.Kind.UNAVAILABLE);
    }

    @Test
    void whoFindsTheWaitingRoomFullIsToldAtOnce() {
        SqlConnection only = await(database.writes().getConnection());
        List<Future<SqlConnection>> waiting =
                List.of(database.writes().getConnection(), database.writes().getConnection());

        Throwable failure = failure(database.writes().getConnection());

        assertThat(SqlErrors.kind(failure)).isEqualTo(SqlErrors.Kind.UNAVAILABLE);
        await(only.close());
        for (Future<SqlConnection> next : waiting) {
            await(await(next).close());
        }
    }

    @Test
    void aConnectionThatTheServerEndsIsReplaced() {
        Throwable failure = failure(database.writes()
                .query("SELECT pg_terminate_backend(pg_backend_pid())")
                .execute());

        assertThat(SqlErrors.kind(failure)).isEqualTo(SqlErrors.Kind.RETRY);
        // The pool may lend the dead connection until it has noticed: that, too, is worth another try.
        assertThat(await(retrying(() -> database.writes().query("SELECT 1").execute(), 50))
                        .size())
                .isEqualTo(1);
    }

    private static <T> Future<T> retrying(Supplier<Future<T>> statement, int tries) {
        return statement
                .get()
                .recover(failure -> SqlErrors.kind(failure) == SqlErrors.Kind.RETRY && tries > 1
                        ? retrying(statement, tries - 1)
                        : Future.failedFuture(failure));
    }

    @Test
    void aServerThatIsNotThereIsWorthATry() {
        Database nowhere =
                Database.open(vertx, DatabaseUrl.parse("postgresql://nobody@localhost:1/db?sslmode=disable"), SMALL);

        assertThat(SqlErrors.kind(failure(nowhere.prove()))).isEqualTo(SqlErrors.Kind.RETRY);
        await(nowhere.close());
    }

    @Test
    void aServerThatTakesConnectionsAndSaysNothingIsNotWaitedFor() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Database mute = Database.open(
                    vertx,
                    DatabaseUrl.parse("postgresql://nobody@127.0.0.1:" + silent.getLocalPort() + "/db?sslmode=disable"),
                    SMALL);
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                assertThat(failure(mute.reads().getConnection())).matches(SqlErrors::isLost);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
                assertThat(mute.reads().size()).isZero();
            }
            await(mute.close());
        }
    }

    private static Future<RowSet<Row>> insert(SqlConnection connection, int id) {
        return connection.preparedQuery("INSERT INTO note VALUES ($1)").execute(Tuple.of(id));
    }

    private static long count() {
        return await(database.writes().query("SELECT count(*) FROM note").execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private static String describe(Future<?> statement) {
        return statement.succeeded() ? "ok" : String.valueOf(SqlErrors.sqlState(statement.cause()));
    }
}
