package dev.rollcall.core.decide.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.row.EventRow;
import dev.rollcall.core.model.row.LedgerEntry;
import dev.rollcall.core.model.row.OrganizationRow;
import dev.rollcall.core.model.word.LedgerCause;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The append-only side of a batch: seat ledger and events, numbered on from the organisation's counters. */
public final class Journal {

    private final OrganizationRow before;
    private final Tally tally;
    private final Supplier<UUID> ids;
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final List<EventRow> events = new ArrayList<>();

    Journal(OrganizationRow before, Tally tally, Supplier<UUID> ids) {
        this.before = before;
        this.tally = tally;
        this.ids = ids;
    }

    /** Books one seat taken (+1) or freed (-1). */
    public void seat(UUID memberId, int delta, LedgerCause why, Cause cause, @Nullable UUID activationId) {
        tally.seats(delta);
        ledger.add(new LedgerEntry(
                before.counts().lastLedgerEntry() + ledger.size() + 1,
                memberId,
                delta,
                tally.seatsUsed(),
                Math.max(0, tally.seatsUsed() - before.terms().purchasedSeats()),
                why,
                cause.directoryId(),
                activationId,
                cause.requestId()));
    }

    public void event(EventType type, UUID subjectId, Cause cause, ObjectNode data) {
        events.add(new EventRow(
                before.counts().lastEvent() + events.size() + 1,
                ids.get(),
                type.word(),
                subjectId,
                cause.directoryId(),
                cause.requestId(),
                data));
    }

    List<LedgerEntry> ledger() {
        return ledger;
    }

    public List<EventRow> events() {
        return events;
    }

    /** The organisation with its counters after this batch. */
    OrganizationRow organization() {
        return new OrganizationRow(
                before.id(),
                before.terms(),
                tally.counts(
                        before.counts().lastLedgerEntry() + ledger.size(),
                        before.counts().lastEvent() + events.size()));
    }
}
