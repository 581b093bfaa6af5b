package dev.rollcall.server.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.pull.source.PassRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a reading that is under way: how fast it is, and when it will end. */
final class SourceJsonTest {

    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");

    private static PassRecord reading(String kind, String state, int users, int members) {
        return new PassRecord(
                UUID.randomUUID(),
                kind,
                null,
                state,
                "members",
                "half_open",
                JsonNodeFactory.instance.objectNode().put("users", users).put("members", members),
                JsonNodeFactory.instance.arrayNode(),
                NOW.minus(Duration.ofSeconds(12)),
                NOW.minus(Duration.ofSeconds(10)),
                state.equals("running") ? null : NOW);
    }

    private static ObjectNode json(PassRecord pass, int objectsBefore) {
        return SourceJson.of(pass, Optional.of(reading("full", "complete", objectsBefore, 0)), NOW);
    }

    @Test
    void aReadingEndsWhenAsMuchIsReadAsTheTimeBefore() {
        ObjectNode json = json(reading("full", "running", 400, 600), 3_000);

        assertThat(json.path("objectsPerSecond").asLong()).isEqualTo(100);
        assertThat(json.path("expectedEnd").asText())
                .isEqualTo(NOW.plusSeconds(20).toString());
        assertThat(json.path("circuit").asText()).isEqualTo("half_open");
    }

    @ParameterizedTest
    @CsvSource({
        "full, running, 400, 2700, there is more than there was",
        "full, running, 0, 0, nothing was read yet",
        "users, running, 400, 0, it does not read members",
        "full, complete, 400, 600, it has ended"
    })
    void noEndIsToldWhereNoneCanBeKnown(String kind, String state, int users, int members, String why) {
        ObjectNode json = json(reading(kind, state, users, members), 3_000);

        assertThat(json.path("expectedEnd").isNull()).as(why).isTrue();
    }

    @Test
    void noEndIsToldBeforeAnyReadingWasComplete() {
        ObjectNode json = SourceJson.of(reading("full", "running", 400, 600), Optional.empty(), NOW);

        assertThat(json.path("expectedEnd").isNull()).isTrue();
    }
}
