package dev.rollcall.console.live;

import dev.rollcall.console.api.ApiProblem;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One part of an open page. It is sent as the event {@code now} when it has changed; the event {@code ended} says that the viewer
 * may not see it any more, or that it is gone.
 */
final class Follower {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    private static final long HEARTBEAT_NANOS = Duration.ofSeconds(10).toNanos();

    /** So often it is looked at though nothing has changed: the session may have ended, and some of what is shown depends on the hour. */
    private static final long ANYWAY_NANOS = Duration.ofMinutes(5).toNanos();

    static final String TYPE = "text/event-stream";
    static final String ENDED = "event: ended\ndata:\n\n";

    private final Context context;
    private final HttpServerResponse response;
    private final Supplier<Future<Sight>> look;
    private String shown;
    private @Nullable Long mark;
    private long looked = System.nanoTime();
    private long told = System.nanoTime();
    private boolean isLooking;
    private volatile boolean gone;

    /** On the event loop of the request. */
    Follower(RoutingContext request, String shown, Supplier<Future<Sight>> look) {
        this.context = Objects.requireNonNull(Vertx.currentContext());
        this.response = request.response();
        this.shown = shown;
        this.look = look;
    }

    void begin() {
        response.setChunked(true)
                .putHeader("Content-Type", TYPE)
                .putHeader("Cache-Control", "no-store")
                // Compression would hold events back until there is enough of them.
                .putHeader("Content-Encoding", "identity")
                .putHeader("X-Accel-Buffering", "no");
        write("retry: 1000\n\n");
    }

    /** Nothing is written to it any more. */
    void left() {
        gone = true;
    }

    /** Nothing may have happened as long as the mark is the same. */
    void beat(@Nullable Long now) {
        context.runOnContext(turn -> {
            long nanos = System.nanoTime();
            if (!Objects.equals(mark, now) || nanos - looked > ANYWAY_NANOS) {
                // While it is being looked at, the mark stays the former one, so that the next beat looks again.
                mark = isLooking ? mark : now;
                look();
            } else if (nanos - told > HEARTBEAT_NANOS) {
                write(":\n\n");
            }
        });
    }

    private void look() {
        if (gone || isLooking) {
            return;
        }
        isLooking = true;
        looked = System.nanoTime();
        look.get().onComplete(done -> {
            isLooking = false;
            if (done.failed()) {
                refused(done.cause());
            } else if (!done.result().stamp().equals(shown)) {
                shown = done.result().stamp();
                write(event("now", done.result().html().get()));
            }
        });
    }

    private void refused(Throwable failure) {
        if (isOver(failure)) {
            write(ENDED);
        } else {
            LOG.atInfo().addKeyValue("cause", String.valueOf(failure)).log("a part of an open page could not be made");
        }
        end();
    }

    /** Whether there is nothing to come back for, because whoever looks may not see it any more or it is gone. */
    static boolean isOver(Throwable failure) {
        return failure instanceof ApiProblem problem && problem.status() < 500 && problem.status() != 429;
    }

    private static String event(String name, String html) {
        return html.lines().collect(Collectors.joining("\ndata: ", "event: " + name + "\ndata: ", "\n\n"));
    }

    private void write(String text) {
        if (response.writeQueueFull()) {
            // Nobody reads.
            end();
        } else if (!gone) {
            told = System.nanoTime();
            response.write(text);
        }
    }

    /** The page comes back for another stream. */
    void end() {
        context.runOnContext(turn -> {
            if (!gone) {
                gone = true;
                response.end();
            }
        });
    }
}
