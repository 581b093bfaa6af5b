package dev.rollcall.server.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.scim.Rehearsals.Sent;
import dev.rollcall.server.trace.Replayable;
import dev.rollcall.trace.RequestQueries.Found;

/** One recorded request, or operation of a bulk request, as it was sent, with what was answered. */
record Recorded(Found found, Replayable replayable) {

    Sent sent() {
        return replayable.sent();
    }

    /** What was answered then. */
    int status() {
        return replayable.status();
    }

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", found.requestId().toString())
                .put("at", found.at().toString())
                .put("method", found.method())
                .put("path", found.path());
        return json.put("operation", replayable.place().isEmpty() ? null : replayable.place());
    }

    /** What was answered then, with the reason where it was refused. */
    ObjectNode then() {
        ObjectNode json = Json.object().put("status", status());
        JsonNode answered = replayable.answered();
        JsonNode detail = answered == null ? null : answered.get("detail");
        return json.put("detail", detail == null || !detail.isTextual() ? null : detail.textValue());
    }
}
