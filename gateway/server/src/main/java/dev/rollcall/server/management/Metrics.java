package dev.rollcall.server.management;

import dev.rollcall.core.lane.LaneObserver;
import dev.rollcall.server.version.Version;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Every number the gateway publishes, by name. Labels come from closed sets, directories aside. Thread-safe. */
public final class Metrics implements AutoCloseable {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Duration[] DURATIONS = Stream.of(
                    1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Map<RequestKey, Timer> requests = new ConcurrentHashMap<>();

    private record RequestKey(String directory, String provider, int status) {}

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
        Version version = Version.current();
        gauge(
                "rollcall.build.info",
                "1, labelled with the build that runs",
                Tags.of("version", version.number(), "revision", version.revision(), "java", version.java()),
                () -> 1);
    }

    /**
     * One answered request.
     *
     * @param directory its id, or {@code none} before authentication
     */
    public void request(String directory, String provider, int status, long nanos) {
        requests.computeIfAbsent(new RequestKey(directory, provider, status), this::requestTimer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer requestTimer(RequestKey key) {
        return Timer.builder("rollcall.requests")
                .description("SCIM requests from first byte to answer")
                .tags("directory", key.directory(), "provider", key.provider())
                .tags("status", Integer.toString(key.status()), "outcome", outcome(key.status()))
                .serviceLevelObjectives(DURATIONS)
                .register(registry);
    }

    private static String outcome(int status) {
        if (status == 429) {
            return "throttled";
        }
        return status < 400 ? "success" : status < 500 ? "refused" : "failed";
    }

    /** A quirk of a provider's adapter fired. */
    public void quirk(String provider, String quirk) {
        registry.counter("rollcall.quirks", "provider", provider, "quirk", quirk)
                .increment();
    }

    /** Something was accepted against the RFC. */
    public void deviation(String provider, String rule) {
        registry.counter("rollcall.deviations", "provider", provider, "rule", rule)
                .increment();
    }

    /** What the lanes report to. */
    public LaneObserver lanes() {
        return new LaneMetrics(registry, DURATIONS);
    }

    /** A number that is asked for when metrics are read. */
    public void gauge(String name, String help, Tags tags, Supplier<Number> value) {
        Gauge.builder(name, value).description(help).tags(tags).register(registry);
    }

    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
