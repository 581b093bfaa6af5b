package dev.rollcall.server.scim;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.core.admin.Directory;
import dev.rollcall.core.admin.DirectorySchemas;
import dev.rollcall.scim.schema.CustomSchema;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The resource types of directories with schemas of their own. Read once for all credentials and requests of a directory, also when
 * many ask at once, and trusted for a moment. Thread-safe.
 */
final class KnownSchemas {

    private static final int REMEMBERED = 10_000;

    /** A burst shares what was read; beyond it, what a credential was found with is remembered. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final DirectorySchemas schemas;
    private final DatabaseCircuit circuit;
    private final AsyncCache<UUID, List<ResourceType>> known;

    KnownSchemas(DirectorySchemas schemas, DatabaseCircuit circuit) {
        this.schemas = schemas;
        this.circuit = circuit;
        this.known = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(MOMENT)
                .buildAsync();
    }

    /** The types of a directory that exists; ends on the event loop that asks. */
    Future<List<ResourceType>> types(Directory directory) {
        Context own = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
        return Future.fromCompletionStage(
                known.get(
                        directory.id(),
                        (id, executor) -> read(directory).toCompletionStage().toCompletableFuture()),
                own);
    }

    private Future<List<ResourceType>> read(Directory directory) {
        return circuit.call(() -> schemas.list(directory.orgId(), directory.id()))
                .map(CustomSchema::types);
    }

    void forget(UUID directoryId) {
        known.synchronous().invalidate(directoryId);
    }
}
