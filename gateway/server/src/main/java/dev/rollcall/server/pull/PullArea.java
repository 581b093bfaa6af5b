package dev.rollcall.server.pull;

import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.secret.Keys;
import dev.rollcall.core.store.Database;
import dev.rollcall.pull.Puller;
import dev.rollcall.pull.Puller.Operator;
import dev.rollcall.pull.source.Passes;
import dev.rollcall.pull.source.RequestLog;
import dev.rollcall.pull.source.Seal;
import dev.rollcall.pull.source.Source;
import dev.rollcall.pull.source.Sources;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.pull.SourceSettings.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Directories that are read: what a node does for them in the background, and the routes. */
public final class PullArea implements Area {

    private static final String SOURCE = RouteTable.DIRECTORY + "/source";
    private static final String NOTIFICATIONS = "/notifications/";
    private static final String SYNCS = RouteTable.DIRECTORY + "/syncs";

    private final ApiParts api;
    private final Sources sources;
    private final Passes passes;
    private final Puller puller;

    /**
     * Takes what it needs.
     *
     * @param keys seal the secrets of sources
     * @param requests is told of what is read
     * @param adapters by provider
     */
    public PullArea(
            Vertx vertx,
            Config config,
            Database database,
            ApiParts api,
            Keys keys,
            RequestLog requests,
            Map<String, Adapter> adapters) {
        this.api = api;
        this.sources = new Sources(database.reads(), new Seal(keys), api.time());
        this.passes = new Passes(database.reads(), api.time());
        Pace pace = new Pace(config.get(Settings.PULL_CALLS), Duration.ofMillis(config.get(Settings.PULL_FIRST_PAUSE)));
        this.puller = new Puller(
                vertx,
                database.reads(),
                api.provisioning(),
                sources,
                passes,
                adapters,
                new Operator(
                        config.get(Settings.PULL_ORIGIN).orElse(null),
                        pace,
                        config.get(Settings.PULL_IDENTITY).orElse(null),
                        notifications(config)),
                requests,
                api.time());
    }

    /** Providers call only by https, but for a stand-in on this machine. */
    private static @Nullable String notifications(Config config) {
        String url = config.get(Settings.SERVER_PUBLIC_URL);
        boolean isReached = url.startsWith("https://")
                || (url.startsWith("http://")
                        && config.get(Settings.PULL_ORIGIN).isPresent());
        return isReached ? url + NOTIFICATIONS : null;
    }

    @Override
    public Future<Optional<String>> obstacle(Directory directory) {
        return sources.find(directory.orgId(), directory.id())
                .map(found -> found.filter(source -> source.state() != Source.State.READY)
                        .map(SourceJson::obstacle));
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        SourceHandlers source = new SourceHandlers(api, sources, passes, puller);
        routes.on(HttpMethod.GET, SOURCE, Access.READ, source::show);
        routes.on(HttpMethod.PUT, SOURCE, Access.ADMINISTER_DIRECTORIES, source::set);
        routes.on(HttpMethod.DELETE, SOURCE, Access.ADMINISTER_DIRECTORIES, source::remove);
        routes.on(HttpMethod.POST, SOURCE + "/check", Access.ADMINISTER_DIRECTORIES, source::check);
        SyncHandlers syncs = new SyncHandlers(api, sources, passes);
        routes.on(HttpMethod.GET, SYNCS, Access.READ, syncs::list);
        routes.on(HttpMethod.POST, SYNCS, Access.ADMINISTER_DIRECTORIES, syncs::ask);
        routes.on(HttpMethod.GET, SYNCS + "/:sync", Access.READ, syncs::show);
        NotificationHandler notifications = new NotificationHandler(vertx, puller);
        routes.on(HttpMethod.POST, NOTIFICATIONS + ":directory", Access.ANYBODY, notifications::take);
    }

    @Override
    public void start() {
        puller.start();
    }

    @Override
    public Future<Void> stop() {
        return puller.stop();
    }
}
