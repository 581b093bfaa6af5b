package dev.rollcall.pull.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.AuditLog;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.word.AuditAction;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Table {@code sync_pass}: the readings of directories: those that ended, those under way, and those that were asked for. */
public final class Passes {

    private static final Duration KEPT = Duration.ofDays(30);

    private static final String COLUMNS = """
        pass_id, kind, asked_by, state, phase, circuit, counts::text AS counts, notes::text AS notes, asked_at, started_at, ended_at
        """;

    private final Pool pool;
    private final InstantSource time;

    public Passes(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    private static final String OPEN = """
        INSERT INTO sync_pass (org_id, directory_id, pass_id, kind, asked_by, state, phase, counts, notes, asked_at)
        VALUES ($1, $2, $3, $4, $5, 'waiting', 'waiting', '{}', '[]', $6)
        """;

    /** Asks for a reading: the node that comes by first begins it. Its id is that of the request. */
    public Future<UUID> ask(Actor by, UUID directoryId, String kind) {
        UUID id = by.requestId();
        ObjectNode after = JsonNodeFactory.instance.objectNode().put("kind", kind);
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(OPEN)
                .execute(Tuple.of(by.orgId(), directoryId, id, kind, by.subject(), Sources.at(time.instant())))
                .compose(done -> AuditLog.append(
                        transaction,
                        time.instant(),
                        by,
                        new AuditLog.Change(AuditAction.ASK_SYNC, directoryId, "sync", id.toString()),
                        null,
                        after))
                .map(id));
    }

    public Future<PassRecord> begin(Source source, UUID id, String kind) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(source.orgId(), source.directoryId(), id, kind, null, Sources.at(time.instant())))
                .compose(done -> find(source.orgId(), source.directoryId(), id))
                .map(Optional::orElseThrow);
    }

    private static final String UNFINISHED = "SELECT " + COLUMNS + """
         FROM sync_pass WHERE org_id = $1 AND directory_id = $2 AND ended_at IS NULL ORDER BY pass_id LIMIT 1
        """;

    /** The reading that was asked for, or that a node has left unfinished. */
    public Future<Optional<PassRecord>> unfinished(Source source) {
        return pool.preparedQuery(UNFINISHED)
                .execute(Tuple.of(source.orgId(), source.directoryId()))
                .map(rows -> first(rows));
    }

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM sync_pass WHERE org_id = $1 AND directory_id = $2 AND pass_id = $3";

    public Future<Optional<PassRecord>> find(UUID orgId, UUID directoryId, UUID id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(orgId, directoryId, id))
                .map(rows -> first(rows));
    }

    private static final String LIST = "SELECT " + COLUMNS + """
         FROM sync_pass
        WHERE org_id = $1 AND directory_id = $2 AND ($3::uuid IS NULL OR pass_id < $3)
        ORDER BY pass_id DESC LIMIT $4
        """;

    /** The newest first, behind that one. */
    public Future<List<PassRecord>> list(UUID orgId, UUID directoryId, @Nullable UUID behind, int most) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(orgId, directoryId, behind, most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Passes::pass)
                        .toList());
    }

    private static final String LAST_WHOLE = "SELECT " + COLUMNS + """
         FROM sync_pass
        WHERE org_id = $1 AND directory_id = $2 AND kind IN ('full', 'preview') AND state = 'complete'
        ORDER BY pass_id DESC LIMIT 1
        """;

    /** The last reading of users, groups and members that was complete: about as much as the next one will find. */
    public Future<Optional<PassRecord>> lastWhole(UUID orgId, UUID directoryId) {
        return pool.preparedQuery(LAST_WHOLE)
                .execute(Tuple.of(orgId, directoryId))
                .map(rows -> first(rows));
    }

    private static final String TELL = """
        UPDATE sync_pass SET state = $4, phase = $5, counts = $6::text::jsonb, notes = $7::text::jsonb,
            started_at = coalesce(started_at, $8), ended_at = $9, circuit = $10
        WHERE org_id = $1 AND directory_id = $2 AND pass_id = $3 AND ended_at IS NULL
          AND EXISTS (SELECT 1 FROM directory_source s
                      WHERE s.org_id = $1 AND s.directory_id = $2 AND s.lease_node = $11)
        """;

    /** What the reading has come to; nothing when another has taken over, which tells of it now. */
    public Future<Void> tell(Lease lease, UUID id, String state, Progress progress, boolean ended) {
        Instant now = time.instant();
        return pool.preparedQuery(TELL)
                .execute(Tuple.from(new @Nullable Object[] {
                    lease.source().orgId(),
                    lease.source().directoryId(),
                    id,
                    state,
                    progress.phase(),
                    progress.counts().toString(),
                    progress.notes().toString(),
                    Sources.at(now),
                    ended ? Sources.at(now) : null,
                    progress.circuit(),
                    lease.id()
                }))
                .mapEmpty();
    }

    private static final String DROP = """
        DELETE FROM sync_pass WHERE org_id = $1 AND directory_id = $2 AND pass_id = $3
        """;

    /** A reading that found nothing to tell of. */
    public Future<Void> drop(Lease lease, UUID id) {
        return pool.preparedQuery(DROP)
                .execute(Tuple.of(lease.source().orgId(), lease.source().directoryId(), id))
                .mapEmpty();
    }

    private static final String FORGET = """
        DELETE FROM sync_pass WHERE org_id = $1 AND directory_id = $2 AND ended_at < $3
        """;

    /** Forgets readings of long ago. */
    public Future<Void> tidy(Source source) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(
                        source.orgId(),
                        source.directoryId(),
                        Sources.at(time.instant().minus(KEPT))))
                .mapEmpty();
    }

    private static Optional<PassRecord> first(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(Passes::pass).findFirst();
    }

    private static PassRecord pass(Row row) {
        return new PassRecord(
                row.getUUID("pass_id"),
                row.getString("kind"),
                row.getString("asked_by"),
                row.getString("state"),
                row.getString("phase"),
                row.getString("circuit"),
                Sources.json(row.getString("counts")),
                Sources.json(row.getString("notes")),
                row.getOffsetDateTime("asked_at").toInstant(),
                Sources.instant(row, "started_at"),
                Sources.instant(row, "ended_at"));
    }
}
