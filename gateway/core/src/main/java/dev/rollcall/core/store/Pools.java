package dev.rollcall.core.store;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the pools of one node: the same server, the same limits, each with a name and planner settings of its own. */
final class Pools {

    /** Statements in flight on one connection; a batch of a lane issues about twenty. */
    private static final int PIPELINING = 256;

    private static final int CACHED_STATEMENTS = 512;

    /** Characters; the default of 2,048 would leave the largest statements of the lanes unprepared. */
    private static final int CACHED_STATEMENT_LENGTH = 32_768;

    /** A connection that nobody has used for so long is closed. */
    private static final Duration IDLE = Duration.ofMinutes(10);

    /** After so long a connection is opened anew, so that what a server keeps for it does not grow for ever. */
    private static final Duration LIFE = Duration.ofHours(1);

    /**
     * After so long the server ends a transaction of which it hears nothing more: a gateway that it cannot hear any longer may hold
     * an organisation's lock in it, and what it does between two statements takes milliseconds.
     */
    private static final Duration ABANDONED = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final DatabaseUrl url;
    private final Database.Limits limits;

    Pools(Vertx vertx, DatabaseUrl url, Database.Limits limits) {
        this.vertx = DatabaseTransport.of(vertx);
        this.url = url;
        this.limits = limits;
    }

    /**
     * Makes a pool, whose connections are opened when first needed.
     *
     * @param planner settings of the server for these connections
     * @param watch sees to connections that fall silent; null leaves them to the time-out of the handshake, which then goes for
     *     every statement
     */
    Pool open(String name, int size, Map<String, String> planner, @Nullable ConnectionWatch watch) {
        ClientBuilder<Pool> pool = PgBuilder.pool()
                .using(vertx)
                .connectingTo(connectOptions(name, planner))
                .with(new PoolOptions()
                        .setName(name)
                        .setMaxSize(size)
                        .setMaxWaitQueueSize(limits.waiting())
                        .setConnectionTimeout((int) limits.patience().toMillis())
                        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setIdleTimeout((int) IDLE.toSeconds())
                        .setMaxLifetime((int) LIFE.toSeconds()));
        if (watch != null) {
            pool.withConnectHandler(watch::opened);
        }
        return pool.build();
    }

    private PgConnectOptions connectOptions(String name, Map<String, String> planner) {
        Map<String, String> properties = new HashMap<>(PgConnectOptions.DEFAULT_PROPERTIES);
        String patience = Long.toString(limits.statementTimeout().toMillis());
        properties.put("application_name", name);
        properties.put("statement_timeout", patience);
        properties.put("idle_in_transaction_session_timeout", Long.toString(ABANDONED.toMillis()));
        properties.put("tcp_user_timeout", Long.toString(ABANDONED.toMillis()));
        properties.put("tcp_keepalives_idle", "10");
        properties.put("tcp_keepalives_interval", "5");
        properties.put("tcp_keepalives_count", "2");
        // Compiling a plan costs more than any statement of the house takes.
        properties.put("jit", "off");
        properties.putAll(planner);
        return url.connectOptions()
                .setProperties(properties)
                .setPipeliningLimit(PIPELINING)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(CACHED_STATEMENTS)
                .setPreparedStatementCacheSqlLimit(CACHED_STATEMENT_LENGTH);
    }
}
