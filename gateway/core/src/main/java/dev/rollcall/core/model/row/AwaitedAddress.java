package dev.rollcall.core.model.row;

import java.util.UUID;

/**
 * A user who has to wait because of an address: kept out until another holder gives it up (R12) or its domain changes hands (R13,
 * R26), or known by another one until then (R30).
 *
 * @param domain of the address, in the form in which domains are stored
 */
public record AwaitedAddress(UUID directoryId, UUID userId, String emailKey, String domain) {}
