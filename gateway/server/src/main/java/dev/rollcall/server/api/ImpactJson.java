package dev.rollcall.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.Impact;
import dev.rollcall.core.command.Impact.Line;
import dev.rollcall.core.command.RuleOutcome.Done;
import java.util.List;

/** Writes as JSON what a command did, or would do. */
public final class ImpactJson {

    private ImpactJson() {}

    /**
     * The answer to a rule command.
     *
     * @param most how many people are listed; the counts are of all, and {@code peopleOmitted} says how many are left out
     */
    static ObjectNode of(Done done, boolean dryRun, int most) {
        ObjectNode json = Json.object().put("dryRun", dryRun).put("subject", Json.text(done.subject()));
        return json.setAll(of(done.impact(), most));
    }

    /** The impact alone. */
    public static ObjectNode of(Impact impact, int most) {
        ObjectNode json = Json.object();
        ObjectNode counts = json.putObject("counts");
        impact.counts().forEach((kind, people) -> counts.put(kind.word(), people));
        json.putObject("seats").put("before", impact.seatsBefore()).put("after", impact.seatsAfter());
        json.putObject("admins").put("before", impact.adminsBefore()).put("after", impact.adminsAfter());
        List<Line> lines = impact.lines();
        ArrayNode people = json.putArray("people");
        lines.stream().limit(most).map(ImpactJson::line).forEach(people::add);
        return json.put("peopleOmitted", Math.max(0, lines.size() - most));
    }

    private static ObjectNode line(Line line) {
        return Json.object()
                .put("kind", line.kind().word())
                .put("id", line.id().toString())
                .put("userId", Json.text(line.userId()))
                .put("email", line.email())
                .put("roleBefore", line.roleBefore())
                .put("roleAfter", line.roleAfter())
                .put("losesAdmin", line.losesAdmin())
                .put("reason", line.reason());
    }
}
