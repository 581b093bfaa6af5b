package dev.rollcall.adapters.google.simulate;

import java.util.HashMap;
import java.util.Map;

/** Counts how many calls each subject has left in the present minute; with a limit of 0 there is no limit. */
final class Quota {

    private final Map<String, long[]> used = new HashMap<>();
    private volatile int perMinute;

    void perMinute(int limit) {
        perMinute = limit;
    }

    synchronized boolean take(String subject, long now) {
        if (perMinute == 0) {
            return true;
        }
        long minute = now / 60;
        long[] count = used.computeIfAbsent(subject, unseen -> new long[2]);
        if (count[0] != minute) {
            count[0] = minute;
            count[1] = 0;
        }
        return ++count[1] <= perMinute;
    }
}
