package dev.rollcall.core.command;

import dev.rollcall.core.model.StoredResource;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.error.ScimError;
import java.util.List;

/** The outcome of a command, known only after its effect is committed. */
public sealed interface Outcome extends LaneResult {

    /** What was accepted against the RFC while the command was applied. */
    default List<Deviation> deviations() {
        return List.of();
    }

    /**
     * The resource as stored.
     *
     * @param created whether the command made it (201)
     * @param complete whether the document holds all a GET would return; false for a group, whose members are
     *     rows and not loaded
     * @param deviations what was accepted against the RFC while the command was applied
     */
    record Stored(StoredResource resource, boolean created, boolean complete, List<Deviation> deviations)
            implements Outcome {}

    /**
     * The client may take the resource for gone.
     *
     * @param deviations what was accepted against the RFC while the command was applied
     */
    record Deleted(List<Deviation> deviations) implements Outcome {}

    /** Nothing was changed. */
    record Refused(ScimError error) implements Outcome {}
}
