package dev.rollcall.console.api.activity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a provider has sent. The components from {@code request} on are there only when a single request is read, not in a
 * list.
 *
 * @param outcome {@code done}, {@code left_out}, {@code partly_refused}, {@code refused}, {@code throttled} or {@code failed}
 * @param about the name of the user or group that it was about, or null
 */
public record LoggedRequest(
        String id,
        String at,
        Named directory,
        String method,
        String path,
        String kind,
        int status,
        String outcome,
        @Nullable String about,
        double millis,
        List<String> quirks,
        List<Deviation> deviations,
        @Nullable Side request,
        @Nullable Side response,
        @Nullable List<Firing> quirksFired,
        @Nullable List<JsonNode> commands,
        @Nullable Effect effect,
        @Nullable Timing timing) {

    /** The name is null when it is gone. */
    public record Named(String id, @Nullable String name) {}

    /** What was accepted against the RFC, and whether it has no effect. */
    public record Deviation(
            String rule,
            boolean leftOut,
            String detail,
            @Nullable String operation) {}

    /** What was sent one way; a body that was too long is there by its beginning. */
    public record Side(
            @Nullable Map<String, String> headers,
            @Nullable JsonNode body,
            @Nullable String bodyBeginning,
            @Nullable Long bodyLength,
            boolean bodyLeftOut,
            long bytes) {}

    /** A quirk that fired, with what it saw and what it made of it. */
    public record Firing(
            String id,
            @Nullable String operation,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            @Nullable String beforeBeginning,
            @Nullable String afterBeginning) {}

    /** What is put down to the request. */
    public record Effect(List<Event> events, List<Seat> ledger, List<Held> holds, List<Change> audit, boolean more) {

        public boolean isNothing() {
            return events.isEmpty() && ledger.isEmpty() && holds.isEmpty() && audit.isEmpty();
        }
    }

    public record Event(long seq, String type, String subject, String at) {}

    public record Seat(long entry, String member, int delta, String cause) {}

    public record Held(
            String id,
            String kind,
            String state,
            String effect,
            @Nullable String email) {}

    public record Change(
            String action,
            String subjectType,
            String subject,
            @Nullable String actor) {}

    /** In milliseconds; until the effect was committed where there was one. */
    public record Timing(double millis, @Nullable Double untilCommitMillis) {}

    public boolean isBulk() {
        return kind.equals("bulk");
    }

    /** What was sent and has no effect. */
    public List<Deviation> leftOut() {
        return deviations.stream().filter(Deviation::leftOut).toList();
    }

    /** What was taken for what it plainly means. */
    public List<Deviation> accepted() {
        return deviations.stream().filter(one -> !one.leftOut()).toList();
    }
}
