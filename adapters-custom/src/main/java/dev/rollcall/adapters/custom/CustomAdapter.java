package dev.rollcall.adapters.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.quirk.ClearByEmpty;
import dev.rollcall.spi.quirk.CommasInBrackets;
import dev.rollcall.spi.quirk.DisplayBesideValue;
import dev.rollcall.spi.quirk.MemberOperations;
import dev.rollcall.spi.quirk.OddOperations;
import dev.rollcall.spi.quirk.PatchWithoutEnvelope;
import dev.rollcall.spi.quirk.SingleQuotes;
import dev.rollcall.spi.quirk.StringBooleans;
import dev.rollcall.spi.quirk.UnquotedRest;
import dev.rollcall.spi.quirk.ValueUnderItsName;
import dev.rollcall.spi.setup.Place;
import dev.rollcall.spi.setup.SetupGuide;
import dev.rollcall.spi.simulate.Simulator;
import java.util.List;
import java.util.Optional;

/**
 * Any SCIM 2.0 client without an adapter of its own, read as tolerantly as the SCIM library reads, with the quirks that several
 * providers have in common.
 */
public final class CustomAdapter implements Adapter {

    private static final List<Quirk> QUIRKS = List.of(
            new PatchWithoutEnvelope(),
            new MemberOperations(),
            new OddOperations(),
            new ValueUnderItsName(),
            new CommasInBrackets(),
            new DisplayBesideValue(),
            new SingleQuotes(),
            new UnquotedRest(),
            new StringBooleans(),
            new ClearByEmpty());

    /** Those that are offered by name (R3), in this order; each has a conversation in the tests. */
    private static final List<String> PRESETS = List.of(
            "onelogin",
            "onelogin1",
            "jumpcloud",
            "pingone",
            "pingfederate",
            "rippling",
            "sailpoint",
            "saviynt",
            "cyberark",
            "oracle",
            "duo",
            "authentik",
            "keycloak",
            "rauthy",
            "pocketid",
            "midpoint",
            "grouper",
            "wso2",
            "helloid",
            "probo",
            "keeper",
            "sram",
            "openconext");

    private final Preset preset;

    /** For the client that has no name here. */
    public CustomAdapter() {
        this(Preset.read("custom"));
    }

    private CustomAdapter(Preset preset) {
        this.preset = preset;
    }

    /** The same under the names of clients whose profile is known, so that administrators find theirs (R3). */
    public static List<Adapter> presets() {
        return PRESETS.stream()
                .map(Preset::read)
                .<Adapter>map(CustomAdapter::new)
                .toList();
    }

    @Override
    public String provider() {
        return preset.id();
    }

    @Override
    public String displayName() {
        return preset.name();
    }

    @Override
    public Optional<ObjectNode> profile() {
        return Optional.of(preset.profile());
    }

    @Override
    public Optional<SetupGuide> setupGuide(Place place) {
        return Optional.of(preset.guide(place));
    }

    @Override
    public Optional<Simulator> simulator() {
        return Optional.of(new PresetSimulator(preset.id(), preset.speech()));
    }

    @Override
    public List<Quirk> quirks() {
        return QUIRKS;
    }
}
