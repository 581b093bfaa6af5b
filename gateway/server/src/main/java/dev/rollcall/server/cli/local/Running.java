package dev.rollcall.server.cli.local;

import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.log.Logging;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Stops what a command has started, the last one first, when the process is asked to end (Ctrl-C, SIGTERM). */
final class Running implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    Running() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAll, "stop"));
    }

    /** Starts a part. A process that is asked to end meanwhile waits until the part can be stopped. */
    synchronized <T extends AutoCloseable> T start(Supplier<T> starter) {
        if (stopped.getCount() == 0) {
            throw new CommandException("Stopped.");
        }
        T part = starter.get();
        parts.push(part);
        return part;
    }

    /** Waits until the process is asked to end. */
    void await() throws InterruptedException {
        stopped.await();
    }

    /** Stops what was started so far, for a start that failed half-way. */
    @Override
    public void close() {
        stopAll();
    }

    private synchronized void stopAll() {
        stopped.countDown();
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                // One part that does not stop must not keep the others, the database above all, from stopping.
                System.err.println("While stopping: " + e.getMessage());
            }
        }
        Logging.flush();
    }
}
