package dev.rollcall.server.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.delivery.webhook.HistoryTable.Attempt;
import dev.rollcall.delivery.webhook.HistoryTable.DeadLetter;
import dev.rollcall.delivery.webhook.Webhook;
import dev.rollcall.delivery.webhook.post.Outcome;
import dev.rollcall.delivery.webhook.post.Secret;
import dev.rollcall.server.api.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes endpoints and the results of deliveries as JSON. */
final class WebhookJson {

    private WebhookJson() {}

    static ObjectNode of(Webhook webhook) {
        Webhook.Settings settings = webhook.settings();
        ObjectNode json = Json.object()
                .put("id", webhook.id().toString())
                .put("url", settings.url())
                .put("description", settings.description());
        if (settings.types() == null) {
            json.putNull("types");
        } else {
            ArrayNode types = json.putArray("types");
            settings.types().forEach(types::add);
        }
        json.put("contact", settings.contact())
                .put("enabled", settings.enabled())
                .put("disabledReason", webhook.disabledReason())
                .put("created", webhook.created().toString())
                .put("formerSecretUntil", text(webhook.formerSecretUntil()));
        json.putObject("health")
                .put("state", state(webhook))
                .put("failingSince", text(webhook.failingSince()))
                .put("restUntil", text(webhook.restUntil()))
                .put("lastSuccess", text(webhook.lastSuccess()))
                .put("lastFailure", webhook.lastFailure());
        return json;
    }

    private static String state(Webhook webhook) {
        if (!webhook.settings().enabled()) {
            return "disabled";
        }
        return webhook.failingSince() != null ? "failing" : webhook.lastSuccess() != null ? "healthy" : "new";
    }

    /** With what the receiver verifies by, shown this once. */
    static ObjectNode of(Webhook webhook, Secret secret) {
        return of(webhook).put("secret", secret.forReceiver());
    }

    static ObjectNode of(Attempt attempt) {
        Outcome outcome = attempt.outcome();
        return Json.object()
                .put("id", attempt.id().toString())
                .put("at", attempt.at().toString())
                .put("message", attempt.messageId())
                .put("type", attempt.type())
                .put("organization", Json.text(attempt.orgId()))
                .put("seq", attempt.orgId() == null ? null : attempt.seq())
                .put("attempt", attempt.attempt())
                .put("delivered", outcome.delivered())
                .put("status", outcome.status() == 0 ? null : outcome.status())
                .put("failure", outcome.failure())
                .put("response", outcome.response())
                .put("millis", outcome.millis());
    }

    static ObjectNode of(DeadLetter letter) {
        return Json.object()
                .put("organization", letter.orgId().toString())
                .put("seq", letter.seq())
                .put("event", letter.eventId().toString())
                .put("type", letter.type())
                .put("attempts", letter.attempts())
                .put("failure", letter.failure())
                .put("givenUp", letter.at().toString());
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
