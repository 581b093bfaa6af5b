package dev.rollcall.server.api.organisation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.row.LedgerEntry;
import dev.rollcall.core.read.member.LedgerQueries.RecordedEntry;
import dev.rollcall.server.api.Json;

/** Writes ledger entries as JSON. */
final class LogJson {

    private LogJson() {}

    static ObjectNode entry(RecordedEntry recorded) {
        LedgerEntry entry = recorded.entry();
        return Json.object()
                .put("entry", entry.entry())
                .put("at", recorded.at().toString())
                .put("member", entry.memberId().toString())
                .put("memberName", recorded.memberName())
                .put("delta", entry.delta())
                .put("balance", entry.balance())
                .put("billable", entry.billable())
                .put("cause", entry.cause().word())
                .put("directory", Json.text(entry.directoryId()))
                .put("activation", Json.text(entry.activationId()))
                .put("request", entry.requestId().toString());
    }
}
