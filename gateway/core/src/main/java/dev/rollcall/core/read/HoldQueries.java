package dev.rollcall.core.read;

import dev.rollcall.core.model.HoldRow;
import dev.rollcall.core.model.HoldRow.Effect;
import dev.rollcall.core.model.HoldRow.Kind;
import dev.rollcall.core.model.HoldRow.State;
import dev.rollcall.core.read.OrganisationMember.ManagedBy;
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

/** The changes of an organisation that a rule keeps, or kept, from happening (R16, R19, R21). Thread-safe. */
public final class HoldQueries {

    private final SqlClient client;

    public HoldQueries(SqlClient client) {
        this.client = client;
    }

    /** A hold, and the directory that wanted the change; null when it was none, or is gone. */
    public record ShownHold(HoldRow hold, @Nullable ManagedBy directory) {}

    /**
     * Which holds are wanted; null: whichever.
     *
     * @param inForce true for those that keep somebody now, false for those that have ended
     */
    public record Facets(
            @Nullable Boolean inForce,
            @Nullable State state,
            @Nullable Kind kind,
            @Nullable UUID directoryId) {
        public static final Facets ALL = new Facets(null, null, null, null);
    }

    private static final String HOLDS = """
            SELECT h.hold_id, h.kind, h.state, h.directory_id, h.user_id, h.member_id, h.email, h.effect, h.role, h.reason,
                   h.request_id, h.opened_at, h.closed_at, h.decided_by, d.name AS directory_name, d.provider
            FROM hold h
            LEFT JOIN directory d ON d.org_id = h.org_id AND d.directory_id = h.directory_id
            WHERE h.org_id = $1
            """;

    private static final String LIST = HOLDS + """
              AND h.hold_id > $2
              AND ($4::boolean IS NULL OR (h.closed_at IS NULL) = $4)
              AND ($5::text IS NULL OR h.state = $5)
              AND ($6::text IS NULL OR h.kind = $6)
              AND ($7::uuid IS NULL OR h.directory_id = $7)
            ORDER BY h.hold_id
            LIMIT $3
            """;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /**
     * The next holds, oldest first.
     *
     * @param after the id of the last one that is known, or null from the start
     * @param limit at most so many; fewer only at the end
     */
    public Future<List<ShownHold>> list(UUID orgId, Facets facets, @Nullable UUID after, int limit) {
        State state = facets.state();
        Kind kind = facets.kind();
        return client.preparedQuery(LIST)
                .execute(Tuple.of(orgId, after == null ? BEFORE_ALL : after, (long) limit)
                        .addBoolean(facets.inForce())
                        .addString(state == null ? null : state.word())
                        .addString(kind == null ? null : kind.word())
                        .addUUID(facets.directoryId()))
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

    /** The hold in force on somebody, if there is one. */
    public Future<Optional<ShownHold>> inForce(UUID orgId, @Nullable UUID userId, @Nullable UUID memberId) {
        return client.preparedQuery(ON_PERSON)
                .execute(Tuple.of(orgId, userId, memberId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HoldQueries::hold)
                        .findFirst());
    }

    private static ShownHold hold(Row row) {
        OffsetDateTime closed = row.getOffsetDateTime("closed_at");
        HoldRow hold = new HoldRow(
                row.getUUID("hold_id"),
                Kind.of(row.getString("kind")),
                State.of(row.getString("state")),
                row.getUUID("directory_id"),
                row.getUUID("user_id"),
                row.getUUID("member_id"),
                row.getString("email"),
                Effect.of(row.getString("effect")),
                row.getString("role"),
                row.getString("reason"),
                row.getUUID("request_id"),
                row.getOffsetDateTime("opened_at").toInstant(),
                closed == null ? null : closed.toInstant(),
                row.getString("decided_by"));
        String name = row.getString("directory_name");
        return new ShownHold(
                hold,
                name == null ? null : new ManagedBy(row.getUUID("directory_id"), name, row.getString("provider")));
    }
}
