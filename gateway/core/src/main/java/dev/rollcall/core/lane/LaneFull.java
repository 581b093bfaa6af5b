package dev.rollcall.core.lane;

/** Too many requests of one organisation are waiting already; the client is asked to try again later (429 with Retry-After). */
public final class LaneFull extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LaneFull(int limit) {
        super("more than " + limit + " requests of this organisation are waiting", null, false, false);
    }
}
