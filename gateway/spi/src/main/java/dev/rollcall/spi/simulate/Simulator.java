package dev.rollcall.spi.simulate;

/**
 * Plays one IdP over real HTTP. It knows the wire, not the transport: every request goes through the {@link Wire} it is given,
 * which counts, times and judges the answers.
 */
public interface Simulator {

    /**
     * Plays the whole plan and returns when the last answer is in. Requests that belong to one user or group follow each
     * other; different ones run side by side, {@link Plan#concurrency()} at a time.
     */
    void run(Plan plan, Wire wire);

    /** How many requests the plan makes at the most; for a progress bar. */
    int estimate(Plan plan);
}
