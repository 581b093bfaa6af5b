package dev.rollcall.core;

import dev.rollcall.scim.Mode;
import java.util.UUID;

/**
 * Evidence of who asks: made only by authentication, needed for every call into the core.
 *
 * @param orgId the organisation
 * @param directoryId the directory whose credential was shown
 * @param mode how that directory reads what its client sends
 * @param requestId UUIDv7 of this request; stands on every row and event that it causes
 */
public record Caller(UUID orgId, UUID directoryId, Mode mode, UUID requestId) {}
