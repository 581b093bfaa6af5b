package dev.rollcall.delivery.webhook;

import dev.rollcall.core.read.member.EventQueries.RecordedEvent;
import dev.rollcall.delivery.webhook.LaneTable.Taken;
import java.util.List;

/** A lane that is under way on this node: its events one after the other. Used by one event loop at a time. */
final class LaneRun {

    private final Taken lane;
    private final List<RecordedEvent> events;
    private int next;
    private long done;
    private int attempts;
    private volatile boolean lost;
    private volatile long notedAt = System.nanoTime();

    LaneRun(Taken lane, List<RecordedEvent> events) {
        this.lane = lane;
        this.events = events;
        this.done = lane.done();
        this.attempts = lane.attempts();
    }

    Taken lane() {
        return lane;
    }

    /** Passes over what the endpoint is not sent. */
    void skip() {
        while (next < events.size() && !wanted(events.get(next))) {
            advance();
        }
    }

    private boolean wanted(RecordedEvent event) {
        return lane.types() == null || lane.types().contains(event.event().type());
    }

    boolean isAtEnd() {
        return next == events.size();
    }

    RecordedEvent event() {
        return events.get(next);
    }

    /** The present event is dealt with. */
    void advance() {
        done = events.get(next).event().seq();
        attempts = 0;
        next++;
    }

    /** The present event has failed once more; says how often by now. */
    int failed() {
        return ++attempts;
    }

    int attempts() {
        return attempts;
    }

    long done() {
        return done;
    }

    /** Somebody else has the lane now, or nobody may go on with it. */
    void lose() {
        lost = true;
    }

    /** It was written down that the lane is this node's. */
    void noted() {
        notedAt = System.nanoTime();
    }

    /** Whether it may be gone on with: it is still this node's, and will be while one more attempt lasts. */
    boolean mayGoOn(long safeNanos) {
        return !lost && System.nanoTime() - notedAt < safeNanos;
    }
}
