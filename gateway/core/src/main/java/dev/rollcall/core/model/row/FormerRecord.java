package dev.rollcall.core.model.row;

import java.util.UUID;

/** A user of a directory who used to be a member for whom there is no record now; the user takes that member over again (R33). */
public record FormerRecord(UUID directoryId, UUID userId, UUID memberId) {}
