package dev.rollcall.server.cli.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.StringJoiner;

/** Prints what a command did to people, or would do. */
public final class ImpactPrinter {

    private ImpactPrinter() {}

    /** Prints the answer to a command: as it came, or as text. */
    public static void answer(PrintWriter out, boolean json, JsonNode impact) {
        if (json) {
            out.println(impact);
        } else {
            print(out, impact);
        }
        out.flush();
    }

    /** Prints what does not happen. */
    static void wouldChange(PrintWriter out, JsonNode impact) {
        print(out, impact, true);
    }

    private static void print(PrintWriter out, JsonNode impact) {
        print(out, impact, impact.path("dryRun").asBoolean());
    }

    /** Prints who is concerned, then the numbers. */
    private static void print(PrintWriter out, JsonNode impact, boolean dryRun) {
        JsonNode people = impact.path("people");
        if (!people.isEmpty()) {
            Table table = new Table("WHAT", "WHO", "ROLE BEFORE", "ROLE AFTER", "WHY");
            for (JsonNode line : people) {
                table.row(
                        line.path("kind").asText().replace('_', ' ')
                                + (line.path("losesAdmin").asBoolean() ? " (loses admin)" : ""),
                        line.path("email").asText(),
                        line.path("roleBefore").asText("none"),
                        line.path("roleAfter").asText("none"),
                        line.path("reason").asText(""));
            }
            table.print(out);
        }
        if (impact.path("peopleOmitted").asInt() > 0) {
            out.println("... and " + impact.path("peopleOmitted").asInt() + " more");
        }
        summary(out, impact, dryRun);
    }

    private static void summary(PrintWriter out, JsonNode impact, boolean dryRun) {
        StringJoiner counts = new StringJoiner(", ");
        impact.path("counts")
                .properties()
                .forEach(count -> counts.add(
                        count.getValue().asText() + " " + count.getKey().replace('_', ' ')));
        out.println((dryRun ? "Would change: " : "Changed: ")
                + (counts.length() == 0 ? "nobody" : counts) + ". Seats " + beforeAndAfter(impact.path("seats"))
                + ", admins " + beforeAndAfter(impact.path("admins")) + ".");
    }

    private static String beforeAndAfter(JsonNode numbers) {
        return numbers.path("before").asText() + " -> " + numbers.path("after").asText();
    }
}
