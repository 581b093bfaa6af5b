package dev.rollcall.adapters.google.simulate;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Decides from a seed what goes wrong at the fake, and how often, until it is told to stop. Thread-safe. */
public final class Faults {

    private final SplittableRandom dice;
    private final int percent;
    private final Set<String> lost;
    private final AtomicLong played = new AtomicLong();
    private volatile boolean on = true;

    /** One thing that goes wrong with one call. */
    enum Fault {
        NONE,
        /** 403 with the reason {@code userRateLimitExceeded}. */
        QUOTA_AS_JSON,
        /** 403 with plain text. */
        QUOTA_AS_TEXT,
        /** 429 with Retry-After. */
        CONCURRENCY,
        /** 503 with the reason {@code backendError}. */
        BACKEND,
        /** 502 with a page of HTML. */
        HTML,
        /** The connection ends in the middle of the answer. */
        TORN,
        /** 200, complete to look at, with some of the items missing and no word about it. */
        PARTIAL,
        /** 200 without items, but with a token for the next page. */
        EMPTY_PAGE,
        /** The access token is not known any more. */
        EXPIRED
    }

    private Faults(long seed, int percent) {
        this(seed, percent, Set.of());
    }

    private Faults(long seed, int percent, Set<String> lost) {
        this.lost = Set.copyOf(lost);
        this.dice = new SplittableRandom(seed);
        this.percent = percent;
        this.on = percent > 0;
    }

    public static Faults none() {
        return new Faults(0, 0);
    }

    /** So many calls in a hundred go wrong, in one of the ways that Google is known for. */
    public static Faults of(long seed, int percent) {
        return new Faults(seed, percent);
    }

    /** Lists of users and groups, complete to look at, are without those of these ids; whoever asks for one gets it. */
    public static Faults losing(Set<String> ids) {
        return new Faults(0, 0, ids);
    }

    public void stop() {
        on = false;
    }

    /** How many calls went wrong. */
    public long played() {
        return played.get();
    }

    synchronized Fault next() {
        if (!on || dice.nextInt(100) >= percent) {
            return Fault.NONE;
        }
        played.incrementAndGet();
        Fault[] all = Fault.values();
        return all[1 + dice.nextInt(all.length - 1)];
    }

    boolean loses(String id) {
        return lost.contains(id);
    }

    /** Whether an item is missing from a partial page. */
    synchronized boolean isMissing() {
        return dice.nextInt(4) == 0;
    }
}
