package dev.rollcall.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120|120",
                " 0 |0",
                "Sun, 29 Nov 2026 10:02:00 GMT|120",
                "Sun, 29 Nov 2026 09:00:00 GMT|0",
            })
    void seconds_and_dates_are_read(String value, long seconds) {
        assertThat(RetryAfter.read(value, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999", "Sunday"})
    void what_cannot_be_read_is_as_if_it_was_not_there(@Nullable String value) {
        assertThat(RetryAfter.read(value, NOW)).isEqualTo(Optional.empty());
    }

    @Test
    void a_negative_pause_never_results() {
        assertThat(RetryAfter.read("Sun, 29 Nov 1970 10:00:00 GMT", NOW).orElseThrow())
                .isEqualTo(Duration.ZERO);
    }
}
