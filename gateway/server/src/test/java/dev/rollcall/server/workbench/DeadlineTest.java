package dev.rollcall.server.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.server.profile.Profiles;
import dev.rollcall.server.trace.Replayable;
import dev.rollcall.spi.profile.ProfileReader;
import dev.rollcall.trace.RequestQueries.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What recorded requests are asked ends after a time, with what was found by then. */
final class DeadlineTest {

    private static final List<ResourceType> TYPES = List.of(CoreTypes.USER, CoreTypes.GROUP);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ProfileReader READER = new ProfileReader(Adapters.all());
    private static final Directory DIRECTORY = new Directory(
            UUID.randomUUID(),
            UUID.randomUUID(),
            "Ours",
            "custom",
            State.ACTIVE,
            Mode.TOLERANT,
            Set.of(),
            "member",
            null,
            false);

    /** A clock on which each look takes a second. */
    private static Deadline inLooks(int looks) {
        AtomicLong now = new AtomicLong();
        return Deadline.in(
                Duration.ofSeconds(looks),
                () -> now.getAndAdd(Duration.ofSeconds(1).toNanos()));
    }

    private static Recorded recorded() {
        String entry = "{'request':{'method':'POST','path':'/Users','body':{'login':'ada'}},"
                + "'response':{'status':400,'body':{'detail':'userName is missing'}}}";
        Found found = new Found(
                UUID.randomUUID(),
                DIRECTORY.id(),
                "Ours",
                NOW,
                "POST",
                "/scim/v2/" + DIRECTORY.id() + "/Users",
                "create",
                400,
                "refused",
                null,
                null,
                1,
                null,
                1,
                1,
                List.of(),
                null,
                entry.replace('\'', '"'));
        return new Recorded(found, Replayable.of(found, null));
    }

    private static List<Recorded> requests() {
        return Stream.generate(DeadlineTest::recorded).limit(5).toList();
    }

    private static RecordedRequests.Page page() {
        return new RecordedRequests.Page(requests(), 5, 0, NOW);
    }

    @Test
    @DisplayName("profile diff compares the newest as long as there is time, and counts the others")
    void aComparisonEnds() {
        ProfileDiff diff = new ProfileDiff(DIRECTORY, TYPES, new Profiles(READER), List.of());
        List<Comparison> all = diff.compare(requests(), READER.ofProvider("custom"), inLooks(3));
        assertThat(all).hasSize(2);
        JsonNode answer = ProfileDiff.json(
                        page(),
                        all,
                        one -> {
                            throw new AssertionError("there is no time to rehearse");
                        },
                        inLooks(0))
                .result();
        assertThat(answer.path("compared").asInt()).isEqualTo(2);
        assertThat(answer.path("notCompared").asInt()).isEqualTo(3);
    }

    @Test
    @DisplayName("profile suggest answers with the lines that it has found by then, and says that it is not all")
    void aSearchEnds() {
        ObjectNode none = Json.object();
        Suggester.Result all = new Suggester(DIRECTORY, TYPES, READER, inLooks(1_000_000)).suggest(requests(), none);
        assertThat(all.complete()).isTrue();
        assertThat(all.suggestions()).isNotEmpty();
        Suggester.Result cut = new Suggester(DIRECTORY, TYPES, READER, inLooks(0)).suggest(requests(), none);
        assertThat(cut.complete()).isFalse();
        assertThat(cut.suggestions()).isEmpty();
        assertThat(cut.left()).hasSameSizeAs(cut.faults()).isNotEmpty();
    }
}
