package dev.rollcall.server.domain;

import dev.rollcall.core.admin.Domain;
import dev.rollcall.core.admin.Domains;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks in the background the domains that are due: claimed ones until they are proved, and proved ones regularly. Every node
 * does this; a domain that one node has taken is not due for the others.
 */
public final class DomainWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DomainWatch.class);

    /** At once; the next ones are due still when these are done. */
    private static final int MOST = 20;

    /** Longer than any check takes. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Context context;
    private final Domains domains;
    private final DomainChecks checks;
    private final DatabaseCircuit circuit;
    private final InstantSource time;
    private final Duration pause;
    private boolean stopped;

    /**
     * Makes one, which stands still until it is started.
     *
     * @param pause between two looks at what is due
     */
    public DomainWatch(
            Vertx vertx,
            Domains domains,
            DomainChecks checks,
            DatabaseCircuit circuit,
            InstantSource time,
            Duration pause) {
        this.context = vertx.getOrCreateContext();
        this.domains = domains;
        this.checks = checks;
        this.circuit = circuit;
        this.time = time;
        this.pause = pause;
    }

    public void start() {
        context.runOnContext(v -> schedule());
    }

    /** What is under way ends; nothing follows. */
    public void stop() {
        context.runOnContext(v -> stopped = true);
    }

    private void schedule() {
        context.owner().setTimer(pause.toMillis(), timer -> {
            if (!stopped) {
                look().onComplete(done -> schedule());
            }
        });
    }

    private Future<Void> look() {
        return circuit.call(() -> domains.takeDue(time.instant(), LEASE, MOST))
                .compose(due -> Future.join(due.stream().map(this::check).toList()))
                .<Void>mapEmpty()
                .timeout(LEASE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> {
                    LOG.debug("nothing was checked: {}", failure.getClass().getSimpleName());
                    return Future.succeededFuture();
                });
    }

    private Future<Void> check(Domain domain) {
        return checks.checkInTurn(domain)
                .onFailure(failure -> LOG.atWarn()
                        .addKeyValue("organisation", domain.orgId())
                        .addKeyValue("domain", domain.name())
                        .log("domain not checked: {}", failure.getClass().getSimpleName()));
    }
}
