package dev.rollcall.console.activity;

import dev.rollcall.console.api.organisation.Seats;
import dev.rollcall.console.api.organisation.Seats.Point;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The seats in use over time as a curve of steps, drawn by the gateway itself: it needs no script, and follows light and dark.
 *
 * @param line the points of the curve, for an SVG polyline
 * @param area the same, closed along the bottom
 * @param purchasedAt how far from the top the line of the purchased seats is
 * @param from when it begins, and {@code to} when it ends
 */
public record SeatCurve(boolean isEmpty, String line, String area, int purchasedAt, int top, String from, String to) {

    public static final int WIDTH = 720;
    public static final int HEIGHT = 160;

    static SeatCurve of(Seats seats) {
        List<Point> points = seats.history() == null ? List.of() : seats.history();
        if (points.size() < 2) {
            return new SeatCurve(true, "", "", 0, 0, "", "");
        }
        Point first = points.get(0);
        Point last = points.get(points.size() - 1);
        long begin = millis(first);
        long span = Math.max(1, millis(last) - begin);
        int highest = points.stream().mapToInt(Point::used).max().orElse(1);
        // The purchased seats are shown when they are near; else they would press the curve flat.
        boolean isNear = seats.purchased() <= 3L * Math.max(1, highest);
        int top = Math.max(1, isNear ? Math.max(highest, seats.purchased()) : highest);
        StringBuilder line = new StringBuilder();
        double height = y(0, top);
        for (Point point : points) {
            double x = (double) (millis(point) - begin) / span * WIDTH;
            double next = y(point.used(), top);
            point(line, x, height);
            point(line, x, next);
            height = next;
        }
        return new SeatCurve(
                false,
                line.toString().strip(),
                "0," + HEIGHT + " " + line + WIDTH + "," + HEIGHT,
                isNear ? (int) y(seats.purchased(), top) : -1,
                top,
                first.at(),
                last.at());
    }

    private static long millis(Point point) {
        return Instant.parse(point.at()).toEpochMilli();
    }

    private static double y(int value, int top) {
        return HEIGHT - (double) value / top * (HEIGHT - 12);
    }

    private static void point(StringBuilder line, double x, double y) {
        line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
    }
}
