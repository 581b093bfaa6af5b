package dev.rollcall.adapters.entra;

import dev.rollcall.adapters.entra.quirk.DisplayNameInList;
import dev.rollcall.adapters.entra.quirk.LegacyGroupSchema;
import dev.rollcall.adapters.entra.quirk.MistypedExtension;
import dev.rollcall.adapters.entra.quirk.ReferenceFilter;
import dev.rollcall.adapters.entra.quirk.RolesInString;
import dev.rollcall.adapters.entra.quirk.ValuePathCreates;
import dev.rollcall.adapters.entra.simulate.EntraDialect;
import dev.rollcall.adapters.entra.simulate.EntraSimulator;
import dev.rollcall.scim.Habit;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.capability.KeepsRhythm;
import dev.rollcall.spi.capability.PublishesKeys;
import dev.rollcall.spi.quirk.ClearByEmpty;
import dev.rollcall.spi.quirk.PatchWithoutEnvelope;
import dev.rollcall.spi.quirk.StringBooleans;
import dev.rollcall.spi.setup.Place;
import dev.rollcall.spi.setup.SetupGuide;
import dev.rollcall.spi.simulate.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Microsoft Entra ID as a SCIM client: its default dialect as well as the one that {@code aadOptscim062020} switches on. */
public final class EntraAdapter implements Adapter, KeepsRhythm, PublishesKeys {

    private static final Set<AttributePath> UNLISTED = Set.of(
            AttributePath.parse("password"),
            AttributePath.parse("emails.display"),
            AttributePath.parse("emails.primary"));

    /** What changes shapes comes before what looks at values; whether an element is created is decided last. */
    private static final List<Quirk> QUIRKS = List.of(
            new PatchWithoutEnvelope(),
            new LegacyGroupSchema(),
            new MistypedExtension(),
            new RolesInString(),
            new DisplayNameInList(),
            new StringBooleans(),
            new ClearByEmpty(),
            new ValuePathCreates(),
            new ReferenceFilter());

    @Override
    public String provider() {
        return "entra";
    }

    @Override
    public String displayName() {
        return "Microsoft Entra ID";
    }

    /** Its groups come flattened: each user is a direct member of every group that was assigned. */
    @Override
    public boolean countsNestedGroups() {
        return false;
    }

    /** "Test schema" calls these no attributes of SCIM, although RFC 7643 section 8.7.1 has them; Entra sends none of them. */
    @Override
    public Set<AttributePath> unlisted() {
        return UNLISTED;
    }

    @Override
    public List<Quirk> quirks() {
        return QUIRKS;
    }

    @Override
    public Map<Habit, String> habitEvidence() {
        return Map.of(Habit.DELETES_THE_FORMER, "ENTRA-19");
    }

    @Override
    public Duration cycle() {
        return Duration.ofMinutes(40);
    }

    @Override
    public String adviceWhenSilent() {
        return "Entra comes every 40 minutes: see Provisioning in the enterprise application whether it is stopped"
                + " or in quarantine. If it runs, a firewall (WAF) in front of this gateway keeps its requests"
                + " away: some refuse what comes without a User-Agent, as Entra's requests do.";
    }

    @Override
    public List<String> keyHosts() {
        return List.of("login.microsoftonline.com");
    }

    @Override
    public Optional<SetupGuide> setupGuide(Place place) {
        return Optional.of(EntraGuide.at(place));
    }

    @Override
    public Optional<Simulator> simulator() {
        return Optional.of(new EntraSimulator(EntraDialect.DEFAULT));
    }

    @Override
    public Map<String, Simulator> dialects() {
        return Map.of(
                "default", new EntraSimulator(EntraDialect.DEFAULT),
                "aadOptscim062020", new EntraSimulator(EntraDialect.AAD_OPT_SCIM_062020),
                "alternating", new EntraSimulator(EntraDialect.values()));
    }
}
