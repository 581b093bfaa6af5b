package dev.rollcall.server.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.Rehearsed;
import dev.rollcall.server.api.ImpactJson;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.profile.CommandJson;
import dev.rollcall.server.scim.Rehearsals.Rehearsal;
import dev.rollcall.spi.Firing;
import dev.rollcall.spi.Normalized;
import dev.rollcall.trace.EffectQueries.Effect;
import dev.rollcall.trace.RequestQueries.Found;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes a replay as JSON: what happened, what would happen now, and where the two differ. */
final class ReplayJson {

    /** People that are listed; the counts are of all. */
    private static final int PEOPLE = 200;

    private ReplayJson() {}

    static ObjectNode of(Found found, Replayable recorded, Effect before, Rehearsal now) {
        ObjectNode json = Json.object()
                .put("dryRun", true)
                .put("request", found.requestId().toString())
                .put("operation", recorded.place().isEmpty() ? null : recorded.place());
        json.putObject("directory").put("id", found.directoryId().toString()).put("name", found.directoryName());
        json.set("then", then(found, recorded, before));
        json.set("now", now(now));
        ArrayNode quirks = json.putArray("quirksFired");
        firings(now)
                .forEach(firing -> quirks.addObject()
                        .put("id", firing.quirk())
                        .<ObjectNode>set("before", firing.before())
                        .set("after", firing.after()));
        ArrayNode deviations = json.putArray("deviations");
        now.deviations()
                .forEach(deviation -> deviations
                        .addObject()
                        .put("rule", deviation.rule().word())
                        .put("leftOut", deviation.rule().leavesOut())
                        .put("detail", deviation.detail()));
        Normalized read = now.normalized();
        json.set("command", read == null ? null : CommandJson.of(read.request()));
        effect(json, now.effect());
        json.set("differences", differences(recorded, json));
        return json;
    }

    private static List<Firing> firings(Rehearsal now) {
        Normalized read = now.normalized();
        return read == null ? List.of() : read.firings();
    }

    private static ObjectNode then(Found found, Replayable recorded, Effect before) {
        ObjectNode then = Json.object().put("at", found.at().toString()).put("status", recorded.status());
        then.set("body", recorded.answered());
        // Of an operation of a bulk request it is not known which effects are its own.
        if (recorded.place().isEmpty()) {
            ArrayNode events = then.putArray("events");
            before.events().forEach(event -> events.add(event.type()));
        } else {
            then.putNull("events");
        }
        names(then.putArray("quirks"), recorded, recorded.entry().path("quirks"), "id");
        names(then.putArray("deviations"), recorded, RequestJson.deviations(found.deviations()), "rule");
        return then;
    }

    private static void names(ArrayNode names, Replayable recorded, JsonNode list, String field) {
        TreeSet<String> sorted = new TreeSet<>();
        for (JsonNode one : list) {
            if (one.path("operation").asText().equals(recorded.place())) {
                sorted.add(one.path(field).asText());
            }
        }
        sorted.forEach(names::add);
    }

    private static ObjectNode now(Rehearsal now) {
        ObjectNode json = Json.object().put("status", now.status());
        json.set("body", now.body());
        json.put("membersLeftOut", now.membersLeftOut());
        ArrayNode events = json.putArray("events");
        Rehearsed effect = now.effect();
        if (effect != null) {
            effect.events().forEach(event -> events.add(event.type()));
        }
        ArrayNode quirks = json.putArray("quirks");
        firings(now).stream().map(Firing::quirk).distinct().sorted().forEach(quirks::add);
        ArrayNode deviations = json.putArray("deviations");
        now.deviations().stream()
                .map(deviation -> deviation.rule().word())
                .distinct()
                .sorted()
                .forEach(deviations::add);
        return json;
    }

    private static void effect(ObjectNode json, @Nullable Rehearsed effect) {
        ArrayNode groups = json.putArray("groups");
        ArrayNode events = json.putArray("events");
        if (effect == null) {
            json.putNull("impact");
            return;
        }
        json.set("impact", ImpactJson.of(effect.impact(), PEOPLE));
        effect.groups()
                .forEach(group -> groups.addObject()
                        .put("id", group.id().toString())
                        .put("name", group.name().isEmpty() ? null : group.name())
                        .put("kind", group.fate().name().toLowerCase(Locale.ROOT))
                        .put("joined", group.joined())
                        .put("left", group.left()));
        effect.events()
                .forEach(event -> events.addObject()
                        .put("type", event.type())
                        .put("subject", event.subjectId().toString())
                        .set("data", event.data()));
    }

    /** The id of what would be made is made up, and members of a group are not shown in a rehearsal. */
    private static ArrayNode differences(Replayable recorded, ObjectNode json) {
        JsonNode then = json.path("then");
        JsonNode now = json.path("now");
        Differences differences = new Differences();
        differences.between(
                "status",
                IntNode.valueOf(then.path("status").asInt()),
                IntNode.valueOf(now.path("status").asInt()));
        boolean isComparable = recorded.answered() != null
                || recorded.entry().at("/response/bodyBeginning").isMissingNode();
        if (isComparable && recorded.place().isEmpty()) {
            differences.between("body", comparable(then, json), comparable(now, json));
        }
        for (String name : List.of("quirks", "deviations", "events")) {
            if (!then.path(name).isNull()) {
                differences.whole(name, then.path(name), now.path(name));
            }
        }
        return differences.found();
    }

    private static @Nullable JsonNode comparable(JsonNode side, ObjectNode json) {
        JsonNode body = side.get("body");
        if (!(body instanceof ObjectNode object)) {
            return body == null || body.isNull() ? null : body;
        }
        ObjectNode copy = object.deepCopy();
        if (json.at("/now/status").asInt() == 201) {
            copy.remove("id");
        }
        if (json.at("/now/membersLeftOut").asBoolean()) {
            copy.remove("members");
        }
        return copy;
    }
}
