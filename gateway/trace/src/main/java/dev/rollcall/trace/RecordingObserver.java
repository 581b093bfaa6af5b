package dev.rollcall.trace;

/** Observes the recording of requests, for metrics. */
public interface RecordingObserver {

    /** Nobody looks. */
    RecordingObserver NONE = new RecordingObserver() {};

    /** Entries were written. */
    default void written(int entries) {}

    /** Entries were given up, because too many waited or the database did not take them. */
    default void dropped(int entries) {}
}
