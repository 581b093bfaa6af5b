package dev.rollcall.core.model;

import java.util.UUID;

/** Which organisation the holder of an address is an active member of; at most one (R12). */
public record Claim(String emailKey, UUID orgId, UUID memberId) {}
