package dev.rollcall.adapters.okta;

import dev.rollcall.scim.Habit;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.quirk.ClearByEmpty;
import dev.rollcall.spi.quirk.StringBooleans;
import dev.rollcall.spi.simulate.Simulator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Okta as a SCIM client: the catalogue app (PATCH) as well as the app that the App Integration Wizard makes (PUT). */
public final class OktaAdapter implements Adapter {

    private static final List<Quirk> QUIRKS =
            List.of(new RenameCarriesId(), new StringBooleans(), new ClearByEmpty(), new EmptyElements());

    @Override
    public String provider() {
        return "okta";
    }

    @Override
    public String displayName() {
        return "Okta";
    }

    @Override
    public List<Quirk> quirks() {
        return QUIRKS;
    }

    @Override
    public Set<Habit> habits() {
        return Set.of(Habit.SOLE_EXTERNAL_ID, Habit.STALE_FORMATTED_NAME);
    }

    @Override
    public Optional<Simulator> simulator() {
        return Optional.of(new OktaSimulator(OktaSimulator.Flavour.OIN));
    }
}
