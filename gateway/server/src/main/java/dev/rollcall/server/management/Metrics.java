package dev.rollcall.server.management;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.core.lane.LaneObserver;
import dev.rollcall.server.version.Version;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every number that the gateway publishes, by name. Labels come from closed sets, except for the directory label of one counter,
 * whose number of values is bounded. Thread-safe.
 */
public final class Metrics implements AutoCloseable {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Few: each is a series of its own for every route and outcome. */
    private static final Duration[] DURATIONS =
            Stream.of(5, 25, 100, 250, 1_000, 5_000).map(Duration::ofMillis).toArray(Duration[]::new);

    private static final Duration[] DELIVERIES = Stream.of(100, 250, 1_000, 10_000, 60_000, 300_000, 3_600_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    /** The way that most applications have. */
    private static final String WEBHOOK = "webhook";

    private static final Duration[] DEPROVISIONS = Stream.of(1, 5, 15, 60, 120, 300, 900, 3_600, 86_400)
            .map(Duration::ofSeconds)
            .toArray(Duration[]::new);

    /** Directories that are counted one by one; those that were heard least of give way. */
    private static final int DIRECTORIES = 1_000;

    /** How long a directory that is silent, or gone, has a series. */
    private static final Duration SILENCE = Duration.ofHours(1);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Map<RequestKey, Timer> requests = new ConcurrentHashMap<>();
    private final Cache<DirectoryKey, Counter> directories = Caffeine.newBuilder()
            .maximumSize(DIRECTORIES * 2L)
            .expireAfterAccess(SILENCE)
            .executor(Runnable::run)
            .<DirectoryKey, Counter>removalListener((key, counter, cause) -> remove(counter))
            .build();

    private final Timer loopBlocked;
    private final Timer delivered;
    private final Map<String, Timer> acknowledged = new ConcurrentHashMap<>();

    private record RequestKey(String method, String route, String outcome) {}

    private record DirectoryKey(UUID directory, String provider, String outcome) {}

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
        Version version = Version.current();
        gauge(
                "rollcall.build.info",
                "Always 1, labelled with the build that is running",
                Tags.of("version", version.number(), "revision", version.revision(), "java", version.java()),
                () -> 1);
        loopBlocked = Timer.builder("rollcall.loop.blocked")
                .description("Event loops that were blocked for more than a tenth of a second, and for how long")
                .register(registry);
        delivered = Timer.builder("rollcall.webhook.delivery")
                .description("Time from an event to its receipt by an endpoint, including failed attempts")
                .serviceLevelObjectives(DELIVERIES)
                .register(registry);
        late(0);
        acknowledged.put(WEBHOOK, acknowledgementTimer(WEBHOOK));
    }

    /**
     * One answered request, whatever it was for.
     *
     * @param route its template, such as {@code /scim/v2/:directory/Users/:id}
     * @param provider {@code none} before a credential was accepted, and for what is no provisioning
     */
    public void request(String method, String route, String provider, int status, long nanos) {
        requests.computeIfAbsent(new RequestKey(method, route, outcome(status)), this::requestTimer)
                .record(nanos, TimeUnit.NANOSECONDS);
        count(
                "rollcall.responses",
                "Answered requests by provider and status",
                Tags.of("provider", provider, "status", Integer.toString(status)));
    }

    /** One answered request of a directory. */
    public void directory(UUID directory, String provider, int status) {
        directories
                .get(new DirectoryKey(directory, provider, outcome(status)), this::directoryCounter)
                .increment();
    }

    private Timer requestTimer(RequestKey key) {
        return Timer.builder("rollcall.requests")
                .description("Time from the first byte of a request to its response, by method, route and outcome")
                .tags("method", key.method(), "route", key.route(), "outcome", key.outcome())
                .serviceLevelObjectives(DURATIONS)
                .register(registry);
    }

