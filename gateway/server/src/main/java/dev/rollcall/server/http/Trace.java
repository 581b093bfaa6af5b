package dev.rollcall.server.http;

import java.util.StringJoiner;

/** Says where a failure comes from, in one line and without messages, because those may repeat what a client sent. */
final class Trace {

    private static final int FRAMES = 12;
    private static final int CAUSES = 4;

    private Trace() {}

    static String of(Throwable failure) {
        StringJoiner trace = new StringJoiner(" caused by ");
        Throwable cause = failure;
        for (int i = 0; cause != null && i < CAUSES; i++) {
            trace.add(frames(cause));
            cause = cause.getCause();
        }
        return trace.toString();
    }

    private static String frames(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.getClass().getName());
        StackTraceElement[] frames = failure.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
            text.append(i == 0 ? " at " : " < ")
                    .append(frames[i].getFileName())
                    .append(':')
                    .append(frames[i].getLineNumber());
        }
        return text.toString();
    }
}
