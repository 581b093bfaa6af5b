package dev.rollcall.core.read.member;

import dev.rollcall.core.model.row.HoldRow.Effect;
import dev.rollcall.core.model.row.HoldRow.Kind;
import dev.rollcall.core.model.row.HoldRow.State;
import dev.rollcall.core.model.word.HoldReason;
import dev.rollcall.core.read.member.HoldQueries.ShownHold;
import dev.rollcall.core.read.member.OrganisationMember.ManagedBy;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Lists the holds of an organisation, one for each cause, with the number of people that each of them holds (R32). Thread-safe. */
public final class HoldList {

    private final SqlClient client;

    public HoldList(SqlClient client) {
        this.client = client;
    }

    /** Which holds are wanted; null: whichever. */
    public record Facets(
            @Nullable Boolean inForce,
            @Nullable State state,
            @Nullable Kind kind,
            @Nullable UUID directoryId) {
        public static final Facets ALL = new Facets(null, null, null, null);
    }

    /** How many people of a hold it is the same for: what would happen to them, and why. */
    public record Part(Effect effect, HoldReason reason, long people) {}

    /**
     * One hold.
     *
     * @param state of the people in it that which needs most of a look: open, then rejected, then what became of them
     * @param counts how many people are in each state; without the states that nobody is in
     * @param directory the directory that wants the change; null when it was none, or is gone
     * @param paused whether nothing can be decided because the directory is paused
     * @param closed when the last of its people was let go or kept for good, or null while it is in force
     * @param only the one whom it holds, or null when it holds several
     */
    public record ListedHold(
            UUID id,
            Kind kind,
            State state,
            boolean inForce,
            Map<State, Long> counts,
            List<Part> parts,
            @Nullable ManagedBy directory,
            boolean paused,
            Instant opened,
            @Nullable Instant closed,
            @Nullable String decidedBy,
            UUID requestId,
            @Nullable ShownHold only) {

        public ListedHold {
            counts = Map.copyOf(counts);
            parts = List.copyOf(parts);
        }

        public long people() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The states in the order in which they need a look; a rejection that has closed the hold comes with what has ended. */
    private static final String RANK = """
        CASE WHEN h.state = 'open' THEN 1 WHEN h.state = 'rejected' AND h.closed_at IS NULL THEN 2
             WHEN h.state = 'approved' THEN 3 WHEN h.state = 'rejected' THEN 4 WHEN h.state = 'resolved' THEN 5 ELSE 6 END
        """;

    private static final String WORD = """
        (ARRAY['open', 'rejected', 'approved', 'rejected', 'resolved', 'withdrawn'])[min(%s)]
        """.formatted(RANK);

    private static final String SUMMED_UP = """
        SELECT w.cause_id, s.kind, s.state, s.counts, s.parts, s.opened_at, s.closed_at, s.decided_by, s.people,
               f.hold_id, f.user_id, f.member_id, f.email, f.effect, f.role, f.reason, f.request_id, f.directory_id,
               d.name AS directory_name, d.provider, coalesce(d.state = 'paused', false) AS paused
        FROM wanted w
        CROSS JOIN LATERAL (
          SELECT min(h.kind) AS kind, %s AS state, count(*) AS people, min(h.opened_at) AS opened_at,
                 CASE WHEN bool_and(h.closed_at IS NOT NULL) THEN max(h.closed_at) END AS closed_at,
                 max(h.decided_by) AS decided_by,
                 jsonb_build_object(
                   'open', count(*) FILTER (WHERE h.state = 'open'),
                   'approved', count(*) FILTER (WHERE h.state = 'approved'),
                   'rejected', count(*) FILTER (WHERE h.state = 'rejected'),
                   'resolved', count(*) FILTER (WHERE h.state = 'resolved'),
                   'withdrawn', count(*) FILTER (WHERE h.state = 'withdrawn')) AS counts,
                 (SELECT jsonb_agg(jsonb_build_object('effect', p.effect, 'reason', p.reason, 'people', p.people)
                                   ORDER BY p.people DESC, p.effect, p.reason)
                  FROM (SELECT i.effect, i.reason, count(*) AS people
                        FROM hold i
                        WHERE i.org_id = $1 AND i.cause_id = w.cause_id
                          AND (i.closed_at IS NULL
                               OR NOT EXISTS (SELECT FROM hold o
                                              WHERE o.org_id = $1 AND o.cause_id = w.cause_id AND o.closed_at IS NULL))
                        GROUP BY i.effect, i.reason) p) AS parts,
                 (array_agg(h.hold_id ORDER BY h.hold_id))[1] AS first
          FROM hold h
          WHERE h.org_id = $1 AND h.cause_id = w.cause_id) s
        JOIN hold f ON f.org_id = $1 AND f.hold_id = s.first
        LEFT JOIN directory d ON d.org_id = $1 AND d.directory_id = f.directory_id
        ORDER BY w.cause_id
        """.formatted(WORD);

    private static final String LIST = """
        WITH wanted AS (
          SELECT h.cause_id
          FROM hold h
          WHERE h.org_id = $1 AND h.cause_id > $2
            AND ($4::boolean IS NOT TRUE OR h.closed_at IS NULL)
            AND ($6::text IS NULL OR h.kind = $6)
            AND ($7::uuid IS NULL OR h.directory_id = $7)
          GROUP BY h.cause_id
          HAVING ($4::boolean IS NULL OR bool_or(h.closed_at IS NULL) = $4) AND ($5::text IS NULL OR %s = $5)
          ORDER BY h.cause_id
          LIMIT $3)
        """.formatted(WORD) + SUMMED_UP;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /**
     * The next holds, oldest first.
     *
     * @param after the id of the last one that is known, or null from the start
     * @param limit at most so many; fewer only at the end
     */
    public Future<List<ListedHold>> list(UUID orgId, Facets facets, @Nullable UUID after, int limit) {
        State state = facets.state();
        Kind kind = facets.kind();
        return client.preparedQuery(LIST)
                .execute(Tuple.of(orgId, after == null ? BEFORE_ALL : after, (long) limit)
                        .addBoolean(facets.inForce())
                        .addString(state == null ? null : state.word())
                        .addString(kind == null ? null : kind.word())
                        .addUUID(facets.directoryId()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HoldList::hold)
                        .toList());
    }

    private static final String ONE = """
        WITH wanted AS (
          SELECT h.cause_id FROM hold h WHERE h.org_id = $1 AND h.cause_id = $2 LIMIT 1)
        """ + SUMMED_UP;

    public Future<Optional<ListedHold>> one(UUID orgId, UUID id) {
        return client.preparedQuery(ONE)
                .execute(Tuple.of(orgId, id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HoldList::hold)
                        .findFirst());
    }

    private static ListedHold hold(Row row) {
        Map<State, Long> counts = new EnumMap<>(State.class);
        JsonObject counted = row.getJsonObject("counts");
        for (State state : State.values()) {
            long people = counted.getLong(state.word());
            if (people > 0) {
                counts.put(state, people);
            }
        }
        List<Part> parts = new ArrayList<>();
        JsonArray found = row.getJsonArray("parts");
        for (int i = 0; i < found.size(); i++) {
            JsonObject part = found.getJsonObject(i);
            parts.add(new Part(
                    Effect.of(part.getString("effect")),
                    HoldReason.of(part.getString("reason")),
                    part.getLong("people")));
        }
        OffsetDateTime closed = row.getOffsetDateTime("closed_at");
        String name = row.getString("directory_name");
        ManagedBy directory =
                name == null ? null : new ManagedBy(row.getUUID("directory_id"), name, row.getString("provider"));
        ShownHold only = row.getLong("people") > 1 ? null : HoldQueries.hold(row, directory);
        return new ListedHold(
                row.getUUID("cause_id"),
                Kind.of(row.getString("kind")),
                State.of(row.getString("state")),
                closed == null,
                counts,
                parts,
                directory,
                row.getBoolean("paused"),
                row.getOffsetDateTime("opened_at").toInstant(),
                closed == null ? null : closed.toInstant(),
                row.getString("decided_by"),
                row.getUUID("request_id"),
                only);
    }
}
