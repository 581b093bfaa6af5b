package dev.rollcall.bench.kit;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicLong;

/** Measures the largest heap that was still reachable after a garbage collection while something ran. */
public final class Peak implements AutoCloseable {

    private static final long EVERY_MILLIS = 200;

    private static final double MEGABYTE = 1 << 20;

    private final Timer timer = new Timer("peak", true);
    private final AtomicLong most = new AtomicLong();

    public Peak() {
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        look();
                    }
                },
                EVERY_MILLIS,
                EVERY_MILLIS);
    }

    private void look() {
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage collected = pool.getCollectionUsage();
            if (pool.getType() == MemoryType.HEAP && collected != null) {
                used += collected.getUsed();
            }
        }
        long now = used;
        most.updateAndGet(before -> Math.max(before, now));
    }

    public double megabytes() {
        look();
        return most.get() / MEGABYTE;
    }

    @Override
    public void close() {
        timer.cancel();
    }
}
