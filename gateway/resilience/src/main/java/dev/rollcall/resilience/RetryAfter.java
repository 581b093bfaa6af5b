package dev.rollcall.resilience;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Implemented by exceptions that may say how long to wait before the next attempt. */
public interface RetryAfter {

    /** The pause that was asked for; empty when none was. */
    Optional<Duration> retryAfter();

    /**
     * Reads the value of an HTTP header {@code Retry-After}: seconds or a date (RFC 9110, section 10.2.3).
     *
     * @param value as it was received; null when the header is missing
     * @return never negative; empty when it is missing or cannot be read
     */
    static Optional<Duration> read(@Nullable String value, Instant now) {
        if (value == null) {
            return Optional.empty();
        }
        String text = value.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
