package dev.rollcall.delivery.webhook.post;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes a message as Standard Webhooks 1.0.0 specifies it. */
public final class StandardWebhook {

    private StandardWebhook() {}

    /**
     * The parcel of one attempt.
     *
     * @param former signs beside the present secret
     */
    public static Parcel of(Message message, Secret secret, Optional<Secret> former, Instant attempt) {
        String body = message.body();
        long timestamp = attempt.getEpochSecond();
        return new Parcel(
                "application/json",
                body,
                Map.of(
                        "webhook-id",
                        message.id(),
                        "webhook-timestamp",
                        Long.toString(timestamp),
                        "webhook-signature",
                        Secret.header(secret, former, message.id(), timestamp, body)));
    }
}
