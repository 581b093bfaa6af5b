package dev.rollcall.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.EventRow;
import dev.rollcall.core.model.LedgerEntry;
import dev.rollcall.core.read.EventQueries.RecordedEvent;
import dev.rollcall.core.read.LedgerQueries.RecordedEntry;

/** Events and ledger entries on the wire. */
final class LogJson {

    private LogJson() {}

    static ObjectNode event(RecordedEvent recorded) {
        EventRow event = recorded.event();
        ObjectNode json = Json.object()
                .put("seq", event.seq())
                .put("id", event.id().toString())
                .put("at", recorded.at().toString())
                .put("type", event.type())
                .put("subject", event.subjectId().toString())
                .put("directory", Json.text(event.directoryId()))
                .put("request", event.requestId().toString());
        json.set("data", event.data());
        return json;
    }

    static ObjectNode entry(RecordedEntry recorded) {
        LedgerEntry entry = recorded.entry();
        return Json.object()
                .put("entry", entry.entry())
                .put("at", recorded.at().toString())
                .put("member", entry.memberId().toString())
                .put("delta", entry.delta())
                .put("balance", entry.balance())
                .put("billable", entry.billable())
                .put("cause", entry.cause())
                .put("directory", Json.text(entry.directoryId()))
                .put("activation", Json.text(entry.activationId()))
                .put("request", entry.requestId().toString());
    }
}
