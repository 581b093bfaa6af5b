package dev.rollcall.delivery.webhook;

import dev.rollcall.delivery.webhook.post.Outcome;
import java.time.Duration;

/** Is told about deliveries, for metrics. Thread-safe. */
public interface Watcher {

    /**
     * An attempt has ended.
     *
     * @param sinceCommit from the event to the end of the attempt
     */
    void attempted(Outcome outcome, Duration sinceCommit);

    /** An event was given up. */
    void buried();

    /** An attempt is missing in the history, because it could not be written in time. */
    void unwritten();

    /** Nobody is told. */
    Watcher NONE = new Watcher() {
        @Override
        public void attempted(Outcome outcome, Duration sinceCommit) {}

        @Override
        public void buried() {}

        @Override
        public void unwritten() {}
    };
}
