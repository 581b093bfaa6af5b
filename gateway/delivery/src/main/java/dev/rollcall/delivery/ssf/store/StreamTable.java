package dev.rollcall.delivery.ssf.store;

import com.google.common.collect.ImmutableList;
import dev.rollcall.delivery.ssf.store.Stream.Method;
import dev.rollcall.delivery.ssf.store.Stream.State;
import dev.rollcall.delivery.ssf.store.Stream.Status;
import dev.rollcall.delivery.ssf.store.Stream.Wish;
import dev.rollcall.delivery.webhook.Webhook;
import dev.rollcall.delivery.webhook.post.Seal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Table {@code ssf_stream}, and the row of table {@code webhook} that each stream has as an endpoint, under the same id. */
public final class StreamTable {

    private final Seal seal;

    public StreamTable(Seal seal) {
        this.seal = seal;
    }

    private static final String FIND = """
        SELECT s.org_id, s.stream_id, s.receiver_id, s.issuer, r.audience, s.requested, s.description, s.status, s.status_reason,
               w.kind, w.url, w.secret, w.state, w.disabled_reason
          FROM ssf_stream s
          JOIN ssf_receiver r ON r.org_id = s.org_id AND r.receiver_id = s.receiver_id
          JOIN webhook w ON w.org_id = s.org_id AND w.webhook_id = s.stream_id
         WHERE s.org_id = $1 AND s.receiver_id = $2
        """;

    /** The one stream of a receiver. */
    public Future<Optional<Stream>> ofReceiver(SqlClient client, UUID orgId, UUID receiver) {
        return client.preparedQuery(FIND).execute(Tuple.of(orgId, receiver)).map(this::first);
    }

    /** The same, for a change of it: nobody else changes it meanwhile. */
    public Future<Optional<Stream>> lock(SqlClient client, UUID orgId, UUID receiver) {
        return client.preparedQuery(FIND + " FOR UPDATE OF s")
                .execute(Tuple.of(orgId, receiver))
                .map(this::first);
    }

    private static final String BY_ID = FIND.replace("s.receiver_id = $2", "s.stream_id = $2");

    /** The one of this id. */
    public Future<Optional<Stream>> byId(SqlClient client, UUID orgId, UUID id) {
        return client.preparedQuery(BY_ID).execute(Tuple.of(orgId, id)).map(this::first);
    }

