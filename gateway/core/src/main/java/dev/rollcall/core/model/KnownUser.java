package dev.rollcall.core.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user of a directory reduced to the names by which a client may refer to them; no more is needed to put them into a group.
 *
 * @param nameKey case-folded userName
 */
public record KnownUser(UUID directoryId, UUID id, @Nullable String externalId, String nameKey) {}
