package dev.rollcall.core.lane;

/** Is told how lanes and batches perform, for metrics. Called on event loops: must not block. */
public interface LaneObserver {

    /** Nobody looks. */
    LaneObserver NONE = new LaneObserver() {};

    /** Items came in (+) or were done with (-). */
    default void queued(int items) {}

    /** A batch ended, well or not. */
    default void batch(int size, long nanos) {}

    /** A lane with more to do paused, because other organisations are at work. */
    default void madeWay() {}

    /** An item was refused because its lane was full. */
    default void refused() {}

    /** A batch was split because one of its items could not be stored. */
    default void split() {}

    /** A batch is tried again after a failure that was chance. */
    default void retried() {}
}
