package dev.rollcall.trace;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds the effects of a request by its id, at any later time. Thread-safe. */
public final class EffectQueries {

    /** At most so many of each kind are shown; a mass change has more. */
    public static final int MOST = 500;

    private final SqlClient client;

    public EffectQueries(SqlClient client) {
        this.client = client;
    }

    /** What is put down to one request, in order; each list ends after {@link #MOST}. */
    public record Effect(List<Event> events, List<Seat> ledger, List<Hold> holds, List<Change> audit) {

        public Effect {
            events = List.copyOf(events);
            ledger = List.copyOf(ledger);
            holds = List.copyOf(holds);
            audit = List.copyOf(audit);
        }
    }

    /** One event: its data is read in the list of events. */
    public record Event(long seq, String type, UUID subject, Instant at) {}

    /** One entry of the seat ledger. */
    public record Seat(long entry, UUID member, int delta, String cause) {}

    /** One hold that the request opened. */
    public record Hold(UUID id, String kind, String state, String effect, String email) {}

    /**
     * One entry of the audit.
     *
     * @param actor the administrator, or null when the identity provider did it
     */
    public record Change(
            String action,
            String subjectType,
            String subject,
            @Nullable String actor) {}

    private static final String EVENTS = """
        SELECT seq, type, subject_id, at FROM event
        WHERE org_id = $1 AND request_id = $2 ORDER BY seq LIMIT %d
        """.formatted(MOST);

    private static final String LEDGER = """
        SELECT entry, member_id, delta, cause FROM seat_ledger
        WHERE org_id = $1 AND request_id = $2 ORDER BY entry LIMIT %d
        """.formatted(MOST);

    private static final String HOLDS = """
        SELECT hold_id, kind, state, effect, email FROM hold
        WHERE org_id = $1 AND request_id = $2 ORDER BY hold_id LIMIT %d
        """.formatted(MOST);

    /** Written at the time of the transaction, which lies between the beginning and the end of the request. */
    private static final String AUDIT = """
        SELECT action, subject_type, subject, actor FROM audit
        WHERE org_id = $1 AND request_id = $2 AND at >= $3 AND at <= $4 ORDER BY at, audit_id LIMIT %d
        """.formatted(MOST);

    /**
     * All that is put down to a request.
     *
     * @param until when it was over
     */
    public Future<Effect> of(UUID orgId, UUID requestId, Instant until) {
        Tuple key = Tuple.of(orgId, requestId);
        Future<List<Event>> events = all(
                EVENTS,
                key,
                row -> new Event(
                        row.getLong("seq"), row.getString("type"), row.getUUID("subject_id"), instant(row, "at")));
        Future<List<Seat>> ledger = all(
                LEDGER,
                key,
                row -> new Seat(
                        row.getLong("entry"), row.getUUID("member_id"), row.getShort("delta"), row.getString("cause")));
        Future<List<Hold>> holds = all(
                HOLDS,
                key,
                row -> new Hold(
                        row.getUUID("hold_id"),
                        row.getString("kind"),
                        row.getString("state"),
                        row.getString("effect"),
                        row.getString("email")));
        Future<List<Change>> audit = all(
                AUDIT,
                Tuple.of(orgId, requestId, at(RequestIds.time(requestId).minusSeconds(1)), at(until.plusSeconds(1))),
                row -> new Change(
                        row.getString("action"),
                        row.getString("subject_type"),
                        row.getString("subject"),
                        row.getString("actor")));
        return Future.all(events, ledger, holds, audit)
                .map(done -> new Effect(events.result(), ledger.result(), holds.result(), audit.result()));
    }

    private <T> Future<List<T>> all(String query, Tuple values, Function<Row, T> read) {
        return client.preparedQuery(query)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(read)
                        .toList());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
