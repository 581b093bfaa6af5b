package dev.rollcall.spi.pull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.Plan;

/** A simulated provider, and the company whose directory it has. Thread-safe. */
public interface StandIn extends AutoCloseable {

    /** What replaces the provider's origins. */
    String origin();

    /** What an administrator would enter to read it, secrets too. */
    ObjectNode settings();

    /** The people and groups of a plan join the company, those who are not there yet. */
    void grow(Plan plan);

    /** So many things happen in the company: people come, leave, change and are given other names. */
    void live(long seed, int steps);

    /** What the administrator allowed is taken back. */
    void refuse();

    /** What a directory that has read all of it holds, as far as the company still knows it. */
    ExpectedState standing();

    @Override
    void close();
}
