package dev.rollcall.server.cli.print;

import dev.rollcall.server.simulate.Score;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows how far a run has come, redrawn in place on stderr; shows nothing if that is not a terminal. */
public final class ProgressBar implements AutoCloseable {

    /** Set by the launcher, for JDKs differ in what they know about it. */
    private static final String TERMINAL = "rollcall.terminal";

    private static final int WIDTH = 40;
    private static final long REDRAW_MILLIS = 100;
    private static final PrintStream ERR = System.err;

    private final Score score;
    private final int total;
    private final CountDownLatch done = new CountDownLatch(1);
    private final @Nullable Thread painter;

    private ProgressBar(Score score, int total, boolean isShown) {
        this.score = score;
        this.total = Math.max(1, total);
        this.painter = isShown ? new Thread(this::paint, "progress") : null;
    }

    /**
     * A bar that is not drawn yet.
     *
     * @param total how many requests there will be at most
     */
    public static ProgressBar on(Score score, int total) {
        return new ProgressBar(score, total, Boolean.getBoolean(TERMINAL));
    }

    public void start() {
        if (painter != null) {
            painter.setDaemon(true);
            painter.start();
        }
    }

    private void paint() {
        try {
            do {
                ERR.print("\r" + line());
                ERR.flush();
            } while (!done.await(REDRAW_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ERR.print("\r\033[2K");
        ERR.flush();
    }

    private String line() {
        long requests = score.requests();
        double share = Math.min(1.0, (double) requests / total);
        int filled = (int) (share * WIDTH);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  %,d requests",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                share * 100,
                requests);
    }

    @Override
    public void close() {
        done.countDown();
        if (painter != null) {
            try {
                painter.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
