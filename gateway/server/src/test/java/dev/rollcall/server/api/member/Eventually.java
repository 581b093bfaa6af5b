package dev.rollcall.server.api.member;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Waits for what happens in the background. It says nothing about how fast, only that it comes. */
public final class Eventually {

    private static final long DEADLINE = Duration.ofSeconds(60).toNanos();

    private Eventually() {}

    /** Returns as soon as the assertion holds; throws its failure when it never does. */
    public static void assertThat(ThrowingCallable assertion) {
        long end = System.nanoTime() + DEADLINE;
        while (true) {
            try {
                assertion.call();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
