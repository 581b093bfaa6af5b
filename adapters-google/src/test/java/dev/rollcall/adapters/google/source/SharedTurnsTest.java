package dev.rollcall.adapters.google.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.resilience.Turns;
import dev.rollcall.spi.pull.SourceSettings;
import dev.rollcall.spi.pull.SourceSettings.Pace;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whose calls take turns with whose. */
final class SharedTurnsTest {

    private final Google google = Google.empty();
    private final SharedTurns turns = new SharedTurns();

    @AfterEach
    void stop() {
        google.close();
    }

    private GoogleSettings settings(String admin) {
        return GoogleSettings.of(new SourceSettings(
                google.values.deepCopy().put("admin", admin), null, null, new Pace(2_400, Duration.ofMillis(1))));
    }

    @Test
    @DisplayName("GOOGLE-35: calls of one project for one administrator take turns, whatever directory they are for")
    void shared() {
        Turns first = turns.take(google.vertx, settings("root@fake.example"));

        assertThat(turns.take(google.vertx, settings("root@fake.example"))).isSameAs(first);
        assertThat(turns.take(google.vertx, settings("other@fake.example"))).isNotSameAs(first);
        turns.giveBack(settings("root@fake.example"));
        assertThat(turns.take(google.vertx, settings("root@fake.example"))).isSameAs(first);
        for (int i = 0; i < 2; i++) {
            turns.giveBack(settings("root@fake.example"));
        }
        assertThat(turns.take(google.vertx, settings("root@fake.example")))
                .as("nobody has them any more")
                .isNotSameAs(first);
    }
}
