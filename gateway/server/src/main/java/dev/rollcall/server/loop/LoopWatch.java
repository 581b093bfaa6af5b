package dev.rollcall.server.loop;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks twenty times a second whether each event loop responds, and reports one that did not within a tenth of a second:
 * for how long, where in the code it was, and which request came to it last. A machine without a free processor looks the same.
 */
public final class LoopWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoopWatch.class);

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final long LONG_NANOS = Duration.ofMillis(100).toNanos();
    private static final String OURS = "dev.rollcall.";

    private final List<Loop> loops;
    private final Supplier<String> latest;
    private final Consumer<Duration> blocked;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "loop-watch");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Makes a watch that does not run yet.
     *
     * @param loops how many event loops there are
     * @param latest called on an event loop: the request that came to it last, in a few words
     * @param blocked learns how long a loop was blocked
     */
    public LoopWatch(Vertx vertx, int loops, Supplier<String> latest, Consumer<Duration> blocked) {
        this.latest = latest;
        this.blocked = blocked;
        // Contexts are given out round the loops, so that as many contexts are one on each.
        this.loops = IntStream.range(0, loops)
                .mapToObj(i -> new Loop(((VertxInternal) vertx).createEventLoopContext()))
                .toList();
    }

    public void start() {
        ScheduledFuture<?> unused = clock.scheduleAtFixedRate(
                () -> loops.forEach(Loop::look), PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private final class Loop {

        private final Context context;
        private @Nullable Thread thread;
        private boolean waits;
        private long asked;
        private String place = "";

        Loop(Context context) {
            this.context = context;
        }

        synchronized void look() {
            if (!waits) {
                waits = true;
                asked = System.nanoTime();
                context.runOnContext(v -> answered());
            } else if (place.isEmpty() && System.nanoTime() - asked > LONG_NANOS && thread != null) {
                place = place(thread);
            }
        }

        private synchronized void answered() {
            long took = System.nanoTime() - asked;
            thread = Thread.currentThread();
            waits = false;
            if (took > LONG_NANOS) {
                blocked.accept(Duration.ofNanos(took));
                LOG.atWarn()
                        .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(took))
                        .addKeyValue("request", latest.get())
                        .addKeyValue("place", place.isEmpty() ? "unknown" : place)
                        .log("an event loop was blocked");
            }
            place = "";
        }

        /** The innermost line of this program's code. */
        private static String place(Thread thread) {
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (frame.getClassName().startsWith(OURS)) {
                    return frame.getFileName() + ":" + frame.getLineNumber();
                }
            }
            return "none of this program";
        }
    }
}
