package dev.rollcall.adapters.google.source.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.resilience.RetryAfter;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An error response from Google, in place of what was requested. Cheap: it has no stack trace. */
public final class GoogleFailure extends RuntimeException implements RetryAfter {

    private static final long serialVersionUID = 1L;

    private static final Set<String> PASSING = Set.of(
            "quotaExceeded",
            "rateLimitExceeded",
            "userRateLimitExceeded",
            "sharingRateLimitExceeded",
            "backendError",
            "badGateway",
            "gatewayTimeout",
            "internalError",
            "transientError",
            "systemError",
            "serviceNotAvailable");

    private final int status;
    private final String reason;
    private final boolean passing;
    private final @Nullable Duration wait;

    private GoogleFailure(int status, String reason, String message, boolean passing, @Nullable Duration wait) {
        super(message, null, false, false);
        this.status = status;
        this.reason = reason;
        this.passing = passing;
        this.wait = wait;
    }

    /**
     * Reads an answer that is no success.
     *
     * @param body null when it is not JSON: then it comes from in front of the API, and passes
     */
    static GoogleFailure of(int status, @Nullable JsonNode body, String text, @Nullable Duration wait) {
        if (body == null) {
            boolean isEdge = status != 401 && status != 404;
            return new GoogleFailure(status, "", brief(text), isEdge, wait);
        }
        JsonNode error = body.path("error");
        JsonNode first = error.path("errors").path(0);
        String reason = first.path("reason").asText();
        String message = error.path("message").asText();
        boolean isQuota = PASSING.contains(reason)
                || (first.path("domain").asText().equals("usageLimits") && !reason.equals("accessNotConfigured"))
                || error.path("status").asText().equals("RESOURCE_EXHAUSTED")
                || message.startsWith("Request rate higher than configured");
        return new GoogleFailure(
                status, reason, brief(message), isQuota || status == 429 || status == 408 || status >= 500, wait);
    }

    /** An answer of 200 that is not what was asked for. */
    static GoogleFailure unreadable(String what) {
        return new GoogleFailure(200, "", what, true, null);
    }

    private static String brief(String text) {
        String line = text.replaceAll("<[^<>]*>|\\s+", " ").strip();
        return line.length() > 200 ? line.substring(0, 200) + "..." : line;
    }

    public int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /** Whether the same call may succeed later by itself. */
    boolean passes() {
        return passing;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(wait);
    }
}
