package dev.rollcall.spi.simulate;

/** How long an IdP waits when a gateway says that it is too busy (429, 503). */
public enum Patience {
    /** As long as it is told, each time. */
    AS_TOLD,

    /** As long as it is told at first, then twice as long each time; Okta documents it so. */
    DOUBLING;

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
