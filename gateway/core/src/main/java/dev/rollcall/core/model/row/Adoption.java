package dev.rollcall.core.model.row;

import java.util.UUID;

/**
 * A member whom an activation found and took over (R11), as they were before: undoing the activation restores that (R17).
 *
 * @param former the member before
 */
public record Adoption(UUID activationId, MemberRow former) {}
