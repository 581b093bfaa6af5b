package dev.rollcall.console.api.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.console.api.Impact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of a dry run of a recorded request: what it would do now; nothing was written. */
public record Replay(
        @Nullable String operation,
        Then then,
        Now now,
        List<LoggedRequest.Firing> quirksFired,
        List<LoggedRequest.Deviation> deviations,
        @Nullable JsonNode command,
        Impact impact,
        List<GroupChange> groups,
        List<Told> events,
        List<Difference> differences) {

    public record Then(String at, int status, @Nullable JsonNode body) {}

    public record Now(int status, @Nullable JsonNode body, boolean membersLeftOut) {}

    /** A group that would be made, changed or deleted, with how many members come and go. */
    public record GroupChange(@Nullable String name, String kind, long joined, long left) {}

    public record Told(String type, String subject) {}

    /** A place where the response of today differs from that of then. */
    public record Difference(
            String path, @Nullable JsonNode then, @Nullable JsonNode now) {}
}
