package dev.rollcall.adapters.google.source.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token endpoint gave no token (RFC 6749 section 5.2). Cheap: it has no stack trace. */
final class TokenRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String error;
    private final String subtype;
    private final @Nullable String date;

    TokenRefused(String error, String description, String subtype, @Nullable String date) {
        super(description, null, false, false);
        this.error = error;
        this.subtype = subtype;
        this.date = date;
    }

    String error() {
        return error;
    }

    String description() {
        return String.valueOf(getMessage());
    }

    /** Whether a policy of the customer ended what was consented to. */
    boolean isPolicy() {
        return subtype.equals("invalid_rapt")
                || error.equals("admin_policy_enforced")
                || description().contains("invalid_rapt");
    }

    boolean isClock() {
        return description().contains("reasonable timeframe");
    }

    boolean isKey() {
        return description().contains("Signature");
    }

    /** How far Google's clock is ahead of ours, if it told its time. */
    Optional<Duration> ahead(Instant now) {
        try {
            return date == null
                    ? Optional.empty()
                    : Optional.of(Duration.between(
                            now,
                            ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
