package dev.rollcall.core.model.row;

import java.util.UUID;

/**
 * A user of a directory who used to be a member. That member has no record now, so the user takes the member over again
 * (R33).
 */
public record FormerRecord(UUID directoryId, UUID userId, UUID memberId) {}
