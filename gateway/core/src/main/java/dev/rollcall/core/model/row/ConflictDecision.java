package dev.rollcall.core.model.row;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The operator's decision about a member whose address is in a domain that another organisation has verified (R26).
 *
 * @param emailKey case-folded
 * @param keep whether the organisation may have a member by this address; otherwise the address goes to the owner of
 *     the domain
 * @param until when a decision to keep becomes one to release, or null for never
 * @param by the administrator
 */
public record ConflictDecision(
        String emailKey,
        UUID memberId,
        boolean keep,
        @Nullable Instant until,
        Instant decided,
        String by) {}
