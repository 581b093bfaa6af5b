package dev.rollcall.server.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Exchange;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Enforces each organisation's {@link Quota}: beyond it, requests are answered with 429. Rates are kept by each gateway for itself,
 * in memory. Thread-safe.
 */
public final class Quotas {

    /** Longer than any rate looks back. */
    private static final Duration IDLE = Duration.ofHours(1);

    /** For what is counted, it is unknown when there will be room. */
    private static final long LATER = TimeUnit.MINUTES.toNanos(1);

    private static final int REMEMBERED = 100_000;

    private final Config config;
    private final Pool pool;
    private final DatabaseCircuit circuit;
    private final LongSupplier nanos;
    private final Cache<Key, Rate> rates = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(IDLE)
            .build();

    private record Key(UUID organisation, Quota quota) {}

    public Quotas(Config config, Pool pool, DatabaseCircuit circuit) {
        this.config = config;
        this.pool = pool;
        this.circuit = circuit;
        this.nanos = System::nanoTime;
    }

    /** Stands behind the gate of every route: lets pass what the organisation may ask in a second. */
    public void requests(RoutingContext context) {
        UUID organisation = Exchange.of(context).organisation().orElse(null);
        long wait = organisation == null ? 0 : wait(organisation, Quota.REQUESTS);
        if (wait == 0) {
            context.next();
        } else {
            refuse(context, Quota.REQUESTS, wait);
        }
    }

    /** Stands before the handler that makes one more. */
    public Handler<RoutingContext> before(Quota quota, Handler<RoutingContext> handler) {
        return context -> {
            UUID organisation = Exchange.of(context).organisation().orElseThrow();
            Future<Long> wait = quota.table() == null
                    ? Future.succeededFuture(wait(organisation, quota))
                    : circuit.call(() -> full(organisation, quota)).map(full -> full ? LATER : 0);
            wait.onComplete(done -> {
                if (done.failed()) {
                    context.fail(done.cause());
                } else if (done.result() > 0) {
                    refuse(context, quota, done.result());
                } else {
                    carryOut(handler, context);
                }
            });
        };
    }

    /** Behind a query there is no router any more that sees what the handler throws. */
    private static void carryOut(Handler<RoutingContext> handler, RoutingContext context) {
        try {
            handler.handle(context);
        } catch (RuntimeException e) {
            context.fail(e);
        }
    }

    private long wait(UUID organisation, Quota quota) {
        int limit = config.get(quota.setting());
        Duration per = quota.per();
        if (limit == 0 || per == null) {
            return 0;
        }
        long now = nanos.getAsLong();
        return rates.get(new Key(organisation, quota), key -> new Rate(limit, per, now))
                .take(now);
    }

    private static final String COUNT =
            "SELECT count(*) AS present FROM (SELECT FROM %s WHERE org_id = $1 LIMIT $2) counted";

    private Future<Boolean> full(UUID organisation, Quota quota) {
        int limit = config.get(quota.setting());
        return limit == 0
                ? Future.succeededFuture(false)
                : pool.preparedQuery(COUNT.formatted(quota.table()))
                        .execute(Tuple.of(organisation, limit))
                        .map(rows -> rows.iterator().next().getLong("present") >= limit);
    }

    private void refuse(RoutingContext context, Quota quota, long wait) {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(wait + TimeUnit.SECONDS.toNanos(1) - 1));
        context.response().putHeader("Retry-After", Long.toString(seconds));
        context.fail(
                ScimError.of(429, quota.refusal(config.get(quota.setting()))).exception());
    }
}
