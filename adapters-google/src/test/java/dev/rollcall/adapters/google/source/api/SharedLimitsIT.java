package dev.rollcall.adapters.google.source.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.adapters.google.source.Google;
import dev.rollcall.resilience.Guard.Shared;
import dev.rollcall.resilience.Limits;
import dev.rollcall.spi.pull.SourceSettings;
import dev.rollcall.spi.pull.SourceSettings.Pace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whose calls take turns with whose, and what outlasts a reading. */
final class SharedLimitsIT {

    private static final String ROOT = "root@fake.example";
    private static final String OTHER = "other@fake.example";

    private final Google google = Google.empty();
    private final SharedLimits limits = new SharedLimits();

    @AfterEach
    void stop() {
        google.close();
    }

    private GoogleSettings settings(String admin, @Nullable String account, String directory) {
        return GoogleSettings.of(new SourceSettings(
                google.values.deepCopy().put("admin", admin),
                account,
                null,
                new Pace(2_400, Duration.ofMillis(1)),
                directory,
                null));
    }

    private Shared take(GoogleSettings settings) {
        return limits.take(google.vertx, settings, Limits.of(Duration.ofSeconds(1), 1));
    }

    @Test
    @DisplayName("GOOGLE-35: calls of one project for one administrator take turns, whatever directory they are for")
    void turns() {
        Shared first = take(settings(ROOT, null, "a"));

        assertThat(take(settings(ROOT, null, "b")).turns()).isSameAs(first.turns());
        assertThat(take(settings(OTHER, null, "c")).turns()).isNotSameAs(first.turns());
        limits.giveBack(settings(ROOT, null, "a"));
        assertThat(take(settings(ROOT, null, "a")).turns()).isSameAs(first.turns());
        for (int i = 0; i < 2; i++) {
            limits.giveBack(settings(ROOT, null, "a"));
        }
        assertThat(take(settings(ROOT, null, "a")).turns())
                .as("they are no longer in use")
                .isNotSameAs(first.turns());
    }

    @Test
    @DisplayName("GOOGLE-35: calls of one account have the same places, whichever administrator they are made for")
    void places() {
        Shared first = take(settings(ROOT, "C0one1111", "a"));

        assertThat(take(settings(OTHER, "C0one1111", "b")).places()).isSameAs(first.places());
        assertThat(take(settings(ROOT, "C0two2222", "c")).places()).isNotSameAs(first.places());
    }

    @Test
    @DisplayName("GOOGLE-36: whether Google is given a rest is known from one reading of a directory to the next")
    void circuits() {
        Shared first = take(settings(ROOT, null, "a"));
        limits.giveBack(settings(ROOT, null, "a"));

        assertThat(take(settings(ROOT, null, "a")).circuit()).isSameAs(first.circuit());
        assertThat(take(settings(ROOT, null, "b")).circuit()).isNotSameAs(first.circuit());
        assertThat(take(settings(ROOT, null, "")).circuit())
                .as("a look at the set-up begins with a closed one")
                .isNotSameAs(take(settings(ROOT, null, "")).circuit());
    }
}
