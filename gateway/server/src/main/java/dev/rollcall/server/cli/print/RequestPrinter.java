package dev.rollcall.server.cli.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Prints one request of the log for people to read: what was received, how it was read, and what it did. */
public final class RequestPrinter {

    private final PrintWriter out;

    private RequestPrinter(PrintWriter out) {
        this.out = out;
    }

    public static void print(JsonNode entry, PrintWriter out) {
        new RequestPrinter(out).print(entry);
    }

    private void print(JsonNode entry) {
        out.println(entry.path("method").asText() + " " + entry.path("path").asText());
        line("at", entry.path("at").asText() + ", " + entry.path("millis").asText() + " ms");
        line("directory", entry.at("/directory/name").asText("(deleted)"));
        line(
                "answered",
                entry.path("status").asText() + ", " + entry.path("outcome").asText());
        String detail = entry.at("/response/body/detail").asText();
        if (!detail.isEmpty()) {
            line("", detail);
        }
        for (JsonNode deviation : entry.path("deviations")) {
            line(
                    deviation.path("leftOut").asBoolean() ? "left out" : "read anyway",
                    deviation.path("detail").asText() + " ("
                            + deviation.path("rule").asText() + ")");
        }
        body("sent", entry.path("request"));
        for (JsonNode quirk : entry.path("quirksFired")) {
            line("quirk", quirk.path("id").asText());
            line("  before", quirk.path("before").toString());
            line("  after", quirk.path("after").toString());
        }
        for (JsonNode command : entry.path("commands")) {
            line("understood", command.toString());
        }
        body("response", entry.path("response"));
        effect(entry.path("effect"));
    }

    private void effect(JsonNode effect) {
        for (JsonNode event : effect.path("events")) {
            line(
                    "event",
                    event.path("seq").asText() + " " + event.path("type").asText() + " "
                            + event.path("subject").asText());
        }
        for (JsonNode entry : effect.path("ledger")) {
            line(
                    "seat",
                    (entry.path("delta").asInt() > 0 ? "+" : "")
                            + entry.path("delta").asText() + " "
                            + entry.path("member").asText());
        }
        for (JsonNode hold : effect.path("holds")) {
            line(
                    "hold",
                    hold.path("id").asText() + " " + hold.path("kind").asText() + " "
                            + hold.path("email").asText());
        }
    }

    private void body(String name, JsonNode side) {
        if (side.has("body")) {
            line(name, side.path("body").toString());
        } else if (side.has("bodyBeginning")) {
            line(
                    name,
                    side.path("bodyBeginning").asText() + " ... (cut; "
                            + side.path("bodyLength").asText() + " characters)");
        } else if (side.path("bodyLeftOut").asBoolean()) {
            line(name, "not kept, " + side.path("bytes").asText() + " bytes");
        }
    }

    private void line(String name, String value) {
        out.println(String.format("  %-12s%s", name, value));
    }
}
