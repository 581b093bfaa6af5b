package dev.rollcall.console.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.console.api.organisation.LedgerEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeatCurveTest {

    private static LedgerEntry entry(int second, int delta, int balance) {
        return new LedgerEntry(
                second, "2026-01-05T09:00:0" + second + "Z", "m", delta, balance, 0, "member.added", null, null);
    }

    @Test
    void aSeatIsAStepAtItsTime() {
        SeatCurve curve = SeatCurve.of(List.of(entry(2, -1, 1), entry(1, 1, 2), entry(0, 1, 1)), 2);
        assertThat(curve.line()).isEqualTo("0.0,160.0 0.0,86.0 360.0,86.0 360.0,12.0 720.0,12.0 720.0,86.0");
        assertThat(curve.purchasedAt()).isEqualTo(12);
        assertThat(curve.area()).startsWith("0,160 ").endsWith(" 720,160");
    }

    @Test
    void farMoreSeatsThanAreUsedDoNotPressTheCurveFlat() {
        assertThat(SeatCurve.of(List.of(entry(1, 1, 2), entry(0, 1, 1)), 5_000).purchasedAt())
                .isNegative();
    }

    @Test
    void oneEntryIsNoCurve() {
        assertThat(SeatCurve.of(List.of(entry(0, 1, 1)), 5).isEmpty()).isTrue();
    }
}
