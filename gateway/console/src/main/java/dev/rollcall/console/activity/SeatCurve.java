package dev.rollcall.console.activity;

import dev.rollcall.console.api.organisation.LedgerEntry;
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

    /** Takes entries, newest first. */
    static SeatCurve of(List<LedgerEntry> newest, int purchased) {
        if (newest.size() < 2) {
            return new SeatCurve(true, "", "", 0, 0, "", "");
        }
        LedgerEntry last = newest.get(0);
        LedgerEntry first = newest.get(newest.size() - 1);
        long begin = millis(first);
        long span = Math.max(1, millis(last) - begin);
        int highest = newest.stream().mapToInt(LedgerEntry::balance).max().orElse(1);
        // The purchased seats are shown when they are near; else they would press the curve flat.
        boolean isNear = purchased <= 3L * Math.max(1, highest);
        int top = Math.max(1, isNear ? Math.max(highest, purchased) : highest);
        StringBuilder line = new StringBuilder();
        double height = y(first.balance() - first.delta(), top);
        for (int i = newest.size() - 1; i >= 0; i--) {
            LedgerEntry entry = newest.get(i);
            double x = (double) (millis(entry) - begin) / span * WIDTH;
            double next = y(entry.balance(), top);
            point(line, x, height);
            point(line, x, next);
            height = next;
        }
        return new SeatCurve(
                false,
                line.toString().strip(),
                "0," + HEIGHT + " " + line + WIDTH + "," + HEIGHT,
                isNear ? (int) y(purchased, top) : -1,
                top,
                first.at(),
                last.at());
    }

    private static long millis(LedgerEntry entry) {
        return Instant.parse(entry.at()).toEpochMilli();
    }

    private static double y(int value, int top) {
        return HEIGHT - (double) value / top * (HEIGHT - 12);
    }

    private static void point(StringBuilder line, double x, double y) {
        line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
    }
}
