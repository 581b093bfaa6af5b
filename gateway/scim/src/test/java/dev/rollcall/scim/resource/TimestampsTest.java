package dev.rollcall.scim.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimestampsTest {

    private static final int MANY = 100_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999999Z",
                "2026-02-28T23:59:59.5Z",
                "2024-02-29T00:00:00.000001Z",
                "2026-11-30T21:43:10.120Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999Z",
                "-0044-03-15T12:00:00Z",
                "+12345-01-01T00:00:00Z"
            })
    void anInstantIsWrittenAsJavaWritesIt(String text) {
        Instant at = Instant.parse(text);

        assertThat(Timestamps.text(at)).isEqualTo(at.toString());
    }

    @Test
    void soAreAHundredThousandOthers() {
        Random random = new Random(18);
        for (int i = 0; i < MANY; i++) {
            long nanos = random.nextInt(1_000_000_000) / (long) Math.pow(10, random.nextInt(10));
            long seconds = random.nextLong(-62_135_596_800L, 253_402_300_800L);
            Instant at = Instant.ofEpochSecond(seconds, nanos);
            Instant even = Instant.ofEpochSecond(seconds, nanos - nanos % (random.nextBoolean() ? 1_000 : 1_000_000));

            assertThat(Timestamps.text(at)).isEqualTo(at.toString());
            assertThat(Timestamps.text(even)).isEqualTo(even.toString());
        }
    }
}
