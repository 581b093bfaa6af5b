package dev.rollcall.core.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks the server, on a connection opened for this purpose, what it is doing for other connections that have fallen silent. */
final class ServerProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(6);

    /**
     * At work is who computes or waits inside the server. Who waits for its client has answered, or never heard the question: either
     * way the connection does not carry. Without track_activities nothing can be said, so it counts as at work.
     */
    private static final String AT_WORK = """
        SELECT a.pid,
               coalesce(a.state IN ('active', 'fastpath function call', 'disabled'), true)
                   AND coalesce(a.wait_event_type, '') <> 'Client' AS at_work
        FROM pg_stat_activity a
        WHERE a.pid IN (%s) OR a.pid = pg_backend_pid()
        """;

    private final Supplier<Pool> opener;

    /**
     * Takes what it needs.
     *
     * @param opener makes a pool of one connection that nobody else has
     */
    ServerProbe(Supplier<Pool> opener) {
        this.opener = opener;
    }

    /**
     * The processes that are at work, of these; all of them when a pooler stands between, for then their numbers are the pooler's.
     * Fails when the server cannot be asked, after at most a few seconds.
     */
    Future<Set<Integer>> atWork(Collection<Integer> processIds) {
        String ids = processIds.stream().map(String::valueOf).collect(Collectors.joining(", "));
        Pool pool = opener.get();
        return pool.withConnection(connection -> connection
                        .query(AT_WORK.formatted(ids))
                        .execute()
                        .map(rows -> {
                            Set<Integer> found = new HashSet<>();
                            boolean direct = false;
                            for (Row row : rows) {
                                direct |= row.getInteger("pid") == ((PgConnection) connection).processId();
                                if (Boolean.TRUE.equals(row.getBoolean("at_work"))) {
                                    found.add(row.getInteger("pid"));
                                }
                            }
                            return direct ? found : new HashSet<>(processIds);
                        }))
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(done -> pool.close());
    }
}
