package dev.rollcall.core.rule;

import java.util.UUID;

/**
 * Evidence of who asks on the administrators' side: made only by authentication, needed for every rule command.
 *
 * @param orgId the organisation
 * @param subject who it is, in words that an audit can use
 * @param requestId UUIDv7 of this request; stands on every row and event that it causes
 */
public record Actor(UUID orgId, String subject, UUID requestId) {}
