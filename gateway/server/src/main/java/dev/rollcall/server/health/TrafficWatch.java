package dev.rollcall.server.health;

import dev.rollcall.core.admin.directory.DirectoryTraffic;
import dev.rollcall.core.admin.directory.DirectoryTraffic.Failure;
import dev.rollcall.core.admin.directory.DirectoryTraffic.News;
import dev.rollcall.core.admin.directory.DirectoryTraffic.Seen;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Exchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the requests of directories and the responses to them. A request costs an entry in a map; every few seconds one statement
 * writes all that has gathered. Entries that a node had not written when it was killed are lost, which does no harm. Thread-safe.
 */
public final class TrafficWatch {

    private static final Logger LOG = LoggerFactory.getLogger(TrafficWatch.class);

    /** So many directories are kept in mind between two writes. */
    private static final int MOST = 10_000;

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Vertx vertx;
    private final DirectoryTraffic traffic;
    private final DatabaseCircuit circuit;
    private final InstantSource time;
    private final ConcurrentHashMap<UUID, News> gathered = new ConcurrentHashMap<>();

    public TrafficWatch(Vertx vertx, DirectoryTraffic traffic, DatabaseCircuit circuit, InstantSource time) {
        this.vertx = vertx;
        this.traffic = traffic;
        this.circuit = circuit;
        this.time = time;
    }

    /** Writes from now on, this often. */
    public void start(Duration pause) {
        vertx.setPeriodic(pause.toMillis(), timer -> write());
    }

    /**
     * For routes of SCIM: notes the request before the first byte of its answer leaves. What shows no credential of a directory says
     * nothing about it: any client may write its id into a path.
     */
    public void watch(RoutingContext context) {
        context.addHeadersEndHandler(done -> {
            Exchange exchange = Exchange.of(context);
            int status = context.response().getStatusCode();
            exchange.directory()
                    .ifPresent(
                            id -> note(ObservedRequest.of(id, asked(context, exchange), status), exchange.requestId()));
        });
        context.next();
    }

    private static ObservedRequest.Asked asked(RoutingContext context, Exchange exchange) {
        return new ObservedRequest.Asked(
                READS.contains(context.request().method()),
                context.pathParam("id") != null,
                exchange.route().endsWith("/ServiceProviderConfig"),
                exchange.asked().orElse(null));
    }

    private void note(ObservedRequest sighting, UUID requestId) {
        if (gathered.mappingCount() >= MOST && !gathered.containsKey(sighting.directoryId())) {
            return;
        }
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        gathered.compute(sighting.directoryId(), (id, before) -> add(before, sighting, now, requestId));
    }

    private static News add(@Nullable News before, ObservedRequest sighting, Instant now, UUID requestId) {
        Seen seen = before == null ? Seen.NOTHING : before.seen();
        ObservedRequest.Kind kind = sighting.kind();
        Instant firstProbe = seen.firstProbe() == null && sighting.probe() ? now : seen.firstProbe();
        return new News(
                sighting.directoryId(),
                sighting.success() || (before != null && before.succeeded()),
                new Seen(
                        firstProbe,
                        sighting.probe() ? now : seen.lastProbe(),
                        sighting.admitted() ? now : seen.lastRequest(),
                        sighting.write() && sighting.success() ? now : seen.lastChange(),
                        sighting.success() ? 0 : seen.failures() + (kind == null ? 0 : 1),
                        kind == null ? seen.failure() : new Failure(kind.word(), now, requestId),
                        null));
    }

    /** Done when what has gathered is written; never fails. */
    public Future<Void> write() {
        List<News> news = take();
        return news.isEmpty()
                ? Future.succeededFuture()
                : circuit.call(() -> traffic.tell(news)).recover(failure -> {
                    LOG.debug("traffic of {} directories was not noted", news.size());
                    return Future.succeededFuture();
                });
    }

    private List<News> take() {
        List<News> news = new ArrayList<>();
        for (UUID id : gathered.keySet()) {
            News taken = gathered.remove(id);
            if (taken != null) {
                news.add(taken);
            }
        }
        return news;
    }
}
