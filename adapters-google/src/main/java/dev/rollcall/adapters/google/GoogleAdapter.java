package dev.rollcall.adapters.google;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.GoogleStage;
import dev.rollcall.adapters.google.source.GoogleSource;
import dev.rollcall.scim.Habit;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.pull.DirectorySource;
import dev.rollcall.spi.pull.Stage;
import dev.rollcall.spi.quirk.OddOperations;
import dev.rollcall.spi.quirk.PatchWithoutEnvelope;
import dev.rollcall.spi.quirk.StringBooleans;
import dev.rollcall.spi.setup.Place;
import dev.rollcall.spi.setup.SetupGuide;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Google Workspace. Its directory is read by the Directory API; it also sends users, and no groups, to apps of its own catalogue, as a
 * SCIM client that mixes versions 1.0 and 2.0.
 */
public final class GoogleAdapter implements Adapter {

    /** It is not known by which verb and in which spelling Google updates (GOOGLE-06): each that other clients have is read. */
    private static final List<Quirk> QUIRKS =
            List.of(new PatchWithoutEnvelope(), new OddOperations(), new StringBooleans());

    /** One for all directories: calls that Google counts together take turns. */
    private final GoogleSource source = new GoogleSource();

    @Override
    public String provider() {
        return "google";
    }

    @Override
    public String displayName() {
        return "Google Workspace";
    }

    @Override
    public List<Quirk> quirks() {
        return QUIRKS;
    }

    /** What a PUT names is decided by the application of the catalogue that was borrowed: what it does not name stays. */
    @Override
    public Optional<ObjectNode> profile() {
        ObjectNode profile = JsonNodeFactory.instance.objectNode();
        profile.putObject("reading").putObject("put").put("user", "merge");
        return Optional.of(profile);
    }

    /** The id of a user is the externalId of what is read, and never given to another. */
    @Override
    public Map<Habit, String> habitEvidence() {
        return Map.of(Habit.SOLE_EXTERNAL_ID, "GOOGLE-25");
    }

    @Override
    public Optional<SetupGuide> setupGuide(Place place) {
        return Optional.of(GoogleGuide.at(place));
    }

    @Override
    public Optional<DirectorySource> source() {
        return Optional.of(source);
    }

    @Override
    public Optional<Stage> stage() {
        return Optional.of(new GoogleStage());
    }
}
