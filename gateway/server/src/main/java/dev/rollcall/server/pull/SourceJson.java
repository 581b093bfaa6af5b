package dev.rollcall.server.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.pull.source.PassRecord;
import dev.rollcall.pull.source.Source;
import dev.rollcall.server.api.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes as JSON how a directory is read, and its readings. */
final class SourceJson {

    private SourceJson() {}

    /**
     * How a directory is read.
     *
     * @param last its newest reading
     */
    static ObjectNode of(Source source, List<String> secrets, Optional<PassRecord> last) {
        ObjectNode json = Json.object();
        json.set("settings", source.settings());
        secrets.forEach(json.putArray("secrets")::add);
        json.put("account", source.account())
                .put("usersEvery", source.usersSeconds())
                .put("groupsEvery", source.groupsSeconds())
                .put("state", source.state().word())
                .put("circuit", last.map(PassRecord::circuit).orElse(null))
                .put("checked", text(source.checked()))
                .put("nextUsers", text(source.usersDue()))
                .put("nextGroups", text(source.groupsDue()));
        json.set("findings", source.findings());
        return json;
    }

    /** What is in the way of reading, in the words of what was found. */
    static String obstacle(Source source) {
        for (JsonNode finding : source.findings()) {
            if (finding.path("mistake").isTextual()) {
                return "The source of the directory has to be fixed first. "
                        + finding.path("sentence").asText();
            }
        }
        return "The source of the directory has not been checked successfully. POST .../source/check does that.";
    }

    /**
     * A reading.
     *
     * @param before one that was complete, which tells how much there is to read
     */
    static ObjectNode of(PassRecord pass, Optional<PassRecord> before, Instant now) {
        ObjectNode json = Json.object()
                .put("id", pass.id().toString())
                .put("kind", pass.kind())
                .put("askedBy", pass.askedBy())
                .put("state", pass.state())
                .put("phase", pass.phase())
                .put("circuit", pass.circuit())
                .put("asked", text(pass.asked()))
                .put("started", text(pass.started()))
                .put("ended", text(pass.ended()));
        json.set("counts", pass.counts());
        json.set("notes", pass.notes());
        return json.put("objectsPerSecond", rate(pass, now))
                .put(
                        "expectedEnd",
                        text(before.map(whole -> expectedEnd(pass, whole, now)).orElse(null)));
    }

    /** Users and memberships that were looked at in a second; null before it has begun and when that was no time. */
    private static @Nullable Long rate(PassRecord pass, Instant now) {
        Long millis = millis(pass, now);
        return millis == null || millis <= 0 ? null : objects(pass) * 1_000 / millis;
    }

    /** If there is as much as there was before and it goes on as fast; null when that cannot be told. */
    private static @Nullable Instant expectedEnd(PassRecord pass, PassRecord whole, Instant now) {
        Long millis = millis(pass, now);
        long done = objects(pass);
        long all = objects(whole);
        boolean isTold = pass.state().equals("running") && !pass.kind().equals("users") && done > 0 && done < all;
        return isTold && millis != null ? now.plusMillis(millis * (all - done) / done) : null;
    }

    private static @Nullable Long millis(PassRecord pass, Instant now) {
        Instant started = pass.started();
        Instant ended = pass.ended();
        return started == null
                ? null
                : Long.valueOf(
                        Duration.between(started, ended == null ? now : ended).toMillis());
    }

    private static long objects(PassRecord pass) {
        return pass.counts().path("users").asLong()
                + pass.counts().path("members").asLong();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
