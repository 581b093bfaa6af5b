package dev.rollcall.delivery.webhook;

import static dev.rollcall.delivery.webhook.WebhookTable.utc;

import dev.rollcall.delivery.receipt.AcknowledgementTable;
import dev.rollcall.delivery.receipt.AcknowledgementTable.Received;
import dev.rollcall.delivery.receipt.Departures;
import dev.rollcall.delivery.webhook.post.Outcome;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Tables {@code webhook_attempt}, partitioned by day, and {@code webhook_dead_letter}: the results of deliveries. */
public final class HistoryTable {

    /**
     * One attempt.
     *
     * @param orgId whose event it was; null for what is no event, such as a test
     * @param attempt the how manieth of this message, from 1
     */
    public record Attempt(
            UUID webhook,
            Instant at,
            UUID id,
            @Nullable UUID orgId,
            long seq,
            String messageId,
            String type,
            int attempt,
            Outcome outcome) {}

    /** An event that was given up. */
    public record DeadLetter(
            UUID orgId, UUID webhook, long seq, UUID eventId, String type, int attempts, String failure, Instant at) {}

    /** The type of an attempt that was a token, whose event is known by its number alone. */
    public static final String SECURITY_EVENT = "security_event";

    private final AcknowledgementTable acknowledgements = new AcknowledgementTable();

    private static final String APPEND = """
        INSERT INTO webhook_attempt (webhook_id, at, attempt_id, org_id, seq, message_id, type, attempt, delivered, status,
                                     failure, response, millis)
        SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::bigint[], $6::text[], $7::text[],
                             $8::integer[], $9::boolean[], $10::integer[], $11::text[], $12::text[], $13::integer[])
        """;

    /** Writes attempts down, and of those that were received what they acknowledge. */
    public Future<?> append(SqlClient client, List<Attempt> all) {
        List<Received> received = all.stream()
                .filter(one -> one.outcome().delivered() && mayAcknowledge(one))
                .map(one -> new Received(Objects.requireNonNull(one.orgId()), one.seq(), one.webhook(), one.at()))
                .toList();
        return write(client, all).compose(v -> acknowledgements.append(client, received));
    }

    private static boolean mayAcknowledge(Attempt attempt) {
        return attempt.orgId() != null
                && (attempt.type().equals(SECURITY_EVENT) || Departures.types().contains(attempt.type()));
    }

    private static Future<?> write(SqlClient client, List<Attempt> all) {
        return client.preparedQuery(APPEND).execute(Tuple.from(new @Nullable Object[] {
            all.stream().map(Attempt::webhook).toArray(UUID[]::new),
            all.stream().map(one -> utc(one.at())).toArray(OffsetDateTime[]::new),
            all.stream().map(Attempt::id).toArray(UUID[]::new),
            all.stream().map(Attempt::orgId).toArray(UUID[]::new),
            all.stream().map(Attempt::seq).toArray(Long[]::new),
            all.stream().map(Attempt::messageId).toArray(String[]::new),
            all.stream().map(Attempt::type).toArray(String[]::new),
            all.stream().map(Attempt::attempt).toArray(Integer[]::new),
            all.stream().map(one -> one.outcome().delivered()).toArray(Boolean[]::new),
            all.stream()
                    .map(one ->
                            one.outcome().status() == 0 ? null : one.outcome().status())
                    .toArray(Integer[]::new),
            all.stream().map(one -> one.outcome().failure()).toArray(String[]::new),
            all.stream().map(one -> one.outcome().response()).toArray(String[]::new),
            all.stream().map(one -> (int) one.outcome().millis()).toArray(Integer[]::new)
        }));
    }

    private static final String LIST = """
        SELECT webhook_id, at, attempt_id, org_id, seq, message_id, type, attempt, status, failure, response, millis
          FROM webhook_attempt
         WHERE webhook_id = $1 AND ($2::timestamptz IS NULL OR (at, attempt_id) < ($2, $3))
           AND ($4::boolean IS NULL OR delivered = $4)
         ORDER BY at DESC, attempt_id DESC
         LIMIT $5
        """;

