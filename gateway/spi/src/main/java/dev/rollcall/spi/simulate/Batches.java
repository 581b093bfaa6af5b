package dev.rollcall.spi.simulate;

import java.util.List;
import java.util.stream.IntStream;

/** Splits a long list into pieces that fit one request. */
public final class Batches {

    private Batches() {}

    /** Consecutive pieces of at most that size; none when the list is empty. */
    public static <T> List<List<T>> of(List<T> all, int size) {
        return IntStream.range(0, count(all.size(), size))
                .mapToObj(i -> all.subList(i * size, Math.min(all.size(), (i + 1) * size)))
                .toList();
    }

    /** How many pieces that are. */
    public static int count(int total, int size) {
        return (total + size - 1) / size;
    }
}
