package dev.rollcall.core.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * The connections to PostgreSQL, in pools that do not wait for each other: one for the lanes, one for clients that show
 * a credential, one for queries, one for responses that take long because the client does. A borrowed connection
 * pipelines: statements issued on it without waiting travel in one round trip and run in order; after one that failed,
 * the rest of its transaction fails with 25P02 and COMMIT rolls back. A connection that falls silent is closed, see
 * {@link ConnectionWatch}.
 */
public final class Database {

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
    static final Map<String, String> BY_INDEX = Map.of("enable_seqscan", "off");

    /** Connections for finding out what commands would do: few, for each is as much work as the command. */
    private static final int DRY_RUNS = 2;

    /** Connections of what tells others of events: few, for each of its statements is about many events. */
    private static final int DELIVERIES = 3;

    /** Rows that proofs overwrite: enough that several nodes seldom choose the same at once. */
    private static final int PROOFS = 16;

    private static final String PROVE = "UPDATE write_proof SET proved_at = now() WHERE slot = $1";

    /** Beyond the time that the server takes to cancel a statement. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Pool writes;
    private final Pool dryRuns;
    private final Pool reads;
    private final Pool logins;
    private final Pool large;
    private final Pool deliveries;
    private final Pool proofs;
    private final ConnectionWatch watch;
    private final Limits limits;

    /**
     * How much of the server this node takes, and how long it waits.
     *
     * @param writes connections of the lanes: batches in flight at once
     * @param reads connections of queries
     * @param logins connections for looking up credentials, sessions and what else says who is asking
     * @param large connections for answers that are read while they are sent
     * @param waiting how many may wait for a connection of each pool; further ones fail at once
     * @param patience how long one waits for a connection
     * @param statementTimeout after this the server cancels a statement (57014)
     * @param silence after this a connection that owes an answer is looked into
     */
    public record Limits(
            int writes,
            int reads,
            int logins,
            int large,
            int waiting,
            Duration patience,
            Duration statementTimeout,
            Duration silence) {

        public static final Limits DEFAULT = new Limits(4, 8, 1024, Duration.ofSeconds(30));

        /** With two connections each for logins and large answers, 10 s for a connection and 3 s of silence. */
        public Limits(int writes, int reads, int waiting, Duration statementTimeout) {
            this(writes, reads, 2, 2, waiting, Duration.ofSeconds(10), statementTimeout, Duration.ofSeconds(3));
        }

        /** All connections of a node, with those of dry runs and deliveries and the one that proves that the database can be written to. */
        public int connections() {
            return writes + DRY_RUNS + reads + logins + large + DELIVERIES + 1;
        }
    }

    private Database(Vertx vertx, DatabaseUrl url, Limits limits, Runnable unreachable) {
        this.limits = limits;
        Pools pools = new Pools(vertx, url, limits);
        watch = new ConnectionWatch(
                vertx,
                new ServerProbe(() -> pools.open("rollcall-watch", 1, Map.of(), null)),
                limits.silence(),
                limits.statementTimeout().plus(MARGIN),
                unreachable);
        writes = pools.open("rollcall-writes", limits.writes(), BY_KEY, watch);
        dryRuns = pools.open("rollcall-dry-runs", DRY_RUNS, BY_KEY, watch);
        reads = pools.open("rollcall-reads", limits.reads(), BY_INDEX, watch);
        logins = pools.open("rollcall-logins", limits.logins(), BY_INDEX, watch);
        large = pools.open("rollcall-large", limits.large(), BY_INDEX, watch);
        deliveries = pools.open("rollcall-deliveries", DELIVERIES, BY_INDEX, watch);
        proofs = pools.open("rollcall-proofs", 1, Map.of(), watch);
    }

    /** Makes the pools; connections are opened when first needed, see {@link #warmUp}. */
    public static Database open(Vertx vertx, DatabaseUrl url, Limits limits) {
        return open(vertx, url, limits, () -> {});
    }

    /**
     * Makes the pools.
     *
     * @param unreachable told when connections were silent and no other could be opened; on any thread
     */
    public static Database open(Vertx vertx, DatabaseUrl url, Limits limits, Runnable unreachable) {
        return new Database(vertx, url, limits, unreachable);
    }

    /** For transactions of the lanes and other changes. */
    public Pool writes() {
        return writes;
    }

    /** For finding out what a command would do: never committed, and not in the way of changes. */
    public Pool dryRuns() {
        return dryRuns;
    }

    /** For queries. */
    public Pool reads() {
        return reads;
    }

    /** For finding out who is asking: short look-ups by key alone, so that they never wait behind lists. */
    public Pool logins() {
        return logins;
    }

    /** For answers that are read while they are sent, as fast as the client takes them. */
    public Pool large() {
        return large;
    }

    /** For what is done with events behind their commit, such as telling others of them. */
    public Pool deliveries() {
        return deliveries;
    }

    /** Opens every connection once, so that the first burst meets warm pools. Done when all are open. */
    public Future<Void> warmUp() {
        return Future.all(List.of(
                        borrow(writes, limits.writes()),
                        borrow(dryRuns, DRY_RUNS),
                        borrow(reads, limits.reads()),
                        borrow(logins, limits.logins()),
                        borrow(large, limits.large()),
                        borrow(deliveries, DELIVERIES),
                        borrow(proofs, 1)))
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

    /**
     * Shows that a change can be committed now: overwrites a small row, on a connection that nothing else uses. Fails as any statement
     * does; {@link ConnectionWatch} bounds how long it takes.
     */
    public Future<Void> prove() {
        int slot = ThreadLocalRandom.current().nextInt(PROOFS);
        return proofs.preparedQuery(PROVE).execute(Tuple.of(slot)).mapEmpty();
    }

    /** Closes the pools; what is in flight ends first. */
    public Future<Void> close() {
        watch.close();
        return Future.join(List.of(
                        writes.close(),
                        dryRuns.close(),
                        reads.close(),
                        logins.close(),
                        large.close(),
                        deliveries.close(),
                        proofs.close()))
                .mapEmpty();
    }

    /** Closes every connection at once; what waits for one fails. For a stop whose time has passed. */
    public void abandon() {
        watch.closeAll();
    }
}
