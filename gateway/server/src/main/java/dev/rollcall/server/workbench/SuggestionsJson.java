package dev.rollcall.server.workbench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.scim.Rehearsals.Rehearsal;
import dev.rollcall.server.workbench.Suggester.Result;
import dev.rollcall.server.workbench.Suggester.Suggestion;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes suggestions as JSON, each tried on recorded requests as a dry run before it is shown. */
final class SuggestionsJson {

    private static final int EVIDENCE = 5;
    private static final int TRIED = 3;
    private static final int LEFT = 30;

    private SuggestionsJson() {}

    static Future<ObjectNode> of(
            RecordedRequests.Page page, Result result, ProfileDiff.Rehearse rehearse, Deadline deadline) {
        ObjectNode json = Json.object()
                .put("dryRun", true)
                .put("requests", page.looked())
                .put("notReplayable", page.notReplayable())
                .put("complete", result.complete())
                .put("faults", result.faults().size());
        ArrayNode suggestions = json.putArray("suggestions");
        json.set("profile", result.document());
        left(json.putArray("unexplained"), result.left());
        ObjectNode received = json.putObject("received");
        received.set("user", Received.of(page.requests(), "Users").json());
        received.set("group", Received.of(page.requests(), "Groups").json());
        Future<Void> done = Future.succeededFuture();
        for (Suggestion suggestion : result.suggestions()) {
            ObjectNode one = suggestions
                    .addObject()
                    .put("kind", suggestion.candidate().kind())
                    .put("about", suggestion.candidate().about());
            one.set("line", suggestion.candidate().line());
            one.put("count", suggestion.mends().size());
            ArrayNode evidence = one.putArray("evidence");
            List<Fault> shown = suggestion.mends().stream().limit(EVIDENCE).toList();
            for (int i = 0; i < shown.size(); i++) {
                Fault fault = shown.get(i);
                ObjectNode example = evidence.addObject().put("fault", fault.detail());
                example.set("request", fault.recorded().json());
                example.set("then", fault.recorded().then());
                if (i < TRIED) {
                    done = done.compose(before -> deadline.isOver()
                            ? Future.succeededFuture()
                            : rehearse.of(fault.recorded())
                                    .map(rehearsal -> tried(example, rehearsal))
                                    .mapEmpty());
                }
            }
        }
        return done.map(json);
    }

    private static ObjectNode tried(ObjectNode example, Rehearsal rehearsal) {
        ObjectNode now = example.putObject("now").put("status", rehearsal.status());
        return now.put(
                "detail",
                rehearsal.status() >= 400 && rehearsal.body() != null
                        ? rehearsal.body().path("detail").asText()
                        : null);
    }

    private static void left(ArrayNode list, List<Fault> left) {
        Map<String, List<Fault>> alike = new LinkedHashMap<>();
        left.forEach(fault -> alike.computeIfAbsent(fault.signature(), key -> new ArrayList<>())
                .add(fault));
        alike.values().stream().limit(LEFT).forEach(faults -> {
            ObjectNode one = list.addObject()
                    .put("fault", faults.get(0).kind().name().toLowerCase(Locale.ROOT))
                    .put("kind", faults.get(0).recorded().found().kind())
                    .put("detail", faults.get(0).detail())
                    .put("count", faults.size());
            ArrayNode requests = one.putArray("requests");
            faults.stream()
                    .limit(EVIDENCE)
                    .forEach(fault ->
                            requests.add(fault.recorded().found().requestId().toString()));
        });
    }
}
