package dev.rollcall.spi.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs scripts in parallel, a fixed number at a time. A script that gets an unexpected response ends; the others continue. */
public final class ScriptRunner implements AutoCloseable {

    private final int size;
    private final ExecutorService threads;

    public ScriptRunner(int size) {
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, "simulated-idp");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Plays the script once for each and returns when the last one is through.
     *
     * @throws IdpTransport.WireException when the gateway stayed silent in one of them; those not begun are left out then
     */
    public <T> void each(List<T> among, Consumer<T> script) {
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<?>> hands = new ArrayList<>();
        for (int i = 0; i < Math.min(size, among.size()); i++) {
            hands.add(threads.submit(() -> work(among, script, next, stop)));
        }
        hands.forEach(ScriptRunner::await);
    }

    private static <T> void work(List<T> among, Consumer<T> script, AtomicInteger next, AtomicBoolean stop) {
        boolean through = false;
        try {
            for (int i = next.getAndIncrement(); i < among.size() && !stop.get(); i = next.getAndIncrement()) {
                play(among.get(i), script);
            }
            through = true;
        } finally {
            if (!through) {
                stop.set(true);
            }
        }
    }

    private static <T> void play(T of, Consumer<T> script) {
        try {
            script.accept(of);
        } catch (ScriptEnded ended) {
            // The wire has been told why; nothing that follows in this script would make sense.
        }
    }

    private static void await(Future<?> hand) {
        try {
            hand.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the simulation was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends what still runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
