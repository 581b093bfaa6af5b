package dev.rollcall.core.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.Connection;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets a deadline for everything that is asked of the database. When the server owes a result on a connection and sends
 * nothing, the connection is either busy or dead, and the two look the same from here. So the server is asked on a
 * fresh connection whether it is still working for the silent one. If it is not, or cannot be asked, the silent
 * connection is closed, together with the others from which nothing has been heard since. Whatever was waiting fails at
 * once as on a broken connection, and the pool opens new ones. Whatever the server says, a connection that is silent
 * for longer than a statement may take is closed.
 */
final class ConnectionWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);

    private static final long BETWEEN_LOOKS_MILLIS = 500;
    private static final Duration BETWEEN_OPINIONS = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final ServerProbe opinion;
    private final Duration patience;
    private final Duration longest;
    private final Runnable unreachable;
    private final Set<WatchedConnection> connections = ConcurrentHashMap.newKeySet();
    private final long timer;
    private boolean asking;
    private long asked = System.nanoTime() - BETWEEN_OPINIONS.toNanos();

    /**
     * Starts watching.
     *
     * @param patience after so much silence the server is asked
     * @param longest after so much silence a connection is closed, whatever the server says
     * @param unreachable told when connections were silent and the server could not be asked either
     */
    ConnectionWatch(Vertx vertx, ServerProbe opinion, Duration patience, Duration longest, Runnable unreachable) {
        this.vertx = vertx;
        this.opinion = opinion;
        this.patience = patience;
        this.longest = longest;
        this.unreachable = unreachable;
        this.timer = vertx.setPeriodic(BETWEEN_LOOKS_MILLIS, id -> look());
    }

    /** Takes a connection that a pool has just opened, and gives it to the pool. */
    void opened(SqlConnection connection) {
        Connection inner = ((SqlConnectionInternal) connection).unwrap();
        if (inner.unwrap() instanceof SocketConnectionBase socket) {
            WatchedConnection watched = WatchedConnection.on(socket);
            connections.add(watched);
            watched.whenClosed(() -> connections.remove(watched));
        }
        connection.close();
    }

    private synchronized void look() {
        long now = System.nanoTime();
        List<WatchedConnection> silent = connections.stream()
                .filter(connection -> connection.silence(now).compareTo(patience) >= 0)
                .toList();
        silent.stream()
                .filter(connection -> connection.silence(now).compareTo(longest) >= 0)
                .forEach(connection -> {
                    LOG.warn("a connection to the database said nothing for {} and is closed", longest);
                    connection.end();
                });
        if (silent.isEmpty() || asking || now - asked < BETWEEN_OPINIONS.toNanos()) {
            return;
        }
        asking = true;
        asked = now;
        opinion.atWork(silent.stream().map(WatchedConnection::processId).toList())
                .onComplete(answer -> judge(silent, answer, now));
    }

    private synchronized void judge(List<WatchedConnection> silent, AsyncResult<Set<Integer>> answer, long since) {
        asking = false;
        if (answer.failed() && !isUnreachable(answer.cause())) {
            LOG.warn("connections to the database are silent, and the server does not say why", answer.cause());
            return;
        }
        List<WatchedConnection> dead = silent.stream()
                .filter(connection -> !connection.isIdle() && !connection.wasHeardSince(since))
                .filter(connection -> answer.failed() || !answer.result().contains(connection.processId()))
                .toList();
        if (dead.isEmpty()) {
            return;
        }
        LOG.atWarn()
                .addKeyValue("connections", dead.size())
                .log(
                        answer.failed()
                                ? "connections to the database are silent and no other can be opened: they are closed"
                                : "connections to the database are silent and the server does not work for them: they"
                                        + " are closed");
        dead.forEach(connection -> connection.endUnlessHeardSince(since));
        // Those at rest went the same way, for all that is known; to find out would cost a request each.
        long quiet = since - patience.toNanos();
        connections.stream()
                .filter(connection -> connection.isIdle() && !connection.wasHeardSince(quiet))
                .forEach(WatchedConnection::end);
        if (answer.failed()) {
            unreachable.run();
        }
    }

    /** A server that says in time why it lets no client in is there; one that says that it is starting has lost all others. */
    private static boolean isUnreachable(Throwable failure) {
        String state = SqlErrors.sqlState(failure);
        return state == null || state.startsWith("57P") || state.startsWith("08");
    }

    /** Closes every connection at once, whatever waits for it: for a stop that may not wait any longer. */
    void closeAll() {
        connections.forEach(WatchedConnection::end);
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
