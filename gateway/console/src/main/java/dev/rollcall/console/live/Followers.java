package dev.rollcall.console.live;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Updates the live parts of all pages that are open at a node. On each beat, one query serves all of them. Thread-safe. */
public final class Followers {

    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);

    /** What an administrator waits for is seen within a second. */
    private static final long BEAT_MILLIS = 800;

    /** Open parts at once: each holds a connection of the server. */
    private static final int MOST = 2_000;

    private static final String SOON = "5";

    private final Vertx vertx;
    private final Pulse pulse;
    private final Map<Subject, Set<Follower>> open = new ConcurrentHashMap<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean closed;
    private long timer = -1;

    public Followers(Vertx vertx, Pulse pulse) {
        this.vertx = vertx;
        this.pulse = pulse;
    }

    public void start() {
        timer = vertx.setPeriodic(BEAT_MILLIS, tick -> beat());
    }

    /**
     * Answers with the stream of a part. Only for whom may see it.
     *
     * @param shown the stamp of what the page shows already
     * @param look what there is to show, asked with the rights of whoever looks; fails when they have none any more
     */
    public void follow(RoutingContext context, Subject subject, String shown, Supplier<Future<Sight>> look) {
        if (closed || count() >= MOST) {
            context.response().setStatusCode(503).putHeader("Retry-After", SOON).end();
            return;
        }
        Follower follower = new Follower(context, shown, look);
        open.compute(subject, (same, present) -> {
            Set<Follower> all = present == null ? ConcurrentHashMap.newKeySet() : present;
            all.add(follower);
            return all;
        });
        context.addEndHandler(ended -> leave(subject, follower));
        follower.begin();
        if (closed) {
            follower.end();
        }
    }

    /** Answers a page that wants to follow what it may not see, or what cannot be asked for just now. */
    public static void refuse(RoutingContext context, Throwable failure) {
        if (Follower.isOver(failure)) {
            context.response().putHeader("Content-Type", Follower.TYPE).end(Follower.ENDED);
        } else {
            context.response().setStatusCode(503).putHeader("Retry-After", SOON).end();
        }
    }

    private void leave(Subject subject, Follower follower) {
        follower.left();
        open.computeIfPresent(subject, (same, all) -> {
            all.remove(follower);
            return all.isEmpty() ? null : all;
        });
    }

    private int count() {
        return open.values().stream().mapToInt(Set::size).sum();
    }

    private void beat() {
        if (open.isEmpty() || !asking.compareAndSet(false, true)) {
            return;
        }
        Set<Subject> subjects = Set.copyOf(open.keySet());
        pulse.marks(subjects).onComplete(done -> {
            asking.set(false);
            if (done.succeeded()) {
                subjects.forEach(subject -> {
                    @Nullable Long mark = done.result().get(subject);
                    each(subject, follower -> follower.beat(mark));
                });
            } else {
                LOG.atInfo()
                        .addKeyValue("cause", String.valueOf(done.cause()))
                        .log("open pages cannot be told what happens");
                // Each comes back, is told that it cannot be served, and says so on its page.
                subjects.forEach(subject -> each(subject, Follower::end));
            }
        });
    }

    private void each(Subject subject, Consumer<Follower> what) {
        open.getOrDefault(subject, Set.of()).forEach(what);
    }

    /** Ends all streams, and takes no other: their pages go on at another node. */
    public void close() {
        closed = true;
        vertx.cancelTimer(timer);
        open.keySet().forEach(subject -> each(subject, Follower::end));
    }
}
