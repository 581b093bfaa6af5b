package dev.rollcall.server.health;

import dev.rollcall.core.admin.directory.DirectoryTraffic;
import dev.rollcall.core.admin.directory.DirectoryTraffic.Watched;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.spi.capability.KeepsRhythm;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts how well the running directories are working, so that an operator is warned before an administrator complains. Every node counts all of
 * them, by what all nodes have written. Thread-safe.
 */
public final class DirectoryCensus {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryCensus.class);

    private final Vertx vertx;
    private final DirectoryTraffic traffic;
    private final DatabaseCircuit circuit;
    private final InstantSource time;
    private final Map<String, KeepsRhythm> rhythms;
    private volatile Map<Group, Long> counted = Map.of();
    private volatile long held;

    /** Directories that are counted together. */
    private record Group(String provider, String state) {}

    /**
     * Counts nothing yet.
     *
     * @param rhythms of the providers that keep one, by their ids
     */
    public DirectoryCensus(
            Vertx vertx,
            DirectoryTraffic traffic,
            DatabaseCircuit circuit,
            InstantSource time,
            Map<String, KeepsRhythm> rhythms) {
        this.rhythms = Map.copyOf(rhythms);
        this.vertx = vertx;
        this.traffic = traffic;
        this.circuit = circuit;
        this.time = time;
    }

    /** Counts now, and from then on this often. */
    public void start(Duration pause) {
        count();
        vertx.setPeriodic(pause.toMillis(), timer -> count());
    }

    /** How many directories of this provider were in this state at the last count; see {@link Diagnosis#STATES}. */
    public long of(String provider, String state) {
        return counted.getOrDefault(new Group(provider, state), 0L);
    }

    /** How many people of all directories waited for a decision about a mass change at the last count (R32). */
    public long held() {
        return held;
    }

    /** Done when it is counted; never fails, and the last count stands when it could not be done. */
    public Future<Void> count() {
        return circuit.call(traffic::running)
                .<Void>map(directories -> {
                    Instant now = time.instant();
                    held = directories.stream().mapToLong(Watched::held).sum();
                    counted = directories.stream()
                            .collect(Collectors.groupingBy(
                                    watched -> new Group(
                                            watched.provider(),
                                            Diagnosis.of(watched.seen(), rhythms.get(watched.provider()), true, now)
                                                    .holding(watched.held())
                                                    .state()),
                                    Collectors.counting()));
                    return null;
                })
                .recover(failure -> {
                    LOG.debug("the health of directories was not counted");
                    return Future.succeededFuture();
                });
    }
}
