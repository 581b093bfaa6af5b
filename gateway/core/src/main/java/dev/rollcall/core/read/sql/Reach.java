package dev.rollcall.core.read.sql;

/**
 * How many rows a list may read where no index serves it.
 *
 * @param rows resources that may be looked at one by one for one page
 * @param skipped resources that may be passed over in the order of the list, counted from its nearer end
 * @param few how many resources are read from an index before it is known whether there are many
 */
public record Reach(long rows, long skipped, int few) {

    /** As the settings have it unless told otherwise. */
    public static final Reach DEFAULT = of(100_000);

    /** Passing a row over costs about a tenth of looking at it. */
    private static final long SKIPPED_FOR_ONE = 10;

    private static final int FEW = 1_000;

    /** The reach for that many rows. */
    public static Reach of(long rows) {
        return new Reach(rows, rows * SKIPPED_FOR_ONE, FEW);
    }
}
