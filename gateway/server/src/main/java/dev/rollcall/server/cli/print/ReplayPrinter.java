package dev.rollcall.server.cli.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Prints what a recorded request would do now, for people to read. */
public final class ReplayPrinter {

    private ReplayPrinter() {}

    public static void print(JsonNode replay, PrintWriter out) {
        line(out, "then", response(replay.path("then")));
        line(out, "now", response(replay.path("now")));
        replay.path("quirksFired")
                .forEach(quirk -> line(out, "quirk", quirk.path("id").asText()));
        replay.path("deviations")
                .forEach(deviation ->
                        line(out, "read anyway", deviation.path("detail").asText()));
        if (!replay.path("command").isNull()) {
            line(out, "understood", replay.path("command").toString());
        }
        for (JsonNode group : replay.path("groups")) {
            line(
                    out,
                    "group",
                    group.path("kind").asText() + " "
                            + group.path("name").asText(group.path("id").asText()) + ", +"
                            + group.path("joined").asText() + " -"
                            + group.path("left").asText());
        }
        replay.path("events")
                .forEach(event -> line(
                        out,
                        "event",
                        event.path("type").asText() + " "
                                + event.path("subject").asText()));
        if (replay.path("differences").isEmpty()) {
            line(out, "differs", "in nothing");
        }
        for (JsonNode difference : replay.path("differences")) {
            line(
                    out,
                    "differs",
                    difference.path("path").asText() + ": " + difference.path("then") + " -> "
                            + difference.path("now"));
        }
        if (replay.path("impact").isObject()) {
            ImpactPrinter.wouldChange(out, replay.path("impact"));
        }
        out.println("Nothing was written.");
    }

    private static String response(JsonNode side) {
        String detail = side.at("/body/detail").asText();
        return side.path("status").asText() + (detail.isEmpty() ? "" : ", " + detail);
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println(String.format("  %-12s%s", name, value));
    }
}
