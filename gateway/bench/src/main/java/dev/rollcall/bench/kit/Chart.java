package dev.rollcall.bench.kit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Draws the rows of a result as curves in SVG, one panel for each figure. The result says in {@code plot} how: {@code title}, {@code x} and
 * {@code y}, the keys of the figures, and {@code by}, the key of what names a curve. Its colours follow the reader's scheme.
 */
public final class Chart {

    private static final int WIDTH = 760;
    private static final int PANEL = 300;
    private static final int LEFT = 90;
    private static final int RIGHT = 170;
    private static final int TOP = 60;
    private static final int BOTTOM = 50;
    private static final int LINES = 4;

    /** Readable on white and on black. */
    private static final List<String> COLOURS =
            List.of("#3b82c4", "#d9772b", "#3a9d5d", "#c2558f", "#8b6fd0", "#a08a1c", "#2a9d9d", "#d1544f");

    private static final Map<String, String> NAMES = Map.of(
            "perSecond", "per second",
            "p50Millis", "p50, ms",
            "p99Millis", "p99, ms",
            "inFlight", "in flight",
            "ratio", "ratio");

    private static final String STYLE = """
            <style>
            svg { background: #ffffff; color: #1f2328; }
            text { font: 13px sans-serif; fill: currentColor; }
            .title { font-size: 17px; font-weight: bold; }
            .axis { stroke: currentColor; }
            .grid { stroke: currentColor; opacity: 0.15; }
            .curve { fill: none; stroke-width: 2; }
            @media (prefers-color-scheme: dark) { svg { background: #0d1117; color: #e6edf3; } }
            </style>
            """;

    private final StringBuilder svg = new StringBuilder();
    private final String x;
    private final double[] positions;

    private record Point(double x, double y) {}

    private Chart(String x, double[] positions) {
        this.x = x;
        this.positions = positions;
    }

    /**
     * The SVG of a result.
     *
     * @throws IllegalArgumentException it has no two points to draw a curve through
     */
    public static String of(JsonObject result) {
        JsonObject plot = result.getJsonObject("plot");
        String x = plot.getString("x");
        JsonArray figures = plot.getJsonArray("y");
        List<Map<String, List<Point>>> panels = new ArrayList<>();
        TreeSet<Double> places = new TreeSet<>();
        for (Object figure : figures) {
            Map<String, List<Point>> curves =
                    curves(result.getJsonArray("rows"), x, figure.toString(), plot.getString("by", ""));
            curves.values().forEach(points -> points.forEach(point -> places.add(point.x())));
            panels.add(curves);
        }
        if (places.isEmpty()) {
            throw new IllegalArgumentException("A curve takes at least two values of " + x + ".");
        }
        Chart chart = new Chart(x, places.stream().mapToDouble(place -> place).toArray());
        return chart.draw(plot.getString("title", ""), figures, panels);
    }

    /** By name; what was measured at one place alone is no curve. */
    private static Map<String, List<Point>> curves(JsonArray rows, String x, String y, String by) {
        Map<String, List<Point>> curves = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            JsonObject row = rows.getJsonObject(i);
            curves.computeIfAbsent(row.getString(by, ""), name -> new ArrayList<>())
                    .add(new Point(row.getDouble(x), row.getDouble(y)));
        }
        curves.values().removeIf(points -> points.size() < 2);
        return curves;
    }

    private String draw(String title, JsonArray figures, List<Map<String, List<Point>>> panels) {
        int height = TOP + panels.size() * PANEL;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(height)
                .append("\" role=\"img\">\n<title>")
                .append(escape(title))
                .append("</title>\n")
                .append(STYLE);
        text(LEFT, 30, "start", "title", title);
        for (int i = 0; i < panels.size(); i++) {
            panel(TOP + i * PANEL, figures.getString(i), panels.get(i));
        }
        return svg.append("</svg>\n").toString();
    }

    private void panel(int top, String figure, Map<String, List<Point>> curves) {
        int bottom = top + PANEL - BOTTOM - 30;
        double most = curves.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Point::y)
                .max()
                .orElse(1);
        double step = step(most / LINES);
        double highest = step * Math.ceil(most / step);
        text(LEFT, top, "start", "", NAMES.getOrDefault(figure, figure));
        for (int i = 0; i * step <= highest + step / 2; i++) {
            double y = bottom - (bottom - top - 15) * i * step / highest;
            line(LEFT, y, WIDTH - RIGHT, y, i == 0 ? "axis" : "grid");
            text(LEFT - 8, y + 4, "end", "", number(i * step));
        }
        line(LEFT, top + 15, LEFT, bottom, "axis");
        for (double place : positions) {
            line(across(place), bottom, across(place), bottom + 5, "axis");
            text(across(place), bottom + 20, "middle", "", number(place));
        }
        text((LEFT + WIDTH - RIGHT) / 2.0, bottom + 40, "middle", "", NAMES.getOrDefault(x, x));
        int index = 0;
        for (Map.Entry<String, List<Point>> curve : curves.entrySet()) {
            String colour = COLOURS.get(index % COLOURS.size());
            StringBuilder points = new StringBuilder();
            for (Point point : curve.getValue()) {
                double y = bottom - (bottom - top - 15) * point.y() / highest;
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", across(point.x()), y));
                svg.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>%n",
                        across(point.x()),
                        y,
                        colour));
            }
            svg.append(String.format(
                    "<polyline class=\"curve\" stroke=\"%s\" points=\"%s\"/>%n",
                    colour, points.toString().strip()));
            if (!curve.getKey().isEmpty()) {
                int y = top + 20 + index * 20;
                svg.append(String.format(
                        "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>%n",
                        WIDTH - RIGHT + 20, y - 11, colour));
                text(WIDTH - RIGHT + 40.0, y, "start", "", curve.getKey());
            }
            index++;
        }
    }

    /** Where a value of x is: sizes grow by factors, so the axis is logarithmic. */
    private double across(double place) {
        double first = Math.log(positions[0]);
        double last = Math.log(positions[positions.length - 1]);
        return LEFT + 20 + (WIDTH - RIGHT - LEFT - 40) * (Math.log(place) - first) / Math.max(1e-9, last - first);
    }

    /** The next of 1, 2, 5, 10 and so on. */
    private static double step(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1e-6, atLeast))));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= atLeast) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    private void line(double x1, double y1, double x2, double y2, String style) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                style,
                x1,
                y1,
                x2,
                y2));
    }

    private void text(double at, double y, String anchor, String style, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                style,
                at,
                y,
                anchor,
                escape(text)));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
