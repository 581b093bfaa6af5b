package dev.rollcall.scim;

/** Whether a directory reads its client's requests tolerantly or strictly. */
public enum Mode {
    /** What today's IdPs need: deviations from the RFC that have one plain meaning are accepted and reported. */
    TOLERANT,
    /** RFC 7643 and 7644 to the letter. */
    STRICT
}
