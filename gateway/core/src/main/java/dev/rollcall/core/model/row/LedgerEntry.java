package dev.rollcall.core.model.row;

import dev.rollcall.core.model.word.LedgerCause;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the seat ledger (R16).
 *
 * @param entry number within the organisation, from 1, without gaps
 * @param delta +1 for a seat taken, -1 for one freed
 * @param balance seats in use after this entry
 * @param billable seats in use above the purchased ones after this entry
 * @param cause what took or freed it
 */
public record LedgerEntry(
        long entry,
        UUID memberId,
        int delta,
        int balance,
        int billable,
        LedgerCause cause,
        @Nullable UUID directoryId,
        @Nullable UUID activationId,
        UUID requestId) {}
