package dev.rollcall.delivery.ssf.store;

import org.jspecify.annotations.Nullable;

/** The reasons that the transmitter states when it changes a stream on its own initiative. */
public final class Notices {

    private Notices() {}

    /** Why a stream was stopped, as a sentence. */
    public static String why(@Nullable String stopped) {
        return "gone".equals(stopped)
                ? "The receiver responded that it is gone (410). Events are kept until the stream is enabled again."
                : "No token could be delivered for three days. Events are kept until the stream is enabled again.";
    }
}
