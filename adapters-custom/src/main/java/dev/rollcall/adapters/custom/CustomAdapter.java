package dev.rollcall.adapters.custom;

import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.quirk.ClearByEmpty;
import dev.rollcall.spi.quirk.StringBooleans;
import java.util.List;

/**
 * Any SCIM 2.0 client without an adapter of its own, read as tolerantly as the SCIM library reads, with the quirks that
 * more than one provider has.
 */
public final class CustomAdapter implements Adapter {

    @Override
    public String provider() {
        return "custom";
    }

    @Override
    public String displayName() {
        return "Custom SCIM";
    }

    @Override
    public List<Quirk> quirks() {
        return List.of(new StringBooleans(), new ClearByEmpty());
    }
}
