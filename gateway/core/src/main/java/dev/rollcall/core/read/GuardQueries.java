package dev.rollcall.core.read;

import dev.rollcall.core.model.MassGuard;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads how a directory is guarded against mass changes, and how far the guard is used up (R21). Thread-safe. */
public final class GuardQueries {

    private final SqlClient client;

    public GuardQueries(SqlClient client) {
        this.client = client;
    }

    /**
     * The guard as it stands.
     *
     * @param activeMembers active members that the directory manages now
     * @param hold the hold that waits for a decision, or null
     * @param held how many people it holds
     */
    public record Guard(
            MassGuard guard, int activeMembers, @Nullable UUID hold, int held) {}

    private static final String OF_DIRECTORY = """
            SELECT guard_share, guard_minimum, guard_window_seconds, guard_since, guard_base, guard_count, active_members,
                   mass_hold, mass_held
            FROM directory d
            WHERE org_id = $1 AND directory_id = $2
            """;

    /** The guard of a directory that exists. */
    public Future<Guard> of(UUID orgId, UUID directoryId) {
        return client.preparedQuery(OF_DIRECTORY)
                .execute(Tuple.of(orgId, directoryId))
                .map(rows -> guard(rows.iterator().next()));
    }

    /** A directory that takes out more people than it may, and waits for a decision about them. */
    public record HeldDirectory(UUID orgId, UUID directoryId, String name, UUID hold, int people) {}

    private static final String HELD = """
            SELECT org_id, directory_id, name, mass_hold, mass_held
            FROM directory
            WHERE org_id = ANY ($1) AND mass_hold IS NOT NULL
            ORDER BY org_id, directory_id
            """;

    /** The directories of these organisations that hold people back. */
    public Future<List<HeldDirectory>> held(Collection<UUID> orgIds) {
        return client.preparedQuery(HELD)
                .execute(Tuple.of((Object) orgIds.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new HeldDirectory(
                                row.getUUID("org_id"),
                                row.getUUID("directory_id"),
                                row.getString("name"),
                                row.getUUID("mass_hold"),
                                row.getInteger("mass_held")))
                        .toList());
    }

    private static Guard guard(Row row) {
        OffsetDateTime since = row.getOffsetDateTime("guard_since");
        return new Guard(
                new MassGuard(
                        row.getInteger("guard_share"),
                        row.getInteger("guard_minimum"),
                        Duration.ofSeconds(row.getInteger("guard_window_seconds")),
                        since == null ? null : since.toInstant(),
                        row.getInteger("guard_base"),
                        row.getInteger("guard_count")),
                row.getInteger("active_members"),
                row.getUUID("mass_hold"),
                row.getInteger("mass_held"));
    }
}
