package dev.rollcall.spi.pull;

/**
 * One setting that an administrator enters so that a directory can be read.
 *
 * @param name its name in the API and on the command line
 * @param isSecret whether it is stored sealed and never shown again
 * @param meaning one sentence: what it is, what it may be, and what it is when it is left out
 */
public record SourceField(String name, Kind kind, boolean isSecret, String meaning) {

    /** What its value is in JSON. */
    public enum Kind {
        TEXT,
        TEXTS,
        FLAG
    }
}
