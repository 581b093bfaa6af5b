package dev.rollcall.trace;

import dev.rollcall.trace.EntryWriter.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what waits to be written to the request log: recordings as they came, and the entries made from them. Both count until they
 * are handed out, and both together are bounded. Thread-safe.
 */
final class Backlog {

    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    private final Recorder.Limits limits;
    private final EntryWriter writer;
    private final RecordingObserver observer;
    private final Queue<Recording> taken = new ConcurrentLinkedQueue<>();
    private final Queue<Recording> unowned = new ConcurrentLinkedQueue<>();
    private final Queue<Written> made = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Backlog(Recorder.Limits limits, RecordingObserver observer) {
        this.limits = limits;
        this.writer = new EntryWriter(limits.showsValues(), limits.entry());
        this.observer = observer;
    }

    /** How many wait. */
    int waiting() {
        return waiting.get();
    }

    /** Adds a recording, or drops it when too many wait; how many wait then, 0 when it was dropped. */
    int add(Recording recording) {
        long size = recording.bytes();
        if (waiting.get() >= limits.queue() || bytes.get() + size > limits.queueBytes()) {
            observer.dropped(1);
            return 0;
        }
        bytes.addAndGet(size);
        taken.add(recording);
        return waiting.incrementAndGet();
    }

    /** Makes entries of all that was taken; one thread does, and another that comes waits for it. */
    synchronized void make() {
        for (Recording next = taken.poll(); next != null; next = taken.poll()) {
            if (next.orgId() == null) {
                unowned.add(next);
            } else {
                make(next);
            }
        }
    }

    /** Makes an entry of one whose organisation is known. One that cannot be shown takes no other with it. */
    void make(Recording recording) {
        try {
            made.add(writer.write(recording));
        } catch (RuntimeException e) {
            forget(recording.bytes());
            observer.dropped(1);
            LOG.warn("a request was not recorded: {}", recording.requestId(), e);
        }
    }

    /** Hands out those whose organisation is not known, because their credential was not accepted; they count until {@link #forget}. */
    List<Recording> unowned() {
        List<Recording> all = new ArrayList<>();
        for (Recording next = unowned.poll(); next != null; next = unowned.poll()) {
            all.add(next);
        }
        return all;
    }

    /** Hands out at most so many of those that are ready to be written. */
    List<Written> ready(int most) {
        List<Written> ready = new ArrayList<>(most);
        while (ready.size() < most) {
            Written next = made.poll();
            if (next == null) {
                break;
            }
            forget(next.bytes());
            ready.add(next);
        }
        return ready;
    }

    /** One of that size waits no more. */
    void forget(long size) {
        waiting.decrementAndGet();
        bytes.addAndGet(-size);
    }
}
