package dev.rollcall.server.simulate;

import dev.rollcall.spi.simulate.IdpTransport.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts what a run has seen so far. Thread-safe. */
public final class Score {

    private static final long LONGEST_NANOS = 120_000_000_000L;
    private static final int DIGITS = 3;
    private static final int LISTED = 20;

    private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> quirks = new ConcurrentSkipListMap<>();
    private final Histogram nanos = new ConcurrentHistogram(LONGEST_NANOS, DIGITS);
    private final List<String> surprises = new ArrayList<>();
    private final AtomicInteger unexpected = new AtomicInteger();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();

    void answered(Answer answer, long tookNanos) {
        requests.incrementAndGet();
        statuses.computeIfAbsent(answer.status(), status -> new LongAdder()).increment();
        nanos.recordValue(Math.min(tookNanos, LONGEST_NANOS));
        for (String header : answer.headers().getOrDefault("rollcall-quirks", List.of())) {
            for (String quirk : header.split(",", -1)) {
                quirks.computeIfAbsent(quirk.strip(), id -> new LongAdder()).increment();
            }
        }
    }

    void noAnswer() {
        requests.incrementAndGet();
        unanswered.incrementAndGet();
    }

    void unexpected(String what) {
        if (unexpected.incrementAndGet() <= LISTED) {
            synchronized (surprises) {
                surprises.add(what);
            }
        }
    }

    /** How many answers were not what the IdP expects. */
    public int unexpected() {
        return unexpected.get();
    }

    /** Requests sent so far. */
    public long requests() {
        return requests.get();
    }

    public long unanswered() {
        return unanswered.get();
    }

    /** How often each status was answered. */
    public Map<Integer, LongAdder> statuses() {
        return statuses;
    }

    /** How often each quirk fired, by its id. */
    public Map<String, LongAdder> quirks() {
        return quirks;
    }

    /** The first of the unexpected answers, a line each. */
    public List<String> surprises() {
        synchronized (surprises) {
            return List.copyOf(surprises);
        }
    }

    /** The time below which that share of the requests was answered, in milliseconds. */
    public double milliseconds(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }
}
