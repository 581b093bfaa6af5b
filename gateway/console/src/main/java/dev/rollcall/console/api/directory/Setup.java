package dev.rollcall.console.api.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The progress of a directory's set-up, and the guide of its provider. */
public record Setup(
        List<Tick> steps,
        @Nullable String lastRequest,
        @Nullable String next,
        @Nullable Guide guide) {

    public record Tick(String step, boolean done, @Nullable String since) {}

    public record Guide(String introduction, List<Step> steps, List<Pitfall> pitfalls, List<String> notes) {}

    /** Null in {@code done}: the gateway sees nothing of it. */
    public record Step(
            String id,
            String title,
            List<String> instructions,
            List<Copy> copies,
            @Nullable String milestone,
            @Nullable Boolean done,
            @Nullable String since) {}

    public record Copy(String label, String text) {}

    public record Pitfall(String setting, String harm, String instead) {}
}
