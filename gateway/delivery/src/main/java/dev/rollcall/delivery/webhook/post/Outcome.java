package dev.rollcall.delivery.webhook.post;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of one attempt to deliver.
 *
 * @param status the status of the endpoint's response; 0 if it did not respond
 * @param failure why it does not count as delivered, as a sentence; null when it does
 * @param response the beginning of what it answered
 * @param retryAfter how long it asked to be left alone
 */
public record Outcome(
        int status, @Nullable String failure, String response, long millis, Optional<Duration> retryAfter) {

    private static final int GONE = 410;

    public boolean delivered() {
        return failure == null;
    }

    /** The endpoint says that it is not there any more, for good. */
    public boolean isGone() {
        return status == GONE;
    }

    /** The endpoint says that it is too much: 429, or a gateway before it that cannot reach it. */
    public boolean isThrottle() {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }
}
