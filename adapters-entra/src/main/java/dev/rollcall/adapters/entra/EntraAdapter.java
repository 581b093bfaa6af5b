package dev.rollcall.adapters.entra;

import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.simulate.Simulator;
import java.util.List;
import java.util.Optional;

/** Microsoft Entra ID as a SCIM client: its default dialect as well as the one that {@code aadOptscim062020} switches on. */
public final class EntraAdapter implements Adapter {

    @Override
    public String provider() {
        return "entra";
    }

    @Override
    public String displayName() {
        return "Microsoft Entra ID";
    }

    @Override
    public List<Quirk> quirks() {
        return List.of();
    }

    @Override
    public Optional<Simulator> simulator() {
        return Optional.of(new EntraSimulator(EntraDialect.DEFAULT));
    }
}
