package dev.rollcall.bench.kit;

import java.util.Collection;
import java.util.List;

/** Middles of what the rounds of a bench gave. */
public final class Medians {

    private Medians() {}

    /** The one in the middle, the upper of two; 0 of none. */
    public static double of(Collection<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }
}
