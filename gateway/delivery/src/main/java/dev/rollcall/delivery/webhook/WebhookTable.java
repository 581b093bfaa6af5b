package dev.rollcall.delivery.webhook;

import dev.rollcall.delivery.webhook.Webhook.Settings;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Table {@code webhook}. */
public final class WebhookTable {

    private static final String COLUMNS = """
         org_id, webhook_id, url, description, types, contact, state, disabled_reason,
         former_until, rest_until, failing_since, last_success_at, last_failure, created_at
        """;

    private static final String LIST = "SELECT " + COLUMNS + """
        FROM webhook WHERE org_id = $1 AND kind = 'webhook' AND ($2::uuid IS NULL OR webhook_id > $2) ORDER BY webhook_id LIMIT $3
        """;

    Future<List<Webhook>> list(SqlClient client, UUID owner, @Nullable UUID after, int limit) {
        return client.preparedQuery(LIST)
                .execute(Tuple.of(owner, after, (long) limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(WebhookTable::webhook)
                        .toList());
    }

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM webhook WHERE org_id = $1 AND webhook_id = $2 AND kind = 'webhook'";

    /** For a change of it: nobody else changes it meanwhile. */
    Future<Optional<Webhook>> lock(SqlClient client, UUID owner, UUID id) {
        return client.preparedQuery(FIND + " FOR UPDATE")
                .execute(Tuple.of(owner, id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(WebhookTable::webhook)
                        .findFirst());
    }

    Future<Optional<Webhook>> find(SqlClient client, UUID owner, UUID id) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(owner, id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(WebhookTable::webhook)
                        .findFirst());
    }

    private static final String INSERT = """
        INSERT INTO webhook (org_id, webhook_id, url, description, types, contact, state, disabled_reason, secret, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    Future<?> insert(SqlClient client, UUID owner, UUID id, Settings settings, Buffer secret, Instant now) {
        return client.preparedQuery(INSERT).execute(Tuple.from(new @Nullable Object[] {
            owner,
            id,
            settings.url(),
            settings.description(),
            texts(settings.types()),
            settings.contact(),
            state(settings),
            settings.enabled() ? null : "by_hand",
            secret,
            utc(now)
        }));
    }

    /** What was enabled stays as it is; what is enabled now begins with a clean slate. */
    private static final String UPDATE = """
        UPDATE webhook
           SET url = $3, description = $4, types = $5, contact = $6, state = $7,
               disabled_reason = CASE WHEN $7 = 'enabled' THEN NULL WHEN state = 'disabled' THEN disabled_reason ELSE 'by_hand' END,
               rest_until = CASE WHEN state = $7 THEN rest_until END,
               failing_since = CASE WHEN state = $7 THEN failing_since END,
               told_at = CASE WHEN state = $7 THEN told_at END
         WHERE org_id = $1 AND webhook_id = $2
        """;

    Future<?> update(SqlClient client, UUID owner, UUID id, Settings settings) {
        return client.preparedQuery(UPDATE).execute(Tuple.from(new @Nullable Object[] {
            owner,
            id,
            settings.url(),
            settings.description(),
            texts(settings.types()),
            settings.contact(),
            state(settings)
        }));
    }

    private static final String ROTATE = """
        UPDATE webhook SET former_secret = secret, former_until = $4, secret = $3 WHERE org_id = $1 AND webhook_id = $2
        """;

    Future<?> rotate(SqlClient client, UUID owner, UUID id, Buffer secret, Instant formerUntil) {
        return client.preparedQuery(ROTATE).execute(Tuple.of(owner, id, secret, utc(formerUntil)));
    }

    private static final String DELETE = "DELETE FROM webhook WHERE org_id = $1 AND webhook_id = $2";

    Future<?> delete(SqlClient client, UUID owner, UUID id) {
        return client.preparedQuery(DELETE).execute(Tuple.of(owner, id));
    }

    private static final String SECRETS = """
        SELECT url, secret, CASE WHEN former_until > $3 THEN former_secret END AS former
        FROM webhook WHERE org_id = $1 AND webhook_id = $2 AND kind = 'webhook'
        """;

    /** The sealed secrets and the URL, as columns {@code url}, {@code secret} and {@code former}. */
    Future<Optional<Row>> secrets(SqlClient client, UUID owner, UUID id, Instant now) {
        return client.preparedQuery(SECRETS)
                .execute(Tuple.of(owner, id, utc(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).findFirst());
    }

    private static final String IDS = "SELECT webhook_id FROM webhook WHERE state = 'enabled' AND kind <> 'set_poll'";

    /** The ids of all that are enabled and that something is sent to. */
    Future<Set<UUID>> enabled(SqlClient client) {
        return client.preparedQuery(IDS).execute().map(rows -> {
            Set<UUID> ids = new LinkedHashSet<>();
            rows.forEach(row -> ids.add(row.getUUID("webhook_id")));
            return ids;
        });
    }

    /**
     * How endpoints fare.
     *
     * @param restUntil until when it wants to be left alone; null for no such wish
     * @param disable why it is sent nothing any more, or null
     */
    record Fare(
            UUID webhook,
            boolean delivered,
            @Nullable String failure,
            @Nullable Instant restUntil,
            @Nullable String disable) {}

    private static final String NOTE = """
        UPDATE webhook w
           SET failing_since = CASE WHEN f.delivered THEN NULL ELSE coalesce(w.failing_since, $1) END,
               told_at = CASE WHEN f.delivered THEN NULL ELSE w.told_at END,
               last_success_at = CASE WHEN f.delivered THEN $1 ELSE w.last_success_at END,
               last_failure = coalesce(f.failure, w.last_failure),
               rest_until = CASE WHEN f.delivered THEN NULL ELSE greatest(w.rest_until, f.rest_until) END,
               state = CASE WHEN f.disable = 'gone' OR (f.disable = 'failing' AND w.failing_since <= $7)
                            THEN 'disabled' ELSE w.state END,
               disabled_reason = CASE WHEN f.disable = 'gone' OR (f.disable = 'failing' AND w.failing_since <= $7)
                                      THEN f.disable ELSE w.disabled_reason END
          FROM unnest($2::uuid[], $3::boolean[], $4::text[], $5::timestamptz[], $6::text[])
               AS f (webhook_id, delivered, failure, rest_until, disable)
         WHERE w.webhook_id = f.webhook_id
        """;

    /** Notes how endpoints fare; each once. */
    Future<?> note(SqlClient client, Instant now, List<Fare> fares) {
        return client.preparedQuery(NOTE).execute(Tuple.from(new @Nullable Object[] {
            utc(now),
            fares.stream().map(Fare::webhook).toArray(UUID[]::new),
            fares.stream().map(Fare::delivered).toArray(Boolean[]::new),
            fares.stream().map(Fare::failure).toArray(String[]::new),
            fares.stream()
                    .map(fare -> fare.restUntil() == null ? null : utc(fare.restUntil()))
                    .toArray(OffsetDateTime[]::new),
            fares.stream().map(Fare::disable).toArray(String[]::new),
            utc(now.minus(Webhook.HOPELESS))
        }));
    }

    /**
     * An endpoint whose owner has to be told that it fails.
     *
     * @param contact null for the administrators of the organisation
     */
    public record Ailing(
            UUID owner,
            UUID webhook,
            String url,
            @Nullable String contact,
            Instant since,
            @Nullable String disabledReason,
            @Nullable String failure) {}

    /** Noted before it is told, so that two nodes do not both tell. */
    private static final String AILING = """
        UPDATE webhook SET told_at = $2
         WHERE webhook_id IN (
               SELECT webhook_id FROM webhook
                WHERE failing_since IS NOT NULL AND told_at IS NULL AND (failing_since <= $1 OR state = 'disabled')
                ORDER BY failing_since LIMIT 20 FOR UPDATE SKIP LOCKED)
        RETURNING org_id, webhook_id, url, contact, failing_since, disabled_reason, last_failure
        """;

    /** Takes those that have failed since before a time, or were disabled because they failed, and of which nobody was told. */
    Future<List<Ailing>> ailing(SqlClient client, Instant before, Instant now) {
        return client.preparedQuery(AILING)
                .execute(Tuple.of(utc(before), utc(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Ailing(
                                row.getUUID("org_id"),
                                row.getUUID("webhook_id"),
                                row.getString("url"),
                                row.getString("contact"),
                                row.getOffsetDateTime("failing_since").toInstant(),
                                row.getString("disabled_reason"),
                                row.getString("last_failure")))
                        .toList());
    }

    private static final String UNTOLD = "UPDATE webhook SET told_at = NULL WHERE webhook_id = $1";

    /** Nobody could be told: it is tried again. */
    Future<?> untold(SqlClient client, UUID webhook) {
        return client.preparedQuery(UNTOLD).execute(Tuple.of(webhook));
    }

    private static final String FAILING = "SELECT count(*) AS failing FROM webhook WHERE failing_since IS NOT NULL";

    Future<Long> failing(SqlClient client) {
        return client.preparedQuery(FAILING)
                .execute()
                .map(rows -> rows.iterator().next().getLong("failing"));
    }

    private static Webhook webhook(Row row) {
        String[] types = row.getArrayOfStrings("types");
        return new Webhook(
                row.getUUID("org_id"),
                row.getUUID("webhook_id"),
                new Settings(
                        row.getString("url"),
                        row.getString("description"),
                        types == null ? null : new LinkedHashSet<>(List.of(types)),
                        row.getString("contact"),
                        row.getString("state").equals("enabled")),
                row.getString("disabled_reason"),
                instant(row, "former_until"),
                instant(row, "rest_until"),
                instant(row, "failing_since"),
                instant(row, "last_success_at"),
                row.getString("last_failure"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static String state(Settings settings) {
        return settings.enabled() ? "enabled" : "disabled";
    }

    private static String @Nullable [] texts(@Nullable Set<String> types) {
        return types == null ? null : types.toArray(String[]::new);
    }

    static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
