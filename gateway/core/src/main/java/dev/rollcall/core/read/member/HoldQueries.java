package dev.rollcall.core.read.member;

import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.HoldRow.Effect;
import dev.rollcall.core.model.row.HoldRow.Kind;
import dev.rollcall.core.model.row.HoldRow.State;
import dev.rollcall.core.model.word.HoldReason;
import dev.rollcall.core.read.member.OrganisationMember.ManagedBy;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds the people of an organisation for whom a rule keeps, or kept, a change from happening (R16, R19, R21). Thread-safe. */
public final class HoldQueries {

    private final SqlClient client;

    public HoldQueries(SqlClient client) {
        this.client = client;
    }

    /**
     * A hold on one person, or one person of a hold.
     *
     * @param directory the directory that wanted the change; null when it was none, or is gone
     * @param paused whether nothing can be decided because the directory is paused
     */
    public record ShownHold(HoldRow hold, @Nullable ManagedBy directory, boolean paused) {}

    private static final String HOLDS = """
        SELECT h.hold_id, h.kind, h.state, h.directory_id, h.user_id, h.member_id, h.email, h.effect, h.role, h.reason,
               h.request_id, h.opened_at, h.closed_at, h.decided_by, h.cause_id, d.name AS directory_name, d.provider,
               coalesce(d.state = 'paused', false) AS paused
        FROM hold h
        LEFT JOIN directory d ON d.org_id = h.org_id AND d.directory_id = h.directory_id
        WHERE h.org_id = $1
        """;

    private static final String OF_HOLD = HOLDS + """
          AND h.cause_id = $2 AND h.hold_id > $3 AND ($5::text IS NULL OR h.state = $5)
        ORDER BY h.hold_id
        LIMIT $4
        """;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /**
     * The next people of a hold, in the order in which they were held.
     *
     * @param state only those in it, or null for all
     * @param after the id of the last one that is known, or null from the start
     * @param limit at most so many; fewer only at the end
     */
    public Future<List<ShownHold>> people(
            UUID orgId, UUID holdId, @Nullable State state, @Nullable UUID after, int limit) {
        return client.preparedQuery(OF_HOLD)
                .execute(Tuple.of(orgId, holdId, after == null ? BEFORE_ALL : after, (long) limit)
                        .addString(state == null ? null : state.word()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HoldQueries::hold)
                        .toList());
    }

    private static final String ONE = HOLDS + " AND h.hold_id = $2";

    public Future<Optional<ShownHold>> one(UUID orgId, UUID id) {
        return client.preparedQuery(ONE)
                .execute(Tuple.of(orgId, id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HoldQueries::hold)
                        .findFirst());
    }

    private static final String ON_PERSON = HOLDS + """
          AND h.closed_at IS NULL AND (h.user_id = $2 OR h.member_id = $3)
        ORDER BY h.hold_id
        LIMIT 1
        """;

    /** The hold in force on a user or member, if there is one. */
    public Future<Optional<ShownHold>> inForce(UUID orgId, @Nullable UUID userId, @Nullable UUID memberId) {
        return client.preparedQuery(ON_PERSON)
                .execute(Tuple.of(orgId, userId, memberId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HoldQueries::hold)
                        .findFirst());
    }

    private static ShownHold hold(Row row) {
        String name = row.getString("directory_name");
        return hold(
                row, name == null ? null : new ManagedBy(row.getUUID("directory_id"), name, row.getString("provider")));
    }

    static ShownHold hold(Row row, @Nullable ManagedBy directory) {
        OffsetDateTime closed = row.getOffsetDateTime("closed_at");
        return new ShownHold(
                new HoldRow(
                        row.getUUID("hold_id"),
                        row.getUUID("cause_id"),
                        Kind.of(row.getString("kind")),
                        State.of(row.getString("state")),
                        row.getUUID("directory_id"),
                        row.getUUID("user_id"),
                        row.getUUID("member_id"),
                        row.getString("email"),
                        Effect.of(row.getString("effect")),
                        row.getString("role"),
                        HoldReason.of(row.getString("reason")),
                        row.getUUID("request_id"),
                        row.getOffsetDateTime("opened_at").toInstant(),
                        closed == null ? null : closed.toInstant(),
                        row.getString("decided_by")),
                directory,
                row.getBoolean("paused"));
    }
}
