package dev.rollcall.spi.simulate;

/**
 * How long an identity provider waits when a gateway is too busy (429, 503), and how often it repeats a request that
 * got no response.
 */
public enum Patience {
    /** As long as it is told, each time. */
    AS_TOLD(10),

    /** As long as it is told at first, then twice as long each time. */
    DOUBLING(10),

    /** As long as it is told; what got no answer is the matter of a later cycle. */
    BY_CYCLE(1);

    private final int silences;

    Patience(int silences) {
        this.silences = silences;
    }

    /** After how many sendings without answer it gives up. */
    int silences() {
        return silences;
    }

    /**
     * How long to wait.
     *
     * @param told what {@code Retry-After} says
     * @param refusals how often this request was refused by now, at least 1
     */
    long seconds(long told, int refusals) {
        return this == DOUBLING ? told << (refusals - 1) : told;
    }
}
