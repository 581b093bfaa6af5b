package dev.rollcall.core.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a directory has a user, and by what a client may name them; no more is needed to put them into a group.
 *
 * @param nameKey case-folded userName
 */
public record KnownUser(UUID directoryId, UUID id, @Nullable String externalId, String nameKey) {}
