package dev.rollcall.server.node;

import dev.rollcall.core.admin.InstallationCounts.Counts;
import dev.rollcall.core.store.Database;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.expression.Expression;
import dev.rollcall.server.auth.OwnerOnly;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Setting;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.health.Diagnosis;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.loop.LoopWatch;
import dev.rollcall.server.management.ManagementServer;
import dev.rollcall.server.management.Metrics;
import dev.rollcall.server.management.Readiness;
import dev.rollcall.server.tls.BadCertificate;
import dev.rollcall.server.tls.CertificateFiles;
import dev.rollcall.server.tls.CertificateWatch;
import dev.rollcall.server.version.Version;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running gateway node: started and stopped in order. The database is migrated before it starts. */
public final class Gateway implements AutoCloseable {

    /** Later than what a process does first, and than many short-lived ones live. */
    private static final Duration EXPRESSIONS_AFTER = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final long START_SECONDS = 60;
    private static final Duration LAST_MOMENT = Duration.ofSeconds(2);
    private static final Duration TRAFFIC_PAUSE = Duration.ofSeconds(10);
    private static final Duration CENSUS_PAUSE = Duration.ofSeconds(30);

    private final Config config;
    private final Vertx vertx;
    private final Metrics metrics = new Metrics();
    private final Readiness readiness = new Readiness();
    private final Parts parts;
    private final BackgroundTasks tasks;
    private final LoopWatch loops;
    private final List<HttpVerticle> servers = new ArrayList<>();

    private Optional<CertificateWatch> tls = Optional.empty();
    private int managementPort;

