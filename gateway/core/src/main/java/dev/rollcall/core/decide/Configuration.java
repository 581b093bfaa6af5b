package dev.rollcall.core.decide;

import dev.rollcall.core.model.Activation;
import dev.rollcall.core.model.Assignment;
import dev.rollcall.core.model.ConflictDecision;
import dev.rollcall.core.model.DirectoryRow;
import dev.rollcall.core.model.OrganizationRow;
import java.util.List;
import java.util.UUID;

/** What a rule command changes in the settings that decisions depend on; written before anybody is looked at. */
public sealed interface Configuration {

    /** The organisation's terms. */
    record Terms(OrganizationRow organization) implements Configuration {}

    /** A directory's state, default role, activation and guard. */
    record Directory(DirectoryRow directory) implements Configuration {}

    /** A directory's assignments, all of them, strongest first. */
    record Assignments(UUID directoryId, List<Assignment> assignments) implements Configuration {}

    /** An activation that begins, ends or is undone. */
    record Activated(Activation activation) implements Configuration {}

    /** A domain that the organisation wants to prove; the store refuses one that another organisation has. */
    record DomainClaimed(String name, String token) implements Configuration {}

    /** A domain that is the organisation's own from now on; the store refuses one that another organisation has. */
    record DomainVerified(String name, boolean attested) implements Configuration {}

    /** The record of a verified domain is gone, or back. */
    record DomainRecord(String name, boolean present) implements Configuration {}

    /** What the operator decided about somebody whose address is another organisation's. */
    record ConflictDecided(ConflictDecision decision) implements Configuration {}

    /** A domain that is no longer. */
    record DomainReleased(String name) implements Configuration {}
}
