package dev.rollcall.core;

import dev.rollcall.scim.error.ScimError;

/** What became of a command, known only after its effect is committed. */
public sealed interface Outcome {

    /**
     * The resource as stored.
     *
     * @param created whether the command made it (201)
     * @param complete whether the document holds all a GET would return; false for a PATCH of a group, whose members were not
     *     loaded
     */
    record Stored(StoredResource resource, boolean created, boolean complete) implements Outcome {}

    /** The resource is gone. */
    record Deleted() implements Outcome {}

    /** Nothing was changed. */
    record Refused(ScimError error) implements Outcome {}
}
