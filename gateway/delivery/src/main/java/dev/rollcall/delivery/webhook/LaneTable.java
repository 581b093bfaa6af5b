package dev.rollcall.delivery.webhook;

import static dev.rollcall.delivery.webhook.WebhookTable.utc;

import dev.rollcall.core.read.member.EventQueries;
import dev.rollcall.core.read.member.EventQueries.RecordedEvent;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Table {@code webhook_lane}: up to which event of each organisation each endpoint has been served. */
public final class LaneTable {

    /** One organisation's events on their way to one endpoint. */
    record Key(UUID orgId, UUID webhook) {}

    /**
     * A lane that was taken.
     *
     * @param done the number of the last event that was dealt with
     * @param attempts how often the next one has failed
     * @param kind of the endpoint
     */
    record Taken(
            Key key,
            UUID lease,
            long done,
            long wanted,
            int attempts,
            String kind,
            String url,
            @Nullable Set<String> types,
            Buffer secret,
            @Nullable Buffer former) {}

    private static final String TAKE = """
        WITH due AS (
               SELECT l.org_id, l.webhook_id
                 FROM unnest($1::uuid[], $2::integer[]) AS wanted (webhook_id, places)
                 JOIN webhook w ON w.webhook_id = wanted.webhook_id AND w.kind <> 'set_poll'
                  AND w.state = 'enabled' AND (w.rest_until IS NULL OR w.rest_until <= $3)
                CROSS JOIN LATERAL (
                      SELECT org_id, webhook_id FROM webhook_lane
                       WHERE webhook_id = w.webhook_id AND done < wanted AND due_at <= $3
                       ORDER BY due_at LIMIT wanted.places FOR UPDATE SKIP LOCKED) l)
        UPDATE webhook_lane l SET lease = $5, due_at = $4
          FROM due JOIN webhook w ON w.webhook_id = due.webhook_id
         WHERE l.org_id = due.org_id AND l.webhook_id = due.webhook_id
        RETURNING l.org_id, l.webhook_id, l.done, l.wanted, l.attempts, w.kind, w.url, w.types, w.secret,
                  CASE WHEN w.former_until > $3 THEN w.former_secret END AS former
        """;

