package dev.rollcall.server.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RemoteKeysTest {

    @Test
    @DisplayName("LOW: after the clock was set back, keys are fetched again as soon as before")
    void aClockThatWasSetBackDoesNotKeepKeysFromBeingFetched() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2030-01-01T12:00:00Z"));
        AtomicInteger fetched = new AtomicInteger();
        RemoteKeys keys = new RemoteKeys(
                "https://id.example/keys",
                () -> {
                    fetched.incrementAndGet();
                    return Future.failedFuture("down");
                },
                new RemoteKeys.Limits(Duration.ofHours(1), Duration.ofSeconds(10)),
                now::get);
        Jws token = new Jws("x", "RS256", "k", new JsonObject());
        keys.keys(token);
        keys.keys(token);
        assertThat(fetched).hasValue(1);
        now.updateAndGet(was -> was.plusSeconds(11));
        keys.keys(token);
        assertThat(fetched).hasValue(2);
        now.updateAndGet(was -> was.minus(Duration.ofHours(5)));
        keys.keys(token);
        assertThat(fetched).as("five hours earlier by the clock").hasValue(3);
        keys.keys(token);
        assertThat(fetched).as("and the pause counts from there").hasValue(3);
    }
}
