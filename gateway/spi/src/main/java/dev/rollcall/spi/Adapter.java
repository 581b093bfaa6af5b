package dev.rollcall.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Habit;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.pull.DirectorySource;
import dev.rollcall.spi.pull.Stage;
import dev.rollcall.spi.setup.Place;
import dev.rollcall.spi.setup.SetupGuide;
import dev.rollcall.spi.simulate.Simulator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One identity provider's side of the gateway. An adapter has no state and does no I/O. */
public interface Adapter {

    /** Stable id in URLs, settings, metrics and the database: one short word in lower case. */
    String provider();

    /** The name by which an administrator knows the provider. */
    String displayName();

    /** The provider's quirks; the normalizer applies them in this order. */
    List<Quirk> quirks();

    /** Quirks that a profile can choose for the provider's clients, beside those above. */
    default List<Quirk> quirksToChoose() {
        return List.of();
    }

    /** The document that says what the provider does otherwise, when that is said as data ({@code dev.rollcall.spi.profile}). */
    default Optional<ObjectNode> profile() {
        return Optional.empty();
    }

    /** What the provider does and can be acted upon only beside what is stored, each with the entry of the wire catalogue that shows it. */
    default Map<Habit, String> habitEvidence() {
        return Map.of();
    }

    default Set<Habit> habits() {
        return habitEvidence().keySet();
    }

    /**
     * Whether a user in a group that is in another group is meant to have the other group's role, unless a directory says otherwise. Not
     * so where the provider sends each user as a direct member of every group that counts.
     */
    default boolean countsNestedGroups() {
        return true;
    }

    /** What the provider's own check of {@code /Schemas} refuses to see, and a tolerant directory of it does not list. */
    default Set<AttributePath> unlisted() {
        return Set.of();
    }

    /**
     * Why no organisation can connect this provider in this release: one sentence for an administrator, saying what to do
     * instead. Empty when the provider is ready.
     */
    default Optional<String> notYet() {
        return Optional.empty();
    }

    /**
     * What the provider reads so that it can grant it, beside users and groups: read-only resource types at {@code /Roles} and
     * {@code /Entitlements}, in schemas of its own. None for most.
     */
    default List<ResourceType> grantables() {
        return List.of();
    }

    /** How an administrator connects the provider, for one directory. Empty when its guide is not written. */
    default Optional<SetupGuide> setupGuide(Place place) {
        return Optional.empty();
    }

    /** The simulator in each way of speaking that the provider has, by the name of that way; empty when there is one only. */
    default Map<String, Simulator> dialects() {
        return Map.of();
    }

    /** The provider played by the gateway itself, for tests, demo and benchmark. Empty when there is none. */
    default Optional<Simulator> simulator() {
        return Optional.empty();
    }

    /** How the provider's directory is read. Empty when it sends everything by itself. */
    default Optional<DirectorySource> source() {
        return Optional.empty();
    }

    /** The provider played by a server on this machine, where its directory is read. Empty when there is none. */
    default Optional<Stage> stage() {
        return Optional.empty();
    }
}
