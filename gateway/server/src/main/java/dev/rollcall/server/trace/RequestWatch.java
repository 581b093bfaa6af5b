package dev.rollcall.server.trace;

import dev.rollcall.server.http.Exchange;
import dev.rollcall.trace.Recorder;
import dev.rollcall.trace.Recording;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes those SCIM requests on to the recorder that are to be kept: all that write, were refused or failed, or deviated from the
 * RFC, and a share of the others. A request without a credential of a directory is not kept, because any client can write a
 * directory's id into a path. Shared by all event loops.
 */
public final class RequestWatch {

    /** Not the credential. */
    private static final List<String> HEADERS =
            List.of("User-Agent", "Content-Type", "Accept", "If-Match", "If-None-Match");

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int LONGEST_HEADER = 200;
    private static final long SECOND = 1_000_000_000;

    /** Requests that are refused for want of room, or of a credential: a flood of them is no reason to write more. */
    private static final int FLOOD = 10;

    private static final Set<Integer> CHEAP = Set.of(401, 429, 503);

    private final Recorder recorder;
    private final boolean records;
    private final int reads;
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicLong second = new AtomicLong();
    private final AtomicInteger flood = new AtomicInteger();

    /**
     * Takes where to.
     *
     * @param records whether entries are kept at all; else it is only counted what left the RFC
     * @param reads of how many reads that succeed one is kept; 0 for none
     */
    RequestWatch(Recorder recorder, boolean records, int reads) {
        this.recorder = recorder;
        this.records = records;
        this.reads = reads;
    }

    /** For routes of SCIM: takes the request when it is answered. */
    public void watch(RoutingContext context) {
        context.addEndHandler(done -> answered(context));
        context.next();
    }

    private void answered(RoutingContext context) {
        Exchange exchange = Exchange.of(context);
        HttpServerRequest request = context.request();
        int status = context.response().getStatusCode();
        boolean kept = records && isKept(request.method().name(), status, exchange);
        if (!kept && !exchange.notes().hasDeviations()) {
            return;
        }
        exchange.directory()
                .ifPresent(directory -> recorder.take(new Recording(
                        exchange.requestId(),
                        exchange.organisation().orElse(null),
                        directory,
                        exchange.provider(),
                        exchange.began(),
                        request.method().name(),
                        request.uri(),
                        RequestKinds.of(request.method().name(), exchange.route()),
                        headers(request),
                        status,
                        exchange.nanos(),
                        request.bytesRead(),
                        context.response().bytesWritten(),
                        exchange.notes(),
                        kept)));
    }

    private boolean isKept(String method, int status, Exchange exchange) {
        if (CHEAP.contains(status)) {
            return isAmongFirst();
        }
        if (!READS.contains(method) || status >= 400 || exchange.notes().hasDeviations()) {
            return true;
        }
        return reads > 0 && Math.floorMod(read.getAndIncrement(), reads) == 0;
    }

    /** Of this second. */
    private boolean isAmongFirst() {
        long now = System.nanoTime() / SECOND;
        if (second.getAndSet(now) != now) {
            flood.set(0);
        }
        return flood.incrementAndGet() <= FLOOD;
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            String value = request.getHeader(name);
            if (value != null) {
                headers.put(name, value.substring(0, Math.min(value.length(), LONGEST_HEADER)));
            }
        }
        return headers;
    }
}
