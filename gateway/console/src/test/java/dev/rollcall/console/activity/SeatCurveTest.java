package dev.rollcall.console.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.console.api.organisation.Seats;
import dev.rollcall.console.api.organisation.Seats.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeatCurveTest {

    /** In use after each second. */
    private static Seats seats(int purchased, int... used) {
        List<Point> history = new ArrayList<>();
        for (int second = 0; second < used.length; second++) {
            history.add(new Point("2026-01-05T09:00:0" + second + "Z", used[second]));
        }
        return new Seats(purchased, 0, 0, 0, 0, "expand", null, List.of(), history);
    }

    @Test
    void aSeatIsAStepAtItsTime() {
        SeatCurve curve = SeatCurve.of(seats(2, 1, 2, 1));
        assertThat(curve.line()).isEqualTo("0.0,160.0 0.0,86.0 360.0,86.0 360.0,12.0 720.0,12.0 720.0,86.0");
        assertThat(curve.purchasedAt()).isEqualTo(12);
        assertThat(curve.area()).startsWith("0,160 ").endsWith(" 720,160");
    }

    @Test
    void farMoreSeatsThanAreUsedDoNotPressTheCurveFlat() {
        assertThat(SeatCurve.of(seats(5_000, 1, 2)).purchasedAt()).isNegative();
    }

    @Test
    void oneEntryIsNoCurve() {
        assertThat(SeatCurve.of(seats(5, 1)).isEmpty()).isTrue();
    }
}
