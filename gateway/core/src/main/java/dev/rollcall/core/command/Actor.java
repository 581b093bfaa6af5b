package dev.rollcall.core.command;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/**
 * Evidence of who the caller is, on the administrators' side: created only by authentication and required for every
 * rule command.
 *
 * @param orgId the organisation
 * @param subject who it is, in words that an audit can use
 * @param requestId UUIDv7 of this request; every row and event that it causes carries it
 */
public record Actor(UUID orgId, String subject, UUID requestId) {

    /** Stands for the organisation where something concerns all of them, such as a role that the operator defines. */
    public static final UUID INSTALLATION = new UUID(0, 0);

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    /** The gateway itself, for what it does without being asked; each time under a request id of its own. */
    public static Actor gateway(UUID orgId) {
        return new Actor(orgId, "Rollcall", IDS.generate());
    }

    /** The same in another organisation, for what begins with a request that names none. */
    public Actor in(UUID organisation) {
        return new Actor(organisation, subject, requestId);
    }
}
