package dev.rollcall.console.api.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint to which events are sent.
 *
 * @param types of the events that it is sent; null for all
 * @param disabledReason {@code by_hand}, {@code gone} or {@code failing}; null while it is enabled
 * @param secret shown when it was made, and never again
 */
public record Webhook(
        String id,
        String url,
        String description,
        @Nullable List<String> types,
        @Nullable String contact,
        boolean enabled,
        @Nullable String disabledReason,
        String created,
        @Nullable String formerSecretUntil,
        State health,
        @Nullable String secret) {

    private static final int FEW = 2;

    /** {@code new}, {@code healthy}, {@code failing} or {@code disabled}; how many events wait is told of one endpoint only. */
    public record State(
            String state,
            @Nullable String failingSince,
            @Nullable String restUntil,
            @Nullable String lastSuccess,
            @Nullable String lastFailure,
            @Nullable Long waiting) {}

    /** A delivery that was tried; status is what was answered. */
    public record Attempt(
            String at,
            String type,
            @Nullable String organization,
            @Nullable Long seq,
            int attempt,
            boolean delivered,
            @Nullable Integer status,
            @Nullable String failure,
            String response,
            double millis) {}

    /** An event that was given up for an endpoint. */
    public record Dead(String organization, long seq, String type, int attempts, String failure, String givenUp) {}

    /** How many events will be sent again. */
    public record Replayed(long events) {}

    /** As a form has them. */
    public String typesAsText() {
        return types == null ? "" : String.join(", ", types);
    }

    /** Those that it is sent, or how many they are. */
    public String typesInShort() {
        List<String> all = types;
        if (all == null) {
            return "all events";
        }
        return all.size() <= FEW ? String.join(", ", all) : all.size() + " types of events";
    }

    /** As it is called on a page. */
    public String called() {
        return description.isEmpty() ? url : description;
    }
}
