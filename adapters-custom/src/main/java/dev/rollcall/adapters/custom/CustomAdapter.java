package dev.rollcall.adapters.custom;

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
import java.util.List;

/**
 * Any SCIM 2.0 client without an adapter of its own, read as tolerantly as the SCIM library reads, with the quirks that
 * more than one provider has.
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

    private final String provider;
    private final String displayName;

    /** For the client that has no name here. */
    public CustomAdapter() {
        this("custom", "Custom SCIM");
    }

    private CustomAdapter(String provider, String displayName) {
        this.provider = provider;
        this.displayName = displayName;
    }

    /** The same under the names of providers that it reads well, so that administrators find theirs (R3). */
    public static List<Adapter> presets() {
        return List.of(
                new CustomAdapter("onelogin", "OneLogin"),
                new CustomAdapter("jumpcloud", "JumpCloud"),
                new CustomAdapter("pingone", "PingOne"),
                new CustomAdapter("rippling", "Rippling"));
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public String displayName() {
        return displayName;
    }

    @Override
    public List<Quirk> quirks() {
        return QUIRKS;
    }
}
