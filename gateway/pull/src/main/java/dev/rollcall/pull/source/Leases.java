package dev.rollcall.pull.source;

import com.fasterxml.uuid.Generators;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Records which reading may work on which directory: one at a time, and another soon after the first one's node has
 * fallen silent.
 */
public final class Leases {

    /** How long a node may be silent before another takes over. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    private final Pool pool;

    public Leases(Pool pool) {
        this.pool = pool;
    }

    /** By the clock of the database, which all nodes share. */
    private static final String TAKE = """
        UPDATE directory_source SET lease_node = $1, lease_until = now() + $2 * interval '1 millisecond'
        WHERE (org_id, directory_id) = (
          SELECT s.org_id, s.directory_id
          FROM directory_source s JOIN directory d ON d.org_id = s.org_id AND d.directory_id = s.directory_id
          WHERE (s.lease_until IS NULL OR s.lease_until < now())
            AND ((d.state IN ('preview', 'active', 'paused') AND s.state <> 'unproven'
                  AND (s.users_due <= $3 OR s.groups_due <= $3))
              OR (d.state IN ('preview', 'active') AND s.state = 'ready' AND EXISTS (SELECT 1 FROM source_hint h
                         WHERE h.org_id = s.org_id AND h.directory_id = s.directory_id))
              OR EXISTS (SELECT 1 FROM sync_pass p
                         WHERE p.org_id = s.org_id AND p.directory_id = s.directory_id AND p.ended_at IS NULL))
          ORDER BY s.users_due
          LIMIT 1 FOR UPDATE OF s SKIP LOCKED)
        RETURNING org_id, directory_id, settings::text AS settings, account, users_seconds, groups_seconds, state,
          findings::text AS findings, checked_at, version, users_due, groups_due
        """;

    /** A directory that is due and that no other reading has. */
    public Future<Optional<Lease>> take(Instant now) {
        UUID id = Generators.timeBasedEpochGenerator().generate();
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(id, SILENCE.toMillis(), Sources.at(now)))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(
                                new Lease(id, Sources.source(rows.iterator().next()))));
    }

    private static final String KEEP = """
        UPDATE directory_source SET lease_until = now() + $4 * interval '1 millisecond'
        WHERE org_id = $1 AND directory_id = $2 AND lease_node = $3 AND lease_until > now()
        """;

    /** Goes on; false when another reading may have taken over. */
    public Future<Boolean> keep(Lease lease) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(lease.source().orgId(), lease.source().directoryId(), lease.id(), SILENCE.toMillis()))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String HELD = """
        SELECT 1 FROM directory_source WHERE org_id = $1 AND directory_id = $2 AND lease_node = $3
        """;

    /** Whether no other reading has taken over until now. */
    public Future<Boolean> isHeld(Lease lease) {
        return pool.preparedQuery(HELD)
                .execute(Tuple.of(lease.source().orgId(), lease.source().directoryId(), lease.id()))
                .map(rows -> rows.size() == 1);
    }

    private static final String GIVE_BACK = """
        UPDATE directory_source SET lease_node = NULL, lease_until = NULL,
            users_due = coalesce($4, users_due), groups_due = coalesce($5, groups_due)
        WHERE org_id = $1 AND directory_id = $2 AND lease_node = $3
        """;

    /** Ends, and says when to read again; an empty time leaves it. */
    public Future<Void> giveBack(Lease lease, Optional<Instant> users, Optional<Instant> groups) {
        return pool.preparedQuery(GIVE_BACK)
                .execute(Tuple.of(
                        lease.source().orgId(),
                        lease.source().directoryId(),
                        lease.id(),
                        users.map(Sources::at).orElse(null),
                        groups.map(Sources::at).orElse(null)))
                .mapEmpty();
    }
}