    private Counter directoryCounter(DirectoryKey key) {
        return Counter.builder("rollcall.directory.requests")
                .description("Answered requests of a directory; of up to " + DIRECTORIES
                        + " directories, for an hour after their last request")
                .tags("directory", key.directory().toString(), "provider", key.provider(), "outcome", key.outcome())
                .register(registry);
    }

    private void remove(@Nullable Counter counter) {
        if (counter != null) {
            registry.remove(counter);
        }
    }

    private void count(String name, String help, Tags tags) {
        Counter.builder(name).description(help).tags(tags).register(registry).increment();
    }

    /** A 501 counts as refused, as for /Me, because nothing failed. */
    private static String outcome(int status) {
        if (status == 429) {
            return "throttled";
        }
        return status < 400 ? "success" : status < 500 || status == 501 ? "refused" : "failed";
    }

    /** A quirk of a provider's adapter fired. */
    public void quirk(String provider, String quirk) {
        count("rollcall.quirks", "Quirks of providers that fired", Tags.of("provider", provider, "quirk", quirk));
    }

    /** Something was accepted against the RFC. */
    public void deviation(String provider, String rule) {
        count(
                "rollcall.deviations",
                "What was accepted or ignored against the RFC, by rule",
                Tags.of("provider", provider, "rule", rule));
    }

    /** Entries of the request log were written. */
    public void recorded(int entries) {
        count("rollcall.request.log.written", "Entries of the request log that were written", entries);
    }

    /** Entries of the request log were given up. */
    public void recordsDropped(int entries) {
        count(
                "rollcall.request.log.dropped",
                "Entries of the request log that were given up, because too many waited or they could not be written",
                entries);
    }

    private void count(String name, String help, int amount) {
        Counter.builder(name).description(help).register(registry).increment(amount);
    }

    /** An attempt to deliver an event has ended, or an event was given up. */
    public void delivery(String outcome) {
        count("rollcall.webhook.attempts", "Deliveries of events to endpoints", Tags.of("outcome", outcome));
    }

    /** An event was received by an endpoint so long after it happened. */
    public void delivered(Duration sinceCommit) {
        delivered.record(sinceCommit);
    }

    /**
     * The application knows that a member has lost access.
     *
     * @param way how it said so
     * @param sinceAsked since the request that asked for it
     */
    public void acknowledged(String way, Duration sinceAsked) {
        acknowledged.computeIfAbsent(way, this::acknowledgementTimer).record(sinceAsked);
    }

    private Timer acknowledgementTimer(String way) {
        return Timer.builder("rollcall.deprovision")
                .description("Time from the request that takes access from a member until the application"
                        + " acknowledged it")
                .tags(Tags.of("way", way))
                .serviceLevelObjectives(DEPROVISIONS)
                .register(registry);
    }

    /** People who have lost access, and the application should have acknowledged it by now. */
    public void late(int people) {
        count(
                "rollcall.deprovision.late",
                "People who have lost access, and the application did not acknowledge it in time",
                people);
    }

    /** An event loop did nothing else for so long. */
    public void loopBlocked(Duration time) {
        loopBlocked.record(time);
    }

    /** A request took too long to arrive. */
    public void slowRequest() {
        count("rollcall.slow.requests", "Requests that took too long to arrive, whose connections were closed", 1);
    }

    /** What the lanes report to. */
    public LaneObserver lanes() {
        return new LaneMetrics(registry, DURATIONS);
    }

    /** A number that is asked for when metrics are read. */
    public void gauge(String name, String help, Tags tags, Supplier<Number> value) {
        Gauge.builder(name, value).description(help).tags(tags).register(registry);
    }

    /** A number that only grows, asked for when metrics are read. */
    public void total(String name, String help, Tags tags, Supplier<Number> value) {
        FunctionCounter.builder(name, value, it -> it.get().doubleValue())
                .description(help)
                .tags(tags)
                .register(registry);
    }

    String scrape() {
        directories.cleanUp();
        return registry.scrape();
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
