package dev.rollcall.core.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The guard against mass changes: how many people a directory may remove within a window before the rest is held (R21),
 * and how many it has removed.
 *
 * @param share percent of the most members that it managed since the window began
 * @param minimum how many people it may remove whatever the share comes to
 * @param window how long a window lasts
 * @param since when the present window began, or null before the first
 * @param base the largest number of active members that it has managed since then; a directory that is still being
 *     filled begins with few
 * @param count how many people it has removed since then and not brought back
 */
public record MassGuard(
        int share, int minimum, Duration window, @Nullable Instant since, int base, int count) {

    public static final MassGuard DEFAULT = new MassGuard(20, 10, Duration.ofHours(1), null, 0, 0);

    /** Whether something happened in the window that is running now. */
    public boolean isOfThisWindow(Instant moment, Instant now) {
        return isRunning(now) && since != null && !moment.isBefore(since);
    }

    private boolean isRunning(Instant now) {
        return since != null && now.isBefore(since.plus(window));
    }

    /** This guard at a moment: in its window, or at the start of the next. */
    public MassGuard at(Instant now, int activeMembers) {
        return isRunning(now)
                ? new MassGuard(share, minimum, window, since, Math.max(base, activeMembers), count)
                : new MassGuard(share, minimum, window, now, activeMembers, 0);
    }

    /** Whether one more may go. */
    public boolean admitsOneMore() {
        return count < admitted();
    }

    /** How many may go in this window. */
    public int admitted() {
        return Math.max(minimum, (int) ((long) base * share / 100));
    }

    public MassGuard with(int newShare, int newMinimum, Duration newWindow) {
        return new MassGuard(newShare, newMinimum, newWindow, since, base, count);
    }

    /** A member whom it had taken out in this window is back. */
    public MassGuard oneLess() {
        return new MassGuard(share, minimum, window, since, base, Math.max(0, count - 1));
    }

    public MassGuard oneMore() {
        return new MassGuard(share, minimum, window, since, base, count + 1);
    }
}
