package dev.rollcall.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Time that a test passes by itself; remembers which waits were asked for. */
final class PassedTime implements Timing {

    private record Due(long at, long order, Runnable then) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    final List<Duration> waits = new ArrayList<>();
    private long now;
    private long order;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Runnable after(Duration wait, Runnable then) {
        waits.add(wait);
        Due entry = new Due(now + wait.toNanos(), order++, then);
        due.add(entry);
        return () -> due.remove(entry);
    }

    /** Lets this much time pass and does what falls due in it, each at its moment. */
    void pass(Duration time) {
        long until = now + time.toNanos();
        for (Due next = due.peek(); next != null && next.at() <= until; next = due.peek()) {
            due.remove(next);
            now = next.at();
            next.then().run();
        }
        now = until;
    }
}
