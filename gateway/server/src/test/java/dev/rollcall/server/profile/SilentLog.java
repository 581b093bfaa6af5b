package dev.rollcall.server.profile;

import org.identityconnectors.common.logging.Log;
import org.identityconnectors.common.logging.LogSpi;
import org.jspecify.annotations.Nullable;

/** Says nothing, where the connectors would write every call to the standard output. Made by name. */
public final class SilentLog implements LogSpi {

    @Override
    public void log(
            Class<?> type, @Nullable String method, Log.Level level, String message, @Nullable Throwable cause) {}

    @Override
    public void log(
            Class<?> type, StackTraceElement caller, Log.Level level, String message, @Nullable Throwable cause) {}

    @Override
    public boolean isLoggable(Class<?> type, Log.Level level) {
        return false;
    }

    @Override
    public boolean needToInferCaller(Class<?> type, Log.Level level) {
        return false;
    }
}
