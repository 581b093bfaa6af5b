package dev.rollcall.core.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The connections to PostgreSQL: one pool for the lanes and one for everything that only reads, so that a long list never
 * keeps a commit waiting. A borrowed connection pipelines: statements issued on it without waiting travel in one round trip
 * and run in order; after one that failed, the rest of its transaction fails with 25P02 and COMMIT rolls back.
 */
public final class Database {

    /** Statements in flight on one connection; a batch of a lane issues about twenty. */
    private static final int PIPELINING = 256;

    private static final int CACHED_STATEMENTS = 512;

    /** Characters; the default of 2,048 would leave the largest statements of the lanes unprepared. */
    private static final int CACHED_STATEMENT_LENGTH = 32_768;

    /**
     * Every statement of a lane finds its rows by key, one index look-up a key. A plan that is made while a table is small would
     * read it whole, and be kept while the table grows under a burst; so the lanes' connections know no such plan.
     */
    private static final Map<String, String> BY_KEY = Map.of(
            "enable_seqscan", "off",
            "enable_hashjoin", "off",
            "enable_mergejoin", "off",
            "enable_material", "off",
            "enable_memoize", "off",
            "plan_cache_mode", "force_generic_plan");

    /** Queries choose freely among indexes; a table holds many organisations and is never worth reading whole. */
    private static final Map<String, String> BY_INDEX = Map.of("enable_seqscan", "off");

    private final Pool writes;
    private final Pool reads;

    /**
     * How much of the server this node takes.
     *
     * @param writes connections of the lanes: batches in flight at once
     * @param reads connections of queries
     * @param waiting how many may wait for a connection of each pool; further ones fail at once
     * @param statementTimeout after this the server cancels a statement (57014)
     */
    public record Limits(int writes, int reads, int waiting, Duration statementTimeout) {
        public static final Limits DEFAULT = new Limits(4, 8, 1024, Duration.ofSeconds(30));
    }

    private Database(Pool writes, Pool reads) {
        this.writes = writes;
        this.reads = reads;
    }

    /** Makes the pools; connections are opened when first needed, see {@link #warmUp}. */
    public static Database open(Vertx vertx, DatabaseUrl url, Limits limits) {
        return new Database(
                pool(vertx, url, limits, "rollcall-writes", limits.writes(), BY_KEY),
                pool(vertx, url, limits, "rollcall-reads", limits.reads(), BY_INDEX));
    }

    private static Pool pool(
            Vertx vertx, DatabaseUrl url, Limits limits, String name, int size, Map<String, String> planner) {
        Map<String, String> properties = new HashMap<>(PgConnectOptions.DEFAULT_PROPERTIES);
        properties.put("application_name", name);
        properties.put(
                "statement_timeout", Long.toString(limits.statementTimeout().toMillis()));
        properties.put(
                "idle_in_transaction_session_timeout",
                Long.toString(limits.statementTimeout().toMillis()));
        // Compiling a plan costs more than any statement of the house takes.
        properties.put("jit", "off");
        properties.putAll(planner);
        PgConnectOptions options = url.connectOptions()
                .setProperties(properties)
                .setPipeliningLimit(PIPELINING)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(CACHED_STATEMENTS)
                .setPreparedStatementCacheSqlLimit(CACHED_STATEMENT_LENGTH);
        return PgBuilder.pool()
                .using(vertx)
                .connectingTo(options)
                .with(new PoolOptions()
                        .setName(name)
                        .setMaxSize(size)
                        .setMaxWaitQueueSize(limits.waiting())
                        .setConnectionTimeout(10)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .build();
    }

    /** For transactions of the lanes and other changes. */
    public Pool writes() {
        return writes;
    }

    /** For queries. */
    public Pool reads() {
        return reads;
    }

    /** Opens every connection of both pools once, so that the first burst meets a warm pool. Done when all are open. */
    public Future<Void> warmUp(Limits limits) {
        return Future.all(borrow(writes, limits.writes()), borrow(reads, limits.reads()))
                .mapEmpty();
    }

    private static Future<Void> borrow(Pool pool, int size) {
        List<Future<SqlConnection>> borrowed =
                Stream.generate(pool::getConnection).limit(size).toList();
        return Future.join(borrowed)
                .eventually(() -> Future.join(borrowed.stream()
                        .map(connection ->
                                connection.compose(SqlConnection::close, failure -> Future.succeededFuture()))
                        .toList()))
                .mapEmpty();
    }

    /** Whether the server answers; for readiness. */
    public Future<Void> ping() {
        return reads.query("SELECT 1").execute().mapEmpty();
    }

    /** Closes both pools; what is in flight ends first. */
    public Future<Void> close() {
        return Future.join(writes.close(), reads.close()).mapEmpty();
    }
}
