package dev.rollcall.adapters.entra.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class EscrowTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final Escrow<String> escrow = new Escrow<>();

    @Test
    void whatFailedIsHeldLongerEachTime() {
        assertThat(escrow.holds("ada", START)).isFalse();
        escrow.failed("ada", START);
        assertThat(escrow.holds("ada", after(40))).isFalse();
        escrow.failed("ada", after(40));
        assertThat(escrow.holds("ada", after(6 * 60 - 1))).isTrue();
        assertThat(escrow.holds("ada", after(6 * 60))).isFalse();
        escrow.failed("ada", after(6 * 60));
        assertThat(escrow.holds("ada", after(12 * 60 - 1))).isTrue();
        escrow.failed("ada", after(12 * 60));
        assertThat(escrow.holds("ada", after(24 * 60 - 1))).isTrue();
        escrow.failed("ada", after(24 * 60));
        assertThat(escrow.holds("ada", after(48 * 60 - 1))).isTrue();
        assertThat(escrow.holds("ada", after(48 * 60))).isFalse();
        assertThat(escrow.holds("grace", START)).isFalse();
    }

    @Test
    void failuresOfOneCycleCountOnce() {
        escrow.failed("team", START);
        escrow.failed("team", START);
        escrow.through("team", START);
        assertThat(escrow.holds("team", after(40))).isFalse();
        escrow.failed("team", after(40));
        assertThat(escrow.holds("team", after(80))).isTrue();
    }

    @Test
    void whatIsThroughStartsAnew() {
        escrow.failed("ada", START);
        escrow.failed("ada", after(40));
        escrow.through("ada", after(6 * 60));
        escrow.failed("ada", after(7 * 60));
        assertThat(escrow.holds("ada", after(7 * 60 + 40))).isFalse();
    }

    @Test
    void whatIsAbandonedIsNeverTriedAgain() {
        escrow.abandon("ada", START);
        assertThat(escrow.holds("ada", START.plus(Duration.ofDays(10_000)))).isTrue();
    }

    private static Instant after(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }
}
