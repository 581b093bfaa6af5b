package dev.rollcall.server.delivery;

import dev.rollcall.delivery.feed.EventJson;
import dev.rollcall.delivery.feed.FeedEvent;
import dev.rollcall.delivery.feed.FeedWatch;
import dev.rollcall.delivery.feed.Reader;
import dev.rollcall.delivery.feed.Stretch;
import dev.rollcall.server.http.CallerContext;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Sends a feed as server-sent events: {@code id} is the cursor, {@code event} the type, {@code data} the event. It sends as fast as
 * the client reads. When nothing happens, an {@code id} alone shows that the connection is alive. The stream ends when the client
 * goes, the node stops, or after {@link #LIFE}, so that an expired token cannot go on reading: the client reconnects with
 * {@code Last-Event-ID}.
 */
final class EventStream {

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final int BATCH = 200;

    private final HttpServerResponse response;
    private final Reader reader;
    private final FeedWatch watch;
    private final long end = System.nanoTime() + LIFE.toNanos();
    private boolean gone;

    EventStream(RoutingContext context, Reader reader, FeedWatch watch) {
        this.response = context.response();
        context.addEndHandler(ended -> leave());
        this.reader = reader;
        this.watch = watch;
    }

    /** Begins behind this cursor; on the event loop of the request. */
    void begin(long cursor) {
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                // Compression would hold events back until there is enough of them.
                .putHeader("Content-Encoding", "identity")
                .putHeader("X-Accel-Buffering", "no");
        response.write("retry: 1000\n\n").onSuccess(v -> next(cursor)).onFailure(failure -> leave());
    }

    private void next(long cursor) {
        if (gone || watch.isClosed() || System.nanoTime() > end) {
            finish();
            return;
        }
        CallerContext.hop(reader.next(cursor, BATCH, HEARTBEAT))
                .compose(stretch -> response.write(text(stretch)).map(stretch.end()))
                .onSuccess(this::next)
                .onFailure(failure -> finish());
    }

    private static String text(Stretch stretch) {
        StringBuilder text = new StringBuilder();
        for (FeedEvent event : stretch.events()) {
            text.append("id: ")
                    .append(event.cursor())
                    .append("\nevent: ")
                    .append(event.recorded().event().type())
                    .append("\ndata: ")
                    .append(EventJson.of(event))
                    .append("\n\n");
        }
        if (stretch.events().isEmpty()) {
            text.append("id: ").append(stretch.end()).append("\n\n");
        }
        return text.toString();
    }

    private void finish() {
        reader.close();
        if (!gone) {
            gone = true;
            response.end();
        }
    }

    private void leave() {
        gone = true;
        reader.close();
    }
}
