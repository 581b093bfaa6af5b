package dev.rollcall.spi.simulate;

/**
 * Plays one IdP over real HTTP. It knows the wire, not the transport: every request goes through the {@link IdpTransport} it is given,
 * which counts, times and collects what was unexpected. A second run of the same plan on the same directory finds what the first
 * one left and updates it.
 */
public interface Simulator {

    /**
     * Plays the whole plan and returns when the last answer is in. Requests that belong to one user or group follow each
     * other; different ones run side by side, {@link Plan#concurrency()} at a time.
     *
     * @return what the directory holds now, if every answer was as expected
     * @throws IdpTransport.WireException when the gateway stays silent although the IdP tried again
     */
    ExpectedState run(Plan plan, IdpTransport wire);

    /** How many requests the plan makes at most, retries aside; for a progress bar. */
    int estimate(Plan plan);
}
