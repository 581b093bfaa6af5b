package dev.rollcall.delivery.webhook;

import dev.rollcall.core.lane.Ticker;
import dev.rollcall.delivery.webhook.WebhookTable.Ailing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the owner of an endpoint, by another way than the endpoint itself, when it has been failing for a long time or is disabled
 * because of that.
 */
public final class Alarms implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(20);

    private final Pool pool;
    private final InstantSource time;
    private final Duration patience;
    private final Teller teller;
    private final WebhookTable webhooks = new WebhookTable();
    private final Ticker ticker;
    private volatile long failing;

    /** Tells somebody. */
    public interface Teller {

        /** Fails when nobody could be told and it is to be tried again. */
        Future<Void> tell(Ailing ailing);
    }

    /**
     * Makes one.
     *
     * @param patience how long an endpoint may fail before somebody is told
     */
    public Alarms(Vertx vertx, Pool pool, InstantSource time, Duration patience, Teller teller) {
        this.pool = pool;
        this.time = time;
        this.patience = patience;
        this.teller = teller;
        this.ticker = new Ticker(vertx, BETWEEN_LOOKS, this::look);
    }

    public void start() {
        ticker.start();
    }

    /** Tells of all that are to be told of now. */
    public Future<Void> look() {
        return webhooks.failing(pool)
                .onSuccess(count -> failing = count)
                .compose(v -> webhooks.ailing(pool, time.instant().minus(patience), time.instant()))
                .compose(all -> {
                    List<Future<?>> told = new ArrayList<>();
                    all.forEach(one -> told.add(tell(one)));
                    return told.isEmpty()
                            ? Future.succeededFuture()
                            : Future.join(told).mapEmpty();
                });
    }

    private Future<?> tell(Ailing ailing) {
        LOG.atWarn()
                .addKeyValue("webhook", ailing.webhook())
                .addKeyValue("organisation", ailing.owner())
                .addKeyValue("since", ailing.since())
                .addKeyValue("disabled", String.valueOf(ailing.disabledReason()))
                .log("an endpoint for events fails: {}", ailing.failure());
        return teller.tell(ailing).recover(failure -> {
            LOG.atWarn()
                    .addKeyValue("webhook", ailing.webhook())
                    .log("nobody could be told that an endpoint fails: {}", failure.getMessage());
            return webhooks.untold(pool, ailing.webhook()).mapEmpty();
        });
    }

    /** How many endpoints fail, as of the last look. */
    public long failing() {
        return failing;
    }

    @Override
    public void close() {
        ticker.close();
    }
}
