package dev.rollcall.adapters.okta;

import dev.rollcall.adapters.okta.quirk.EmptyElements;
import dev.rollcall.adapters.okta.quirk.RenameCarriesId;
import dev.rollcall.adapters.okta.simulate.OktaSimulator;
import dev.rollcall.adapters.okta.simulate.OktaSimulator.Flavour;
import dev.rollcall.scim.Habit;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.capability.PublishesKeys;
import dev.rollcall.spi.quirk.ClearByEmpty;
import dev.rollcall.spi.quirk.PatchWithoutEnvelope;
import dev.rollcall.spi.quirk.StringBooleans;
import dev.rollcall.spi.setup.Place;
import dev.rollcall.spi.setup.SetupGuide;
import dev.rollcall.spi.simulate.Simulator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Okta as a SCIM client: the catalogue app (PATCH) as well as the app that the App Integration Wizard makes (PUT). */
public final class OktaAdapter implements Adapter, PublishesKeys {

    private static final List<Quirk> QUIRKS = List.of(
            new PatchWithoutEnvelope(),
            new RenameCarriesId(),
            new StringBooleans(),
            new ClearByEmpty(),
            new EmptyElements());

    @Override
    public String provider() {
        return "okta";
    }

    @Override
    public String displayName() {
        return "Okta";
    }

    /** Its groups come flattened: each user is a direct member of every group that was assigned. */
    @Override
    public boolean countsNestedGroups() {
        return false;
    }

    @Override
    public List<Quirk> quirks() {
        return QUIRKS;
    }

    @Override
    public Map<Habit, String> habitEvidence() {
        return Map.of(
                Habit.NOBODY_IS_A_FAILURE, "OKTA-02",
                Habit.SOLE_EXTERNAL_ID, "OKTA-12",
                Habit.STALE_FORMATTED_NAME, "OKTA-09");
    }

    @Override
    public List<String> keyHosts() {
        return List.of("*.okta.com", "*.oktapreview.com");
    }

    @Override
    public List<ResourceType> grantables() {
        return OktaGrantables.ALL;
    }

    @Override
    public Optional<SetupGuide> setupGuide(Place place) {
        return Optional.of(OktaGuide.at(place));
    }

    /** {@code oin}: the catalogue app; {@code aiw}: the app that the App Integration Wizard makes. */
    @Override
    public Map<String, Simulator> dialects() {
        return Map.of("oin", new OktaSimulator(Flavour.OIN), "aiw", new OktaSimulator(Flavour.AIW));
    }

    @Override
    public Optional<Simulator> simulator() {
        return Optional.of(new OktaSimulator(Flavour.OIN));
    }
}
