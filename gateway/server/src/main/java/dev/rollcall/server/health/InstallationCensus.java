package dev.rollcall.server.health;

import dev.rollcall.core.admin.InstallationCounts;
import dev.rollcall.core.admin.InstallationCounts.Counts;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what waits in all organisations: holds, domains, mails. Every node counts all of them. Thread-safe. */
public final class InstallationCensus {

    private static final Logger LOG = LoggerFactory.getLogger(InstallationCensus.class);

    private final Vertx vertx;
    private final InstallationCounts counts;
    private final DatabaseCircuit circuit;
    private volatile Counts counted = Counts.NONE;

    public InstallationCensus(Vertx vertx, InstallationCounts counts, DatabaseCircuit circuit) {
        this.vertx = vertx;
        this.counts = counts;
        this.circuit = circuit;
    }

    /** Counts now, and from then on this often. */
    public void start(Duration pause) {
        count();
        vertx.setPeriodic(pause.toMillis(), timer -> count());
    }

    /** What the last count gave of it. */
    public long of(ToLongFunction<Counts> which) {
        return which.applyAsLong(counted);
    }

    /** Done when it is counted; never fails, and the last count stands when it could not be done. */
    public Future<Void> count() {
        return circuit.call(counts::count)
                .<Void>map(found -> {
                    counted = found;
                    return null;
                })
                .recover(failure -> {
                    LOG.debug("what waits was not counted");
                    return Future.succeededFuture();
                });
    }
}
