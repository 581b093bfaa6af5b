package dev.rollcall.server.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.server.api.Json;
import dev.rollcall.trace.EffectQueries;
import dev.rollcall.trace.EffectQueries.Effect;
import dev.rollcall.trace.EntryReader;
import dev.rollcall.trace.RequestQueries.Found;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes requests of the log as JSON. */
final class RequestJson {

    private static final double MICROS = 1_000.0;

    private RequestJson() {}

    /** As it stands in a list. */
    static ObjectNode line(Found found) {
        ObjectNode json = Json.object()
                .put("id", found.requestId().toString())
                .put("at", found.at().toString());
        json.putObject("directory").put("id", found.directoryId().toString()).put("name", found.directoryName());
        json.put("method", found.method())
                .put("path", found.path())
                .put("kind", found.kind())
                .put("status", found.status())
                .put("outcome", found.outcome())
                .put("resource", Json.text(found.resource()))
                .put("about", found.about())
                .put("millis", found.micros() / MICROS);
        ArrayNode quirks = json.putArray("quirks");
        found.quirks().forEach(quirks::add);
        json.set("deviations", deviations(found.deviations()));
        return json;
    }

    /** What was accepted against the RFC, each with its rule, sentence, and whether anything was left out. */
    static JsonNode deviations(@Nullable String deviations) {
        return deviations == null ? Json.object().arrayNode() : parsed(deviations);
    }

    private static JsonNode parsed(String text) {
        return ScimJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** With everything that was kept, and what it did. */
    static ObjectNode whole(Found found, Effect effect) {
        ObjectNode json = line(found);
        JsonNode entry = EntryReader.read(Objects.requireNonNull(found.document()));
        json.set("request", side(entry.path("request"), found.bytesIn()));
        json.set("response", side(entry.path("response"), found.bytesOut()));
        json.set(
                "quirksFired",
                entry.path("quirks").isArray()
                        ? entry.path("quirks")
                        : Json.object().arrayNode());
        json.set(
                "commands",
                entry.path("commands").isArray()
                        ? entry.path("commands")
                        : Json.object().arrayNode());
        json.set("effect", effect(effect));
        ObjectNode timing = json.putObject("timing").put("millis", found.micros() / MICROS);
        Long committed = found.commitMicros();
        timing.put("untilCommitMillis", committed == null ? null : committed / MICROS);
        return json;
    }

    private static JsonNode side(JsonNode kept, long bytes) {
        return ((ObjectNode) kept).put("bytes", bytes);
    }

    private static ObjectNode effect(Effect effect) {
        ObjectNode json = Json.object();
        all(
                json,
                "events",
                effect.events(),
                event -> Json.object()
                        .put("seq", event.seq())
                        .put("type", event.type())
                        .put("subject", event.subject().toString())
                        .put("at", event.at().toString()));
        all(
                json,
                "ledger",
                effect.ledger(),
                entry -> Json.object()
                        .put("entry", entry.entry())
                        .put("member", entry.member().toString())
                        .put("delta", entry.delta())
                        .put("cause", entry.cause()));
        all(
                json,
                "holds",
                effect.holds(),
                hold -> Json.object()
                        .put("id", hold.id().toString())
                        .put("kind", hold.kind())
                        .put("state", hold.state())
                        .put("effect", hold.effect())
                        .put("email", hold.email()));
        all(
                json,
                "audit",
                effect.audit(),
                change -> Json.object()
                        .put("action", change.action())
                        .put("subjectType", change.subjectType())
                        .put("subject", change.subject())
                        .put("actor", change.actor()));
        json.put(
                "more",
                List.of(effect.events(), effect.ledger(), effect.holds(), effect.audit()).stream()
                        .anyMatch(list -> list.size() == EffectQueries.MOST));
        return json;
    }

    private static <T> void all(ObjectNode json, String name, List<T> things, Function<T, ObjectNode> shape) {
        ArrayNode list = json.putArray(name);
        things.forEach(thing -> list.add(shape.apply(thing)));
    }
}
