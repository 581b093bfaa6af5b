package dev.rollcall.server.delivery;

import dev.rollcall.delivery.webhook.Watcher;
import dev.rollcall.delivery.webhook.post.Outcome;
import dev.rollcall.server.management.Metrics;
import java.time.Duration;

/** Counts the results of deliveries. */
record DeliveryWatcher(Metrics metrics) implements Watcher {

    @Override
    public void attempted(Outcome outcome, Duration sinceCommit) {
        metrics.delivery(outcome.delivered() ? "delivered" : outcome.status() == 0 ? "unreachable" : "refused");
        if (outcome.delivered()) {
            metrics.delivered(sinceCommit);
        }
    }

    @Override
    public void buried() {
        metrics.delivery("given_up");
    }

    @Override
    public void unwritten() {
        metrics.delivery("unwritten");
    }
}
