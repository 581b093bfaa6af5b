package dev.rollcall.core.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where queries run that cost more than two short questions: on a replica that has replayed everything that was committed before the
 * query was asked for, through whatever node; else on the primary. Before each query the primary says where its log ends, and the replica,
 * on the connection that the query then has, whether it has come that far. So no answer is older than it would be without a replica.
 * Thread-safe.
 */
public final class Replica {

    /** How long a query waits for the replica to catch up. */
    private static final Duration CATCH_UP = Duration.ofMillis(100);

    private static final long STEP_MILLIS = 5;

    /** How long the replica may take to lend a connection, and to say how far it has come. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** Beyond the time that the server takes to cancel a statement. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** The position up to which the log is given out, not that up to which it is on disk: a commit need not have waited for the disk. */
    private static final String END = """
        SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint AS place,
               left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) AS timeline
        """;

    /** A server that was promoted follows nothing any more. */
    private static final String REACHED = """
        SELECT pg_is_in_recovery() AS follows, (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint >= $1 AS reached
        """;

    private final Vertx vertx;
    private final Pool primary;
    private final @Nullable Server server;
    private final LongAdder there = new LongAdder();
    private final LongAdder here = new LongAdder();

    /** The replica's side. */
    private record Server(Pool pool, Pool markPool, ConnectionWatch connections, ReplicaWatch marks) {}

    /** The replica does not serve this query; never seen by a caller. */
    private static final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotNow(String why) {
            super(why, null, false, false);
        }
    }

    private Replica(Vertx vertx, Pool primary, @Nullable Server server) {
        this.vertx = vertx;
        this.primary = primary;
        this.server = server;
    }

    /** All queries run on the primary. */
    public static Replica none(Vertx vertx, Pool primary) {
        return new Replica(vertx, primary, null);
    }

    /**
     * Makes the pool; connections are opened when first needed.
     *
     * @param primary connections of queries, for marks, positions, and what the replica does not serve
     * @param connections to the replica
     * @param bound the replica is left alone once nothing younger than this was seen there
     */
    public static Replica of(
            Vertx vertx, Pool primary, DatabaseUrl url, Database.Limits limits, int connections, Duration bound) {
        Pools pools = new Pools(vertx, url, limits);
        ConnectionWatch watch = new ConnectionWatch(
                vertx,
                new ServerProbe(() -> pools.open("rollcall-replica-watch", 1, Map.of(), null)),
                limits.silence(),
                limits.statementTimeout().plus(MARGIN),
                () -> {});
        Pool pool = pools.open("rollcall-replica", connections, Database.BY_INDEX, watch);
        // A connection of its own, so that the marks do not wait behind queries.
        Pool marks = pools.open("rollcall-replica-marks", 1, Map.of(), watch);
        return new Replica(
                vertx, primary, new Server(pool, marks, watch, new ReplicaWatch(vertx, primary, marks, bound)));
    }

    /** Begins to look whether the replica follows; until it does, nothing goes there. */
    public void start() {
        if (server != null) {
            server.marks().start();
        }
    }

    /**
     * Runs a query, perhaps twice: it must change nothing.
     *
     * @param query given the connection to run on, which it must not keep
     */
    public <T extends @Nullable Object> Future<T> read(Function<SqlClient, Future<T>> query) {
        Server other = server;
        if (other == null || !other.marks().isNear()) {
            return here(query);
        }
        return caughtUp(other)
                .compose(
                        connection -> query.apply(connection)
                                .onSuccess(done -> there.increment())
                                .eventually(connection::close)
                                .recover(failure -> again(other, failure, query)),
                        notNow -> {
                            other.marks().distrust();
                            return here(query);
                        });
    }

    private <T extends @Nullable Object> Future<T> here(Function<SqlClient, Future<T>> query) {
        here.increment();
        return query.apply(primary);
    }

    /** What the replica cancels because of what it replays, and what it loses with its connection, the primary can still answer. */
    private <T extends @Nullable Object> Future<T> again(
            Server other, Throwable failure, Function<SqlClient, Future<T>> query) {
        if (SqlErrors.kind(failure) != SqlErrors.Kind.RETRY && !SqlErrors.isLost(failure)) {
            return Future.failedFuture(failure);
        }
        other.marks().distrust();
        return here(query);
    }

    /** A connection to the replica, which has replayed all that was committed before now. */
    private Future<SqlConnection> caughtUp(Server other) {
        return primary.preparedQuery(END).execute().compose(rows -> {
            Row end = rows.iterator().next();
            if (!other.marks().follows(end.getString("timeline"))) {
                return Future.failedFuture(new NotNow("another timeline"));
            }
            long until = System.nanoTime() + CATCH_UP.toNanos();
            return lent(other.pool())
                    .compose(connection -> reached(connection, end.getLong("place"), until)
                            .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                            .map(connection)
                            .onFailure(failure -> connection.close()));
        });
    }

    /** One that comes too late goes back at once. */
    private Future<SqlConnection> lent(Pool pool) {
        Promise<SqlConnection> lent = Promise.promise();
        long timer = vertx.setTimer(PATIENCE.toMillis(), late -> lent.tryFail(new NotNow("no connection")));
        pool.getConnection().onComplete(got -> {
            vertx.cancelTimer(timer);
            if (got.failed()) {
                lent.tryFail(got.cause());
            } else if (!lent.tryComplete(got.result())) {
                got.result().close();
            }
        });
        return lent.future();
    }

    private Future<Void> reached(SqlConnection connection, long place, long untilNanos) {
        return connection.preparedQuery(REACHED).execute(Tuple.of(place)).compose(rows -> {
            Row row = rows.iterator().next();
            if (!Boolean.TRUE.equals(row.getBoolean("follows"))) {
                return Future.failedFuture(new NotNow("promoted"));
            }
            if (Boolean.TRUE.equals(row.getBoolean("reached"))) {
                return Future.succeededFuture();
            }
            return System.nanoTime() > untilNanos
                    ? Future.failedFuture(new NotNow("behind"))
                    : vertx.timer(STEP_MILLIS, TimeUnit.MILLISECONDS)
                            .compose(later -> reached(connection, place, untilNanos));
        });
    }

    /** Whether there is one at all. */
    public boolean isThere() {
        return server != null;
    }

    /** Whether queries go there now. */
    public boolean isUsed() {
        return server != null && server.marks().isNear();
    }

    /** Since the newest change that was seen on the replica; no more than a second or so while it keeps up. */
    public Duration behind() {
        return server == null ? Duration.ZERO : server.marks().behind();
    }

    /** Queries that the replica has answered. */
    public long there() {
        return there.sum();
    }

    /** Queries that could have run on a replica, and ran on the primary. */
    public long here() {
        return here.sum();
    }

    /** Closes the connections to the replica at once: what waits for one runs again on the primary. */
    public void close() {
        if (server != null) {
            server.marks().stop();
            server.connections().close();
            server.connections().closeAll();
            server.pool().close();
            server.markPool().close();
        }
    }
}
