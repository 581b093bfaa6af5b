package dev.rollcall.core.command;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The outcome of a rule command, known only after its effect is committed; for a forecast, the outcome that it would have. */
public sealed interface RuleOutcome extends LaneResult {

    /**
     * It is done.
     *
     * @param subject the assignment, activation, member or hold that was made, else null
     */
    record Done(@Nullable UUID subject, Impact impact) implements RuleOutcome {}

    /**
     * Nothing was changed.
     *
     * @param detail what stands in the way and what would be accepted, for an administrator
     */
    record Refused(Refusal refusal, String detail) implements RuleOutcome {}

    /** What stands in the way. */
    enum Refusal {
        /** Something that the command names does not exist. */
        NOT_FOUND,
        /** The command makes no sense as it stands. */
        INVALID,
        /** Another administrator has changed it meanwhile. */
        CHANGED_MEANWHILE,
        /** The directory, activation or hold is not in a state that allows it. */
        WRONG_STATE,
        /** The organisation's plan and seats do not allow a directory (R1). */
        NOT_ELIGIBLE,
        /** The organisation has no verified domain (R2). */
        NO_VERIFIED_DOMAIN,
        /** Another organisation has verified the domain (R2). */
        DOMAIN_TAKEN,
        /** A directory manages the member (R10). */
        MANAGED_BY_DIRECTORY,
        /** The organisation would be without an active admin (R19). */
        LAST_ADMIN,
        /** The address belongs to a member of this organisation. */
        ADDRESS_TAKEN,
        /** The address is not for this organisation (R12, R26); why is not told, so that nobody learns who is a member where. */
        ADDRESS_NOT_AVAILABLE,
        /** All purchased seats are taken (R16). */
        NO_SEAT
    }
}