    /**
     * Takes lanes that are due; whoever does not give one back by {@code until} loses it to others.
     *
     * @param places how many lanes of each endpoint
     */
    Future<List<Taken>> take(SqlClient client, Map<UUID, Integer> places, Instant now, Instant until, UUID lease) {
        return client.preparedQuery(TAKE)
                .execute(Tuple.of(
                        places.keySet().toArray(UUID[]::new),
                        places.values().toArray(Integer[]::new),
                        utc(now),
                        utc(until),
                        lease))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> taken(row, lease))
                        .toList());
    }

    private static Taken taken(Row row, UUID lease) {
        String[] types = row.getArrayOfStrings("types");
        return new Taken(
                new Key(row.getUUID("org_id"), row.getUUID("webhook_id")),
                lease,
                row.getLong("done"),
                row.getLong("wanted"),
                row.getInteger("attempts"),
                row.getString("kind"),
                row.getString("url"),
                types == null ? null : new LinkedHashSet<>(List.of(types)),
                row.getBuffer("secret"),
                row.getBuffer("former"));
    }

    private static final String EVENTS = """
        SELECT t.org_id, t.webhook_id, e.seq, e.event_id, e.at, e.type, e.subject_id, e.directory_id, e.request_id,
               e.data::text AS data
          FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) AS t (org_id, webhook_id, done, wanted)
         CROSS JOIN LATERAL (
               SELECT * FROM event WHERE org_id = t.org_id AND seq > t.done AND seq <= t.wanted ORDER BY seq LIMIT $5) e
         ORDER BY t.org_id, t.webhook_id, e.seq
        """;

    /** The next events of lanes, in order. */
    Future<Map<Key, List<RecordedEvent>>> events(SqlClient client, List<Taken> lanes, int most) {
        return client.preparedQuery(EVENTS)
                .execute(Tuple.of(
                        lanes.stream().map(lane -> lane.key().orgId()).toArray(UUID[]::new),
                        lanes.stream().map(lane -> lane.key().webhook()).toArray(UUID[]::new),
                        lanes.stream().map(Taken::done).toArray(Long[]::new),
                        lanes.stream().map(Taken::wanted).toArray(Long[]::new),
                        (long) most))
                .map(rows -> {
                    Map<Key, List<RecordedEvent>> events = new HashMap<>();
                    rows.forEach(row -> events.computeIfAbsent(
                                    new Key(row.getUUID("org_id"), row.getUUID("webhook_id")), key -> new ArrayList<>())
                            .add(EventQueries.event(row)));
                    return events;
                });
    }

    /**
     * How far a lane has come.
     *
     * @param due when it is to be taken again
     * @param held whether this node goes on with it
     */
    record Progress(Key key, UUID lease, long done, int attempts, Instant due, boolean held) {}

    /** Locks in one order, as the places are given in: two statements that meet wait for each other and never in a ring. */
    private static final String NOTE = """
        WITH told AS (
               SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::integer[], $6::timestamptz[], $7::boolean[])
                        AS t (org_id, webhook_id, lease, done, attempts, due_at, held)),
             mine AS (
               SELECT l.org_id, l.webhook_id FROM webhook_lane l
                 JOIN told t ON t.org_id = l.org_id AND t.webhook_id = l.webhook_id AND t.lease = l.lease
                ORDER BY l.org_id, l.webhook_id FOR UPDATE OF l)
        UPDATE webhook_lane l
           SET done = t.done, attempts = t.attempts, due_at = t.due_at, lease = CASE WHEN t.held THEN l.lease END
          FROM mine JOIN told t ON t.org_id = mine.org_id AND t.webhook_id = mine.webhook_id
         WHERE l.org_id = mine.org_id AND l.webhook_id = mine.webhook_id AND l.lease = t.lease
        RETURNING l.org_id, l.webhook_id, l.done < l.wanted AND l.due_at <= $8 AS more
        """;

    /**
     * Notes how far lanes have come, each once.
     *
     * @return of those that are still this node's, whether there is more to do at once
     */
    public Future<Map<Key, Boolean>> note(SqlClient client, List<Progress> progress, Instant now) {
        return client.preparedQuery(NOTE)
                .execute(Tuple.of(
                                progress.stream().map(one -> one.key().orgId()).toArray(UUID[]::new),
                                progress.stream()
                                        .map(one -> one.key().webhook())
                                        .toArray(UUID[]::new),
                                progress.stream().map(Progress::lease).toArray(UUID[]::new),
                                progress.stream().map(Progress::done).toArray(Long[]::new),
                                progress.stream().map(Progress::attempts).toArray(Integer[]::new),
                                progress.stream().map(one -> utc(one.due())).toArray(OffsetDateTime[]::new))
                        .addArrayOfBoolean(progress.stream().map(Progress::held).toArray(Boolean[]::new))
                        .addValue(utc(now)))
                .map(rows -> {
                    Map<Key, Boolean> kept = new HashMap<>();
                    rows.forEach(row -> kept.put(
                            new Key(row.getUUID("org_id"), row.getUUID("webhook_id")), row.getBoolean("more")));
                    return kept;
                });
    }

    /** From the first event that was placed at or after a time; whoever delivers just now loses the lane. */
    private static final String BACK = """
        WITH backs AS (
               SELECT o.org_id, o.last_event AS wanted,
                      coalesce((SELECT f.first_seq - 1 FROM feed f WHERE f.org_id = o.org_id AND f.placed_at >= $3
                                 ORDER BY f.placed_at, f.first_seq LIMIT 1), o.last_event) AS done
                 FROM organization o WHERE ($1::uuid IS NULL OR o.org_id = $1) AND o.last_event > 0)
        INSERT INTO webhook_lane (org_id, webhook_id, done, wanted, due_at)
        SELECT org_id, $2, done, wanted, $4 FROM backs WHERE done < wanted ORDER BY org_id
        ON CONFLICT (org_id, webhook_id) DO UPDATE
           SET done = least(webhook_lane.done, EXCLUDED.done), wanted = greatest(webhook_lane.wanted, EXCLUDED.wanted),
               attempts = 0, due_at = EXCLUDED.due_at, lease = NULL
        RETURNING wanted - done AS events
        """;

    /**
     * Sets an endpoint back, so that it is sent all events since a time again.
     *
     * @param only the organisation whose events; null for all
     * @return how many events it is to be sent
     */
    Future<Long> back(SqlClient client, @Nullable UUID only, UUID webhook, Instant since, Instant now) {
        return client.preparedQuery(BACK)
                .execute(Tuple.of(only, webhook, utc(since), utc(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .mapToLong(row -> row.getLong("events"))
                        .sum());
    }

    /**
     * Where a lane is.
     *
     * @param done the number of the last event that was dealt with
     * @param wanted the number of the last event that there is
     */
    public record Position(long done, long wanted) {}

    private static final String POSITION =
            "SELECT done, wanted FROM webhook_lane WHERE org_id = $1 AND webhook_id = $2";

    /** Where the lane of one organisation's events to one endpoint is; nowhere before the first event. */
    public Future<Position> position(SqlClient client, UUID orgId, UUID webhook) {
        return client.preparedQuery(POSITION)
                .execute(Tuple.of(orgId, webhook))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Position(row.getLong("done"), row.getLong("wanted")))
                        .findFirst()
                        .orElse(new Position(0, 0)));
    }

    private static final String MOVE = """
        UPDATE webhook_lane SET done = least($3, wanted), attempts = 0
         WHERE org_id = $1 AND webhook_id = $2 AND done < $3
        """;

    /** All events up to this one are dealt with. Never goes back. */
    public Future<?> move(SqlClient client, UUID orgId, UUID webhook, long done) {
        return client.preparedQuery(MOVE).execute(Tuple.of(orgId, webhook, done));
    }

    private static final String WAITING = """
        SELECT coalesce(sum(wanted - done), 0)::bigint AS events FROM webhook_lane WHERE webhook_id = $1 AND done < wanted
        """;

    /** How many events wait for an endpoint. */
    public Future<Long> waiting(SqlClient client, UUID webhook) {
        return client.preparedQuery(WAITING)
                .execute(Tuple.of(webhook))
                .map(rows -> rows.iterator().next().getLong("events"));
    }

    private static final String WAKE =
            "UPDATE webhook_lane SET due_at = $2, attempts = 0 WHERE webhook_id = $1 AND done < wanted";

    /** What waits for an endpoint is tried at once. */
    public Future<?> wake(SqlClient client, UUID webhook, Instant now) {
        return client.preparedQuery(WAKE).execute(Tuple.of(webhook, utc(now)));
    }

    private static final String DROP = "DELETE FROM webhook_lane WHERE webhook_id = $1";

    /** Nothing is sent to an endpoint any more. */
    public Future<?> delete(SqlClient client, UUID webhook) {
        return client.preparedQuery(DROP).execute(Tuple.of(webhook));
    }
}
