package dev.rollcall.delivery.webhook;

import dev.rollcall.delivery.feed.FeedWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that is sent events.
 *
 * @param owner the organisation whose events it is sent, or {@link #OPERATOR}
 * @param disabledReason {@code by_hand}, {@code gone} (it responded with 410) or {@code failing}; null while it is
 *     enabled
 * @param restUntil until when it asked to be left alone, or null
 * @param failingSince since when nothing could be delivered to it, or null
 */
public record Webhook(
        UUID owner,
        UUID id,
        Settings settings,
        @Nullable String disabledReason,
        @Nullable Instant formerSecretUntil,
        @Nullable Instant restUntil,
        @Nullable Instant failingSince,
        @Nullable Instant lastSuccess,
        @Nullable String lastFailure,
        Instant created) {

    /** An endpoint at which one event is given up is disabled if none was received for so long. */
    public static final Duration HOPELESS = Duration.ofDays(3);

    /** In table {@code webhook}, beside the kinds of streams. */
    static final String KIND = "webhook";

    /** Stands for the operator, whose endpoints are sent the events of all organisations. */
    public static final UUID OPERATOR = FeedWatch.ALL;

    /**
     * What an administrator says about it.
     *
     * @param types the words of the types that it is sent; null for all
     * @param contact who is told by mail when it fails for long; null for the administrators of the organisation
     */
    public record Settings(
            String url,
            String description,
            @Nullable Set<String> types,
            @Nullable String contact,
            boolean enabled) {}
}
