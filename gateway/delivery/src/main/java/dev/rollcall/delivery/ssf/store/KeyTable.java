package dev.rollcall.delivery.ssf.store;

import static dev.rollcall.delivery.ssf.store.StreamTable.all;
import static dev.rollcall.delivery.ssf.store.StreamTable.utc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.ScimJson;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code ssf_key}: the keys of the installation that Security Event Tokens are signed with. */
public final class KeyTable {

    /**
     * A key pair.
     *
     * @param open the public half, as a JWK
     * @param publishedUntil null while it is not known
     */
    public record Pair(
            UUID id,
            Buffer sealed,
            JsonNode open,
            Instant signsFrom,
            @Nullable Instant publishedUntil) {}

    private static final String LOCK = "SELECT pg_advisory_xact_lock(8120484)";

    /** For a change: no other node changes anything meanwhile. */
    public Future<?> lock(SqlClient client) {
        return client.preparedQuery(LOCK).execute();
    }

    private static final String LIST = """
        SELECT key_id, sealed, public::text AS public, signs_from, published_until FROM ssf_key
         WHERE published_until IS NULL OR published_until > $1
         ORDER BY signs_from DESC, key_id DESC
        """;

    /** Those that are published, the newest first. */
    public Future<List<Pair>> published(SqlClient client, Instant now) {
        return client.preparedQuery(LIST).execute(Tuple.of(utc(now))).map(rows -> all(rows, KeyTable::row));
    }

    private static final String SIGNING = """
        SELECT key_id, sealed, public::text AS public, signs_from, published_until FROM ssf_key
         WHERE signs_from <= $1 ORDER BY signs_from DESC, key_id DESC LIMIT 1
        """;

    /** The one that signs now. */
    public Future<Optional<Pair>> signing(SqlClient client, Instant now) {
        return client.preparedQuery(SIGNING)
                .execute(Tuple.of(utc(now)))
                .map(rows -> all(rows, KeyTable::row).stream().findFirst());
    }

    private static final String INSERT =
            "INSERT INTO ssf_key (key_id, sealed, public, signs_from) VALUES ($1, $2, $3::text::jsonb, $4)";

    public Future<?> insert(SqlClient client, Pair key) {
        return client.preparedQuery(INSERT)
                .execute(Tuple.of(key.id(), key.sealed(), key.open().toString(), utc(key.signsFrom())));
    }

    private static final String END = """
        UPDATE ssf_key SET published_until = $2 WHERE key_id <> $1 AND (published_until IS NULL OR published_until > $2)
        """;

    /** All others are published until then and no longer. */
    public Future<?> endOthers(SqlClient client, UUID than, Instant until) {
        return client.preparedQuery(END).execute(Tuple.of(than, utc(until)));
    }

    private static Pair row(Row row) {
        OffsetDateTime until = row.getOffsetDateTime("published_until");
        return new Pair(
                row.getUUID("key_id"),
                row.getBuffer("sealed"),
                ScimJson.parse(row.getString("public").getBytes(StandardCharsets.UTF_8)),
                row.getOffsetDateTime("signs_from").toInstant(),
                until == null ? null : until.toInstant());
    }
}
