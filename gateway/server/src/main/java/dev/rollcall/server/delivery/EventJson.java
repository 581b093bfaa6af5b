package dev.rollcall.server.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.EventRow;
import dev.rollcall.delivery.feed.FeedEvent;
import dev.rollcall.server.api.Json;

/** Events on the wire. */
final class EventJson {

    private EventJson() {}

    static ObjectNode of(FeedEvent told) {
        EventRow event = told.recorded().event();
        ObjectNode json = Json.object()
                .put("seq", event.seq())
                .put("id", event.id().toString())
                .put("organization", told.orgId().toString())
                .put("at", told.recorded().at().toString())
                .put("type", event.type())
                .put("subject", event.subjectId().toString())
                .put("directory", Json.text(event.directoryId()))
                .put("request", event.requestId().toString());
        json.set("data", event.data());
        if (told.position() != null) {
            json.put("position", told.position());
        }
        return json;
    }
}
