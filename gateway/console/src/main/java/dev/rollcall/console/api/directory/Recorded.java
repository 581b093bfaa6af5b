package dev.rollcall.console.api.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the requests that a directory has received recently show about a profile. Nothing is written to find it out. */
public final class Recorded {

    private Recorded() {}

    /**
     * What they would do under another profile, against what they did.
     *
     * @param compared how many were read again
     * @param notReplayable how many were not kept whole
     * @param groups those that differ, by how they do; most first
     */
    public record Diff(long compared, long same, long notReplayable, long groupsOmitted, List<Group> groups) {}

    /**
     * Requests that differ alike.
     *
     * @param difference such as {@code now_accepted}
     * @param where what of them differs, or the reason of a refusal
     */
    public record Group(String difference, String kind, String where, long count, List<Example> examples) {}

    public record Example(Sent request, Result then, Result now, List<Change> differences) {}

    public record Sent(String id, String at, String method, String path) {}

    /**
     * What became of a request.
     *
     * @param status null where it was not tried to its end
     * @param detail why it was refused; null where it was not
     */
    public record Result(@Nullable Integer status, @Nullable String detail) {}

    public record Change(
            String path, @Nullable JsonNode then, @Nullable JsonNode now) {}

    /**
     * Lines of a profile that mend what failed.
     *
     * @param faults how often something was refused or left out
     * @param profile the one in force with all suggestions in it
     */
    public record Suggestions(
            long requests, long faults, List<Suggestion> suggestions, JsonNode profile, List<Left> unexplained) {}

    /**
     * One line, with what it mends.
     *
     * @param about in a sentence
     */
    public record Suggestion(String about, JsonNode line, long count, List<Evidence> evidence) {}

    public record Evidence(
            Sent request, Result then, @Nullable Result now, String fault) {}

    /** What no line was found for. */
    public record Left(String kind, String detail, long count) {}
}