    private Optional<Stream> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(this::stream).findFirst();
    }

    private Stream stream(Row row) {
        String[] requested = row.getArrayOfStrings("requested");
        Status status = Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
        String stopped = row.getString("disabled_reason");
        UUID id = row.getUUID("stream_id");
        // What was stopped because nobody received it goes on behind the last token that was received: it is paused.
        boolean failed = status == Status.ENABLED && row.getString("state").equals("disabled");
        return new Stream(
                row.getUUID("org_id"),
                id,
                row.getUUID("receiver_id"),
                row.getString("issuer"),
                row.getString("audience"),
                new Wish(
                        requested == null ? null : ImmutableList.copyOf(requested),
                        Method.ofKind(row.getString("kind")),
                        row.getString("url"),
                        seal.openText(id, row.getBuffer("secret")),
                        row.getString("description")),
                failed
                        ? new State(Status.PAUSED, Notices.why(stopped))
                        : new State(status, row.getString("status_reason")));
    }

    private static final String INSERT = """
        WITH endpoint AS (
               INSERT INTO webhook (org_id, webhook_id, url, description, types, state, secret, created_at, kind)
               VALUES ($1, $2, $7, 'Security Event Tokens', $9, 'enabled', $8, $10, $11))
        INSERT INTO ssf_stream (org_id, stream_id, receiver_id, issuer, requested, description, status, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, 'enabled', $10)
        """;

    /** Fails when the receiver has one. */
    public Future<?> insert(SqlClient client, Stream stream, Instant now) {
        Wish wish = stream.wish();
        return client.preparedQuery(INSERT).execute(Tuple.from(new @Nullable Object[] {
            stream.orgId(),
            stream.id(),
            stream.receiver(),
            stream.issuer(),
            texts(wish.requested()),
            wish.description(),
            wish.url(),
            seal.closeText(stream.id(), wish.authorization()),
            texts(stream.types()),
            utc(now),
            wish.method().kind()
        }));
    }

    private static final String UPDATE = """
        WITH endpoint AS (
               UPDATE webhook SET url = $5, secret = $6, types = $7, kind = $8 WHERE org_id = $1 AND webhook_id = $2)
        UPDATE ssf_stream SET requested = $3, description = $4 WHERE org_id = $1 AND stream_id = $2
        """;

    public Future<?> update(SqlClient client, Stream stream) {
        Wish wish = stream.wish();
        return client.preparedQuery(UPDATE).execute(Tuple.from(new @Nullable Object[] {
            stream.orgId(),
            stream.id(),
            texts(wish.requested()),
            wish.description(),
            wish.url(),
            seal.closeText(stream.id(), wish.authorization()),
            texts(stream.types()),
            wish.method().kind()
        }));
    }

    private static final String STATE = """
        WITH endpoint AS (
               UPDATE webhook
                  SET state = CASE WHEN $3 = 'enabled' THEN 'enabled' ELSE 'disabled' END,
                      disabled_reason = CASE WHEN $3 = 'enabled' THEN NULL ELSE 'by_hand' END,
                      rest_until = NULL, failing_since = NULL, told_at = NULL
                WHERE org_id = $1 AND webhook_id = $2)
        UPDATE ssf_stream SET status = $3, status_reason = $4 WHERE org_id = $1 AND stream_id = $2
        """;

    public Future<?> state(SqlClient client, Stream stream, State state) {
        return client.preparedQuery(STATE)
                .execute(Tuple.of(stream.orgId(), stream.id(), state.status().word(), state.reason()));
    }

    private static final String ENDING = """
        SELECT $3 = 'gone' OR w.failing_since <= $4 AS ending
          FROM webhook w JOIN ssf_stream s ON s.org_id = w.org_id AND s.stream_id = w.webhook_id
         WHERE w.org_id = $1 AND w.webhook_id = $2 AND w.state = 'enabled' AND s.status = 'enabled'
        """;

    /** Whether a stream that is enabled will be stopped for this reason. */
    public Future<Boolean> ending(SqlClient client, UUID orgId, UUID id, String why, Instant now) {
        return client.preparedQuery(ENDING)
                .execute(Tuple.of(orgId, id, why, utc(now.minus(Webhook.HOPELESS))))
                .map(rows -> rows.size() == 1
                        && Boolean.TRUE.equals(rows.iterator().next().getBoolean("ending")));
    }

    private static final String PAUSED = """
        UPDATE ssf_stream SET status = 'paused', status_reason = $3
         WHERE org_id = $1 AND stream_id = $2 AND status = 'enabled'
        """;

    /** The receiver was told that nothing comes any more; the endpoint is disabled by whoever found that out. */
    public Future<?> paused(SqlClient client, Stream stream, String reason) {
        return client.preparedQuery(PAUSED).execute(Tuple.of(stream.orgId(), stream.id(), reason));
    }

    private static final String STOPPED = """
        WITH stopped AS (
               SELECT s.org_id, s.stream_id, w.disabled_reason
                 FROM webhook w JOIN ssf_stream s ON s.org_id = w.org_id AND s.stream_id = w.webhook_id
                WHERE w.kind = 'set_push' AND w.failing_since IS NOT NULL AND w.state = 'disabled' AND s.status = 'enabled'
                LIMIT 50 FOR UPDATE OF s SKIP LOCKED)
        UPDATE ssf_stream s
           SET status = 'paused', status_reason = CASE WHEN stopped.disabled_reason = 'gone' THEN $1 ELSE $2 END
          FROM stopped
         WHERE s.org_id = stopped.org_id AND s.stream_id = stopped.stream_id
        RETURNING s.org_id, s.stream_id, s.status_reason
        """;

    /** A stream that was stopped because nothing could be delivered. */
    public record Stopped(UUID orgId, UUID id, String reason) {}

    /** Notes of streams that are stopped, and are not known to be, that they are paused; each is given once. */
    public Future<List<Stopped>> stopped(SqlClient client) {
        return client.preparedQuery(STOPPED)
                .execute(Tuple.of(Notices.why("gone"), Notices.why("failing")))
                .map(rows -> all(
                        rows,
                        row -> new Stopped(
                                row.getUUID("org_id"), row.getUUID("stream_id"), row.getString("status_reason"))));
    }

    private static final String DELETE = """
        WITH endpoint AS (DELETE FROM webhook WHERE org_id = $1 AND webhook_id = $2),
             subjects AS (DELETE FROM ssf_subject_left_out WHERE org_id = $1 AND stream_id = $2),
             notices AS (DELETE FROM ssf_notice WHERE org_id = $1 AND stream_id = $2)
        DELETE FROM ssf_stream WHERE org_id = $1 AND stream_id = $2
        """;

    public Future<?> delete(SqlClient client, Stream stream) {
        return client.preparedQuery(DELETE).execute(Tuple.of(stream.orgId(), stream.id()));
    }

    private static final String VERIFY = """
        UPDATE ssf_stream SET verified_at = $3
         WHERE org_id = $1 AND stream_id = $2 AND (verified_at IS NULL OR verified_at <= $4)
        """;

    /** Notes that a verification was asked for, unless one was after this time; says whether it was noted. */
    public Future<Boolean> verify(SqlClient client, Stream stream, Instant now, Instant notAfter) {
        return client.preparedQuery(VERIFY)
                .execute(Tuple.of(stream.orgId(), stream.id(), utc(now), utc(notAfter)))
                .map(done -> done.rowCount() == 1);
    }

    private static final String ACKED = "SELECT acked FROM ssf_stream WHERE org_id = $1 AND stream_id = $2";

    /** The ids of tokens that are dealt with although one before them is not. */
    public Future<Set<String>> acked(SqlClient client, Stream stream) {
        return client.preparedQuery(ACKED)
                .execute(Tuple.of(stream.orgId(), stream.id()))
                .map(rows -> rows.size() == 0
                        ? Set.<String>of()
                        : Set.of(rows.iterator().next().getArrayOfStrings("acked")));
    }

    private static final String ACK = "UPDATE ssf_stream SET acked = $3 WHERE org_id = $1 AND stream_id = $2";

    public Future<?> acked(SqlClient client, Stream stream, Set<String> acked) {
        return client.preparedQuery(ACK).execute(Tuple.of(stream.orgId(), stream.id(), acked.toArray(String[]::new)));
    }

    private static String @Nullable [] texts(@Nullable Collection<String> texts) {
        return texts == null ? null : texts.toArray(String[]::new);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static <T> List<T> all(RowSet<Row> rows, java.util.function.Function<Row, T> shape) {
        return StreamSupport.stream(rows.spliterator(), false).map(shape).toList();
    }
}
