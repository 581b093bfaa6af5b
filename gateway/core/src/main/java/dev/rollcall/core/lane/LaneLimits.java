package dev.rollcall.core.lane;

/**
 * The limits on what a lane accepts.
 *
 * @param batch how many items share one transaction at most
 * @param waiting how many may wait or be under way; further ones are refused
 */
public record LaneLimits(int batch, int waiting) {

    /**
     * 256 is where the gain of larger batches ends on the machines measured; 4,096 at the rates measured is less than a second
     * of work.
     */
    public static final LaneLimits DEFAULT = new LaneLimits(256, 4096);

    public LaneLimits {
        if (batch < 1 || waiting < batch) {
            throw new IllegalArgumentException("a lane needs batch >= 1 and waiting >= batch");
        }
    }
}
