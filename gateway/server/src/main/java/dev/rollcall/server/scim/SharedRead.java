package dev.rollcall.server.scim;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/**
 * Loads something that is needed to read a directory's requests, such as its schemas. It is loaded once for all credentials and
 * requests of the directory, even when many ask at once, and trusted for a moment. Thread-safe.
 */
final class SharedRead<T> {

    private static final int REMEMBERED = 10_000;

    /** A burst shares what was read; beyond it, what a credential was found with is remembered. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Function<Directory, Future<T>> query;
    private final DatabaseCircuit circuit;
    private final AsyncCache<UUID, T> known;

    SharedRead(DatabaseCircuit circuit, Function<Directory, Future<T>> query) {
        this.query = query;
        this.circuit = circuit;
        this.known = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(MOMENT)
                .buildAsync();
    }

    /** What a directory that exists has; ends on the event loop that asks. */
    Future<T> of(Directory directory) {
        Context own = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
        return Future.fromCompletionStage(
                known.get(
                        directory.id(),
                        (id, executor) -> circuit.call(() -> query.apply(directory))
                                .toCompletionStage()
                                .toCompletableFuture()),
                own);
    }

    void forget(UUID directoryId) {
        known.synchronous().invalidate(directoryId);
    }
}
