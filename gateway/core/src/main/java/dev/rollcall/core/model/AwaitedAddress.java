package dev.rollcall.core.model;

import java.util.UUID;

/**
 * A user who has to wait for an address because somebody else holds it: kept out until it is given up (R12), or known by another
 * one until then (R30).
 */
public record AwaitedAddress(UUID directoryId, UUID userId, String emailKey) {}
