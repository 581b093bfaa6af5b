package dev.rollcall.server.scim;

import dev.rollcall.scim.Deviation;
import dev.rollcall.server.management.Metrics;
import dev.rollcall.spi.Normalized;
import java.util.List;

/** Counts where an IdP's traffic leaves the RFC: quirks that fired, deviations that were accepted. */
public final class Deviations {

    private final Metrics metrics;

    public Deviations(Metrics metrics) {
        this.metrics = metrics;
    }

    void count(String provider, Normalized normalized) {
        for (String quirk : normalized.quirks()) {
            metrics.quirk(provider, quirk);
        }
        count(provider, normalized.deviations());
    }

    void count(String provider, List<Deviation> deviations) {
        for (Deviation deviation : deviations) {
            metrics.deviation(provider, deviation.rule());
        }
    }
}
