package dev.rollcall.server.trace;

import dev.rollcall.core.store.Database;
import dev.rollcall.pull.source.RequestLog;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.management.Metrics;
import dev.rollcall.server.scim.Rehearsals;
import dev.rollcall.trace.Recorder;
import dev.rollcall.trace.RecordingObserver;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The request log of a node: records SCIM requests and their outcomes, and shows them. */
public final class TraceArea implements Area {

    /** Bytes of requests and responses that may wait to be written. */
    private static final long QUEUE_BYTES = 64L * 1024 * 1024;

    private static final String REQUESTS = RouteTable.ORGANISATION + "/requests";
    private static final String REQUEST = REQUESTS + "/:request";

    private final Recorder recorder;
    private final RequestWatch watch;
    private final RequestHandlers handlers;
    private final ReplayHandlers replays;
    private final ReadingLog readings;

    private TraceArea(
            Recorder recorder,
            RequestWatch watch,
            RequestHandlers handlers,
            ReplayHandlers replays,
            ReadingLog readings) {
        this.recorder = recorder;
        this.watch = watch;
        this.handlers = handlers;
        this.replays = replays;
        this.readings = readings;
    }

    /**
     * Makes the area.
     *
     * @param rehearsals finds out what a recorded request would do now
     */
    public static TraceArea of(
            Vertx vertx, Config config, Database database, ApiParts api, Rehearsals rehearsals, Metrics metrics) {
        Recorder recorder = new Recorder(vertx, database.reads(), limits(config), new RecordingObserver() {
            @Override
            public void written(int entries) {
                metrics.recorded(entries);
            }

            @Override
            public void dropped(int entries) {
                metrics.recordsDropped(entries);
            }
        });
        RequestWatch watch =
                new RequestWatch(recorder, config.get(Settings.TRACE_RECORD), config.get(Settings.TRACE_READS));
        RequestHandlers handlers = new RequestHandlers(api);
        ReadingLog readings = new ReadingLog(
                recorder, config.get(Settings.TRACE_RECORD), config.get(Settings.TRACE_QUEUE), api.time());
        return new TraceArea(recorder, watch, handlers, new ReplayHandlers(api, handlers, rehearsals), readings);
    }

    /** What readings of directories are told to. */
    public RequestLog readings() {
        return readings;
    }

    private static Recorder.Limits limits(Config config) {
        return new Recorder.Limits(
                config.get(Settings.TRACE_DAYS),
                config.get(Settings.TRACE_QUEUE),
                QUEUE_BYTES,
                config.get(Settings.TRACE_ENTRY),
                config.get(Settings.TRACE_VALUES));
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        routes.on(HttpMethod.GET, REQUESTS, Access.READ, handlers::list);
        routes.on(HttpMethod.GET, REQUEST, Access.READ, handlers::show);
        routes.on(HttpMethod.GET, REQUEST + "/bundle", Access.READ, handlers::bundle);
        routes.on(HttpMethod.POST, REQUEST + "/replay", Access.ADMINISTER_DIRECTORIES, replays::replay);
    }

    @Override
    public Optional<Handler<RoutingContext>> watch() {
        return Optional.of(watch::watch);
    }

    @Override
    public void start() {
        recorder.start();
    }

    @Override
    public Future<Void> stop() {
        return recorder.stop();
    }

    /** Done when what was answered before is written. */
    public Future<Void> write() {
        return recorder.write();
    }
}
