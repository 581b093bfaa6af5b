package dev.rollcall.server.api.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Forecasts.Forecast;
import dev.rollcall.core.admin.Forecasts.ForecastLine;
import dev.rollcall.core.command.Impact.Kind;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.directory.DirectoryReadiness.Readiness;
import java.util.List;
import java.util.TreeMap;

/** Writes a page of the changes by going live as JSON; its numbers are those of the whole list. */
final class PreviewJson {

    private PreviewJson() {}

    /**
     * One page.
     *
     * @param found the lines, and one more when there is a next page
     */
    static ObjectNode of(Forecast forecast, List<ForecastLine> found, int limit) {
        ObjectNode json = Json.object().put("madeAt", forecast.made().toString());
        ObjectNode counts = json.putObject("counts");
        new TreeMap<Kind, Integer>(forecast.counts()).forEach((kind, people) -> counts.put(kind.word(), people));
        json.put("losingAdmin", forecast.losingAdmin());
        json.putObject("seats").put("before", forecast.seatsBefore()).put("after", forecast.seatsAfter());
        json.putObject("admins").put("before", forecast.adminsBefore()).put("after", forecast.adminsAfter());
        boolean hasNext = found.size() > limit;
        List<ForecastLine> shown = hasNext ? found.subList(0, limit) : found;
        ArrayNode people = json.putArray("people");
        shown.stream().map(PreviewJson::line).forEach(people::add);
        json.put("first", new PreviewCursor(forecast.id(), 0).text());
        return json.put(
                "next",
                hasNext ? new PreviewCursor(forecast.id(), shown.get(limit - 1).number()).text() : null);
    }

    /** The page with what is missing to go live, and what wants attention; a paused directory may go on whatever is missing. */
    static ObjectNode with(ObjectNode page, State state, Readiness ready) {
        ArrayNode missing = page.putArray("missing");
        if (state != State.PAUSED) {
            ready.missing().forEach(missing::add);
        }
        ready.warnings().forEach(page.putArray("warnings")::add);
        return page;
    }

    private static ObjectNode line(ForecastLine line) {
        return Json.object()
                .put("kind", line.kind().word())
                .put("memberId", Json.text(line.memberId()))
                .put("userId", Json.text(line.userId()))
                .put("email", line.email())
                .put("roleBefore", line.roleBefore())
                .put("roleAfter", line.roleAfter())
                .put("losesAdmin", "admin".equals(line.roleBefore()) && !"admin".equals(line.roleAfter()))
                .put("reason", line.reason());
    }
}
