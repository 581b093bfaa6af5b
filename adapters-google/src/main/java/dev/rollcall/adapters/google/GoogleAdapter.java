package dev.rollcall.adapters.google;

import dev.rollcall.adapters.google.source.GoogleSource;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.pull.DirectorySource;
import java.util.List;
import java.util.Optional;

/**
 * Google Workspace. Today it has a name and nothing else: Google pushes SCIM only to apps of its own catalogue, so the gateway
 * has to read the Directory API itself, and that is not built.
 */
public final class GoogleAdapter implements Adapter {

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
        return List.of();
    }

    @Override
    public Optional<String> notYet() {
        return Optional.of(
                "Google Workspace cannot be connected in this release, because its directory has to be read rather"
                        + " than pushed; connect the organisation through Okta, Microsoft Entra ID or a custom SCIM"
                        + " client.");
    }

    @Override
    public Optional<DirectorySource> source() {
        return Optional.of(new GoogleSource());
    }
}
