package dev.rollcall.core.lane;

/** What to do about a batch that failed. */
public enum Remedy {
    /** The same batch may pass now. */
    RETRY,
    /** One item spoils it for all. */
    SPLIT,
    /** Nothing: all items fail. */
    NONE
}
