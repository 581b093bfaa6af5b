package dev.rollcall.core.model;

import java.util.UUID;

/** A user who is kept out because somebody else holds the address, and comes in when it is given up (R12). */
public record AwaitedAddress(UUID directoryId, UUID userId, String emailKey) {}
