package dev.rollcall.core.model;

import java.util.UUID;

/**
 * Whether one directory has groups in groups, and whether they matter for roles.
 *
 * @param counts whether groups in groups count for roles
 * @param any whether there are any
 */
public record Nesting(boolean counts, boolean any) {

    /** That a group is in another, at any depth. */
    public record Ancestor(UUID groupId, UUID ancestorId) {}

    /** Whether a user's role may come through a group that they are not in themselves. */
    public boolean matters() {
        return counts && any;
    }

    public Nesting counting(boolean whether) {
        return new Nesting(whether, any);
    }
}