    /**
     * Attempts, newest first.
     *
     * @param before time and id of the last one that is known; null from the newest
     * @param delivered only those, or only the others; null for all
     */
    Future<List<Attempt>> list(
            SqlClient client,
            UUID webhook,
            @Nullable Instant before,
            @Nullable UUID beforeId,
            @Nullable Boolean delivered,
            int limit) {
        return client.preparedQuery(LIST)
                .execute(Tuple.from(new @Nullable Object[] {
                    webhook, before == null ? null : utc(before), beforeId, delivered, (long) limit
                }))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HistoryTable::attempt)
                        .toList());
    }

    private static Attempt attempt(Row row) {
        Integer status = row.getInteger("status");
        Long seq = row.getLong("seq");
        return new Attempt(
                row.getUUID("webhook_id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getUUID("attempt_id"),
                row.getUUID("org_id"),
                seq == null ? 0 : seq,
                row.getString("message_id"),
                row.getString("type"),
                row.getInteger("attempt"),
                new Outcome(
                        status == null ? 0 : status,
                        row.getString("failure"),
                        row.getString("response"),
                        row.getInteger("millis"),
                        Optional.empty()));
    }

    private static final String DAYS = "SELECT rollcall_webhook_attempt_days($1, $2) AS dropped";

    /**
     * Makes room for the attempts of the next days, and drops those of days that are not kept any more.
     *
     * @param kept how many days before today
     */
    Future<Integer> keepDays(SqlClient client, Instant now, int kept) {
        return client.preparedQuery(DAYS)
                .execute(Tuple.of(LocalDate.ofInstant(now, ZoneOffset.UTC), kept))
                .map(rows -> rows.iterator().next().getInteger("dropped"));
    }

    private static final String BURY = """
        INSERT INTO webhook_dead_letter (org_id, webhook_id, seq, event_id, type, attempts, failure, given_up_at)
        SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::text[], $6::integer[], $7::text[],
                             $8::timestamptz[])
        ON CONFLICT (org_id, webhook_id, seq) DO UPDATE
           SET attempts = EXCLUDED.attempts, failure = EXCLUDED.failure, given_up_at = EXCLUDED.given_up_at
        """;

    public Future<?> bury(SqlClient client, List<DeadLetter> letters) {
        return client.preparedQuery(BURY).execute(Tuple.from(new @Nullable Object[] {
            letters.stream().map(DeadLetter::orgId).toArray(UUID[]::new),
            letters.stream().map(DeadLetter::webhook).toArray(UUID[]::new),
            letters.stream().map(DeadLetter::seq).toArray(Long[]::new),
            letters.stream().map(DeadLetter::eventId).toArray(UUID[]::new),
            letters.stream().map(DeadLetter::type).toArray(String[]::new),
            letters.stream().map(DeadLetter::attempts).toArray(Integer[]::new),
            letters.stream().map(DeadLetter::failure).toArray(String[]::new),
            letters.stream().map(letter -> utc(letter.at())).toArray(OffsetDateTime[]::new)
        }));
    }

    private static final String REFUSE = """
        INSERT INTO webhook_dead_letter (org_id, webhook_id, seq, event_id, type, attempts, failure, given_up_at)
        SELECT $1, $2, e.seq, e.event_id, e.type, 1, t.failure, $5
          FROM unnest($3::bigint[], $4::text[]) AS t (seq, failure)
          JOIN event e ON e.org_id = $1 AND e.seq = t.seq
        ON CONFLICT (org_id, webhook_id, seq) DO UPDATE SET failure = EXCLUDED.failure, given_up_at = EXCLUDED.given_up_at
        """;

    /**
     * The receiver of a stream cannot use what it was sent of these events.
     *
     * @param failures by the numbers of the events
     */
    public Future<?> refuse(SqlClient client, UUID orgId, UUID stream, Map<Long, String> failures, Instant at) {
        return failures.isEmpty()
                ? Future.succeededFuture()
                : client.preparedQuery(REFUSE)
                        .execute(Tuple.of(
                                orgId,
                                stream,
                                failures.keySet().toArray(Long[]::new),
                                failures.values().toArray(String[]::new),
                                utc(at)));
    }

    private static final String FORGET_OLD = """
        DELETE FROM webhook_dead_letter
         WHERE (org_id, webhook_id, seq) IN (
               SELECT org_id, webhook_id, seq FROM webhook_dead_letter WHERE given_up_at < $1 LIMIT $2)
        """;

    /** Deletes letters that were given up before a time, so many at the most; says how many. */
    Future<Integer> forgetOld(SqlClient client, Instant before, int most) {
        return client.preparedQuery(FORGET_OLD)
                .execute(Tuple.of(utc(before), (long) most))
                .map(RowSet::rowCount);
    }

    private static final String DEAD = """
        SELECT org_id, webhook_id, seq, event_id, type, attempts, failure, given_up_at
          FROM webhook_dead_letter
         WHERE webhook_id = $1
           AND ($2::timestamptz IS NULL OR (given_up_at, org_id, seq) > ($2, $3, $4))
         ORDER BY given_up_at, org_id, seq
         LIMIT $5
        """;

    /** Dead letters of an endpoint, oldest first. */
    public Future<List<DeadLetter>> dead(SqlClient client, UUID webhook, @Nullable DeadLetter after, int limit) {
        return client.preparedQuery(DEAD)
                .execute(Tuple.from(new @Nullable Object[] {
                    webhook,
                    after == null ? null : utc(after.at()),
                    after == null ? null : after.orgId(),
                    after == null ? null : after.seq(),
                    (long) limit
                }))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new DeadLetter(
                                row.getUUID("org_id"),
                                row.getUUID("webhook_id"),
                                row.getLong("seq"),
                                row.getUUID("event_id"),
                                row.getString("type"),
                                row.getInteger("attempts"),
                                row.getString("failure"),
                                row.getOffsetDateTime("given_up_at").toInstant()))
                        .toList());
    }

    private static final String RAISE =
            "DELETE FROM webhook_dead_letter WHERE webhook_id = $1 AND org_id = $2 AND seq = $3";

    /** It was delivered after all. */
    Future<?> raise(SqlClient client, UUID webhook, UUID orgId, long seq) {
        return client.preparedQuery(RAISE).execute(Tuple.of(webhook, orgId, seq));
    }

    private static final String FORGET = "DELETE FROM webhook_dead_letter WHERE webhook_id = $1";

    Future<?> forget(SqlClient client, UUID webhook) {
        return client.preparedQuery(FORGET).execute(Tuple.of(webhook));
    }
}
