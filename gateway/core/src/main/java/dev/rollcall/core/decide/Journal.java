package dev.rollcall.core.decide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.Caller;
import dev.rollcall.core.model.EventRow;
import dev.rollcall.core.model.LedgerEntry;
import dev.rollcall.core.model.OrganizationRow;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The append-only side of a batch: seat ledger and events, numbered on from the organisation's counters. */
final class Journal {

    private final OrganizationRow before;
    private final Supplier<UUID> ids;
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final List<EventRow> events = new ArrayList<>();
    private int seatsUsed;

    Journal(OrganizationRow before, Supplier<UUID> ids) {
        this.before = before;
        this.ids = ids;
        this.seatsUsed = before.seatsUsed();
    }

    /** Books one seat taken (+1) or freed (-1). */
    void seat(UUID memberId, int delta, String cause, Caller caller, @Nullable UUID activationId) {
        seatsUsed += delta;
        ledger.add(new LedgerEntry(
                before.lastLedgerEntry() + ledger.size() + 1,
                memberId,
                delta,
                seatsUsed,
                cause,
                caller.directoryId(),
                activationId,
                caller.requestId()));
    }

    void event(String type, UUID subjectId, Caller caller, ObjectNode data) {
        events.add(new EventRow(
                before.lastEvent() + events.size() + 1,
                ids.get(),
                type,
                subjectId,
                caller.directoryId(),
                caller.requestId(),
                data));
    }

    List<LedgerEntry> ledger() {
        return ledger;
    }

    List<EventRow> events() {
        return events;
    }

    /** The organisation with its counters after this batch. */
    OrganizationRow organization() {
        return new OrganizationRow(
                before.id(),
                before.unverifiedDomains(),
                seatsUsed,
                before.lastLedgerEntry() + ledger.size(),
                before.lastEvent() + events.size());
    }
}