    private Gateway(Config config, DatabaseUrl databaseUrl, ServerKey keys) {
        ServerKey key = DatabaseKey.require(databaseUrl, keys);
        this.config = config;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setWorkerPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setEventLoopPoolSize(config.get(Settings.SERVER_INSTANCES) + 1));
        this.loops =
                new LoopWatch(vertx, config.get(Settings.SERVER_INSTANCES) + 1, Exchange::latest, metrics::loopBlocked);
        this.parts = Parts.of(vertx, config, databaseUrl, limits(config), key, metrics);
        this.tasks = new BackgroundTasks(vertx, config, parts);
    }

    /**
     * Starts a node and returns when it serves. Blocks: not for an event loop.
     *
     * @throws StartException a port is taken, the key in use on the database is not among these, or the database does not give its connections
     */
    public static Gateway start(Config config, DatabaseUrl databaseUrl, ServerKey key) {
        Gateway gateway = new Gateway(config, databaseUrl, key);
        try {
            gateway.open();
            return gateway;
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    private void open() {
        tls = certificate();
        readiness
                .check("database", parts.circuit()::proof)
                .check(
                        "circuit",
                        () -> parts.circuit().isOpen() ? Future.failedFuture("open") : Future.succeededFuture());
        readiness.check("key", parts.keyWatch()::proof);
        if (parts.replica().isThere()) {
            readiness.tell("replica", () -> parts.replica().isUsed() ? "in use" : "behind or away");
        }
        replicaGauges();
        gauges();
        managementPort = bound(
                        ManagementServer.start(vertx, config, readiness, metrics),
                        Settings.MANAGEMENT_HOST,
                        Settings.MANAGEMENT_PORT)
                .actualPort();
        warmUp();
        parts.idempotency().clean(vertx);
        bound(listen(), Settings.SERVER_HOST, Settings.SERVER_PORT);
        parts.domainWatch().start();
        parts.traffic().start(TRAFFIC_PAUSE);
        parts.census().start(CENSUS_PAUSE);
        parts.waiting().start(CENSUS_PAUSE);
        tasks.start();
        parts.keyWatch().start();
        parts.replica().start();
        parts.areas().start();
        tls.ifPresent(watch -> watch.start(Duration.ofSeconds(config.get(Settings.TLS_RELOAD)), servers.get(0)::show));
        loops.start();
        readiness.serving(true);
        vertx.setTimer(EXPRESSIONS_AFTER.toMillis(), timer -> loadExpressions());
        LOG.atInfo()
                .addKeyValue("version", Version.current().number())
                .addKeyValue("revision", Version.current().revision())
                .addKeyValue("port", port())
                .addKeyValue("managementPort", managementPort)
                .addKeyValue("nativeTransport", vertx.isNativeTransportEnabled())
                .log("serving");
    }

    private Optional<CertificateWatch> certificate() {
        try {
            Optional<CertificateFiles> files = CertificateFiles.of(config);
            if (files.isEmpty()) {
                return Optional.empty();
            }
            OwnerOnly.exposure(files.get().key()).ifPresent(LOG::warn);
            return Optional.of(CertificateWatch.of(vertx, files.get()));
        } catch (BadCertificate e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private void replicaGauges() {
        metrics.gauge(
                "rollcall.database.replica.used",
                "1 while lists are read from a replica, 0 while the primary serves them",
                Tags.empty(),
                () -> parts.replica().isUsed() ? 1 : 0);
        metrics.gauge(
                "rollcall.database.replica.behind",
                "Seconds since the newest mark that was seen on the replica; about one while it keeps up, 0 without a replica",
                Tags.empty(),
                () -> parts.replica().behind().toMillis() / 1_000.0);
        metrics.total(
                "rollcall.database.replica.reads",
                "Lists by the server that they were read from",
                Tags.of("server", "replica"),
                () -> parts.replica().there());
        metrics.total(
                "rollcall.database.replica.reads",
                "Lists by the server that they were read from",
                Tags.of("server", "primary"),
                () -> parts.replica().here());
    }

    private void gauges() {
        metrics.gauge(
                "rollcall.database.circuit.open",
                "1 while requests are refused because the database was lost",
                Tags.empty(),
                () -> parts.circuit().isOpen() ? 1 : 0);
        Map.of(
                        "writes", parts.database().writes(),
                        "reads", parts.database().reads(),
                        "logins", parts.database().logins(),
                        "large", parts.database().large())
                .forEach((name, pool) -> metrics.gauge(
                        "rollcall.database.connections", "Open connections", Tags.of("pool", name), pool::size));
        metrics.gauge(
                "rollcall.tls.certificate.ends",
                "When the certificate in use expires, in seconds since 1970; NaN if there is none",
                Tags.empty(),
                () -> tls.isEmpty() ? Double.NaN : tls.get().ends());
        metrics.gauge(
                "rollcall.tls.certificate.behind",
                "1 while the certificate files cannot be used and the former certificate stays in use",
                Tags.empty(),
                () -> tls.isPresent() && tls.get().isBehind() ? 1 : 0);
        metrics.gauge(
                "rollcall.held.people",
                "People who wait for a decision about a mass change of a directory",
                Tags.empty(),
                () -> parts.census().held());
        waiting("rollcall.holds", "Holds in force", Tags.empty(), Counts::holds);
        String domains = "Domains of all organisations";
        waiting("rollcall.domains", domains, Tags.of("state", "claimed"), Counts::claimed);
        waiting("rollcall.domains", domains, Tags.of("state", "verified"), Counts::verified);
        waiting("rollcall.domains", domains, Tags.of("state", "lost"), Counts::lost);
        waiting("rollcall.mails.waiting", "Welcome mails that wait to be sent", Tags.empty(), Counts::mails);
        for (String provider : Adapters.byProvider().keySet()) {
            for (String state : Diagnosis.STATES) {
                metrics.gauge(
                        "rollcall.directories",
                        "Directories in preview or active, by their health",
                        Tags.of("provider", provider, "health", state),
                        () -> parts.census().of(provider, state));
            }
        }
    }

    private void waiting(String name, String help, Tags tags, ToLongFunction<Counts> which) {
        metrics.gauge(name, help, tags, () -> parts.waiting().of(which));
    }

    /** One HTTP server for each instance, all on one port; for a free one, Vert.x wants a negative number to share it. */
    private Future<?> listen() {
        int port = config.get(Settings.SERVER_PORT) == 0 ? -1 : config.get(Settings.SERVER_PORT);
        DeploymentOptions one = new DeploymentOptions();
        List<Future<String>> deployments = new ArrayList<>();
        for (int i = 0; i < config.get(Settings.SERVER_INSTANCES); i++) {
            HttpVerticle server = new HttpVerticle(config, port, parts::routes, tls, metrics::slowRequest);
            servers.add(server);
            deployments.add(vertx.deployVerticle(server, one));
        }
        return Future.all(deployments);
    }

    /** The first expression of a process loads the compiler of them all, for which no event loop is to stand still. */
    private void loadExpressions() {
        vertx.executeBlocking(() -> Expression.ofUser("user.userName.startsWith('a')"), false)
                .onFailure(failure -> LOG.warn("the compiler of expressions cannot be loaded", failure));
    }

    private void warmUp() {
        try {
            parts.database().warmUp().await(START_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new StartException(
                    "The database does not provide the " + limits(config).connections()
                            + " connections that this gateway is configured to use: " + e.getMessage()
                            + ". Raise max_connections there, or lower the settings database.*-connections here.",
                    e);
        }
    }

    private <T> T bound(Future<T> listening, Setting<String> host, Setting<Integer> port) {
        try {
            return listening.await(START_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            // With the native transport a taken port is no BindException, so what the system said is passed on.
            throw new StartException(
                    "Port " + config.get(port) + " on " + config.get(host) + " cannot be used (" + e.getMessage()
                            + "). If another program listens there, stop it, or choose another port with the setting "
                            + port.key() + " (" + port.variable() + ").",
                    e);
        }
    }

    private static Database.Limits limits(Config config) {
        return new Database.Limits(
                config.get(Settings.DATABASE_WRITES),
                config.get(Settings.DATABASE_READS),
                config.get(Settings.DATABASE_LOGINS),
                config.get(Settings.DATABASE_LARGE),
                config.get(Settings.DATABASE_WAITING),
                Duration.ofSeconds(config.get(Settings.DATABASE_WAIT)),
                Duration.ofSeconds(config.get(Settings.DATABASE_TIMEOUT)),
                Duration.ofSeconds(config.get(Settings.DATABASE_SILENCE)));
    }

    /** Where SCIM, API and console are served. */
    public int port() {
        return servers.get(0).actualPort();
    }

    /** Where health and metrics are served. */
    public int managementPort() {
        return managementPort;
    }

    /** For what a command does beside serving. */
    public Parts parts() {
        return parts;
    }

    /** That of the node. */
    public Vertx vertx() {
        return vertx;
    }

    /**
     * Stops in order: readiness says no and requests are served on, each as the last of its connection, so that a load balancer notices;
     * requests under way end, what was accepted is committed, connections close. What is not done within the grace, because a database
     * says nothing, is given up: it was not answered, so it may be sent again.
     */
    @Override
    public void close() {
        if (readiness.serving(false)) {
            LOG.info("draining");
            parts.drain().begin();
            int delay = config.get(Settings.SERVER_DRAIN_DELAY);
            if (delay > 0) {
                vertx.timer(delay, TimeUnit.SECONDS).await();
            }
        }
        long end = System.nanoTime()
                + Duration.ofSeconds(config.get(Settings.SERVER_SHUTDOWN_GRACE)).toNanos();
        loops.close();
        tls.ifPresent(CertificateWatch::close);
        parts.domainWatch().stop();
        tasks.close();
        parts.keyWatch().stop();
        isDone(Future.join(servers.stream().map(HttpVerticle::drain).toList()), end);
        isDone(parts.areas().stop(), end);
        if (!isDone(parts.close(), end)) {
            LOG.warn("what the database did not answer within the grace is given up");
            parts.database().abandon();
        }
        isDone(vertx.close(), System.nanoTime());
        metrics.close();
        LOG.info("stopped");
    }

    /** Waits until then, and a moment more, for what has hardly anything to do; says whether it ended, well or not. */
    private static boolean isDone(Future<?> work, long end) {
        long left = Math.max(0, end - System.nanoTime()) + LAST_MOMENT.toNanos();
        try {
            work.otherwiseEmpty().await(left, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
