package dev.rollcall.console.api.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An e-mail domain of an organisation. */
public record Domain(
        String name,
        String state,
        @Nullable String proof,
        @Nullable String claimed,
        @Nullable String verified,
        @Nullable String recordLost,
        @Nullable Txt record,
        @Nullable Check lastCheck,
        @Nullable String nextCheck,
        @Nullable String warning) {

    public record Txt(String type, String name, String value) {}

    public record Check(String at, boolean proved, String message, List<Lookup> lookups) {}

    public record Lookup(
            String name,
            String resolver,
            String answer,
            @Nullable String detail,
            List<String> texts) {}

    public boolean isVerified() {
        return !state.equals("claimed");
    }
}
