package dev.rollcall.console.api.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings with which a directory is read, and whether that works.
 *
 * @param settings what was entered, without its secrets
 * @param secrets names of those that were entered
 * @param account the provider's id of the account
 * @param state {@code unproven}, {@code ready} or {@code stopped}
 */
public record Source(
        JsonNode settings,
        List<String> secrets,
        @Nullable String account,
        int usersEvery,
        int groupsEvery,
        String state,
        @Nullable String checked,
        @Nullable String nextUsers,
        @Nullable String nextGroups,
        List<Finding> findings) {

    /** What was looked at; the mistake is null where it passed. */
    public record Finding(String step, @Nullable String mistake, String sentence) {}

    public boolean isReady() {
        return state.equals("ready");
    }
}
