package dev.rollcall.core.model;

import java.time.Instant;
import java.util.UUID;

/**
 * The organisation that has verified a domain.
 *
 * @param domain in its ASCII form
 * @param since when it was verified
 */
public record DomainOwner(String domain, UUID orgId, Instant since) {}
