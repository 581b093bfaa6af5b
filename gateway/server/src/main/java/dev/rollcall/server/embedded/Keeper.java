package dev.rollcall.server.embedded;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the server running: starts it again whenever its process has ended, as often as it takes. */
final class Keeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final long BETWEEN_LOOKS_MILLIS = 1_000;

    private final ServerProcess server;
    private final ProcessBuilder.Redirect log;
    private final Thread thread = new Thread(this::keep, "postgresql-keeper");
    private volatile boolean closed;

    Keeper(ServerProcess server, ProcessBuilder.Redirect log) {
        this.server = server;
        this.log = log;
        thread.setDaemon(true);
    }

    Keeper start() {
        thread.start();
        return this;
    }

    private void keep() {
        try {
            while (!closed) {
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
                if (!closed && server.find().isEmpty()) {
                    restart();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void restart() throws InterruptedException {
        LOG.warn("The embedded PostgreSQL has ended and is started again; what was committed is kept");
        try {
            server.start(log);
            LOG.info("The embedded PostgreSQL runs again");
        } catch (IOException e) {
            // What it left behind, such as its other processes, goes in a moment.
            LOG.warn("The embedded PostgreSQL did not start: {}; it is tried again", e.getMessage());
        }
    }

    /** Looks no more; when this returns, no start is under way. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
