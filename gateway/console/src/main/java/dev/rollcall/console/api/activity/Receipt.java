package dev.rollcall.console.api.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The time at which the application knew that a member had lost access. */
public record Receipt(
        String type,
        String requestedAt,
        String effectiveAt,
        @Nullable String acknowledgedAt,
        @Nullable Long millis,
        List<Acknowledgement> acknowledgements) {

    /** By a {@code webhook}, a stream of {@code security_events} or the {@code feed}. */
    public record Acknowledgement(String way, String at) {}
}
