package dev.rollcall.core.model;

import java.util.UUID;

/**
 * An organisation as far as decisions depend on it, read under the row lock that every batch takes.
 *
 * @param unverifiedDomains whether people with addresses of unverified domains may come in (R13)
 * @param seatsUsed seats in use
 * @param lastLedgerEntry number of the newest ledger entry, 0 before the first
 * @param lastEvent number of the newest event, 0 before the first
 */
public record OrganizationRow(
        UUID id, boolean unverifiedDomains, int seatsUsed, long lastLedgerEntry, long lastEvent) {}
