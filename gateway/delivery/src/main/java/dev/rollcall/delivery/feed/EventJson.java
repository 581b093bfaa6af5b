package dev.rollcall.delivery.feed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.row.EventRow;

/** Events as JSON: the same whichever way they go. {@link EventSchemas} says what is in them. */
public final class EventJson {

    private EventJson() {}

    public static ObjectNode of(FeedEvent told) {
        EventRow event = told.recorded().event();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("seq", event.seq())
                .put("id", event.id().toString())
                .put("organization", told.orgId().toString())
                .put("at", told.recorded().at().toString())
                .put("type", event.type())
                .put("subject", event.subjectId().toString())
                .put(
                        "directory",
                        event.directoryId() == null ? null : event.directoryId().toString())
                .put("request", event.requestId().toString());
        json.set("data", event.data());
        if (told.position() != null) {
            json.put("position", told.position());
        }
        return json;
    }
}
