package dev.rollcall.pull.hint;

import dev.rollcall.pull.source.Source;
import dev.rollcall.pull.source.Sources;
import dev.rollcall.spi.pull.SourceWatch.Channel;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Table {@code source_channel}: the channels on which providers announce changes, each with a hash of the token that proves that a
 * message comes from the provider.
 */
public final class Channels {

    private final Pool pool;

    public Channels(Pool pool) {
        this.pool = pool;
    }

    private static final String ADD = """
        INSERT INTO source_channel (org_id, directory_id, channel_id, resource, token_hash, until)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (org_id, directory_id, channel_id) DO UPDATE SET resource = excluded.resource, until = excluded.until
        """;

    /** Kept before it is opened, so that what it tells first is known, and again with what it became. */
    Future<Void> add(Source source, Channel channel, String token) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(
                        source.orgId(),
                        source.directoryId(),
                        channel.id(),
                        channel.resource(),
                        hash(token),
                        Sources.at(channel.until())))
                .mapEmpty();
    }

    private static final String OF = """
        SELECT channel_id, resource, until FROM source_channel
        WHERE org_id = $1 AND directory_id = $2 ORDER BY until DESC, channel_id
        """;

    /** Those of a directory, the one that lives longest first. */
    Future<List<Channel>> of(Source source) {
        return pool.preparedQuery(OF)
                .execute(Tuple.of(source.orgId(), source.directoryId()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Channel(
                                row.getUUID("channel_id"),
                                row.getString("resource"),
                                row.getOffsetDateTime("until").toInstant()))
                        .toList());
    }

    private static final String REMOVE =
            "DELETE FROM source_channel WHERE org_id = $1 AND directory_id = $2 AND channel_id = $3";

    Future<Void> remove(Source source, UUID id) {
        return pool.preparedQuery(REMOVE)
                .execute(Tuple.of(source.orgId(), source.directoryId(), id))
                .mapEmpty();
    }

    private static final String PROVEN = """
        SELECT token_hash FROM source_channel
        WHERE org_id = $1 AND directory_id = $2 AND channel_id = $3 AND until > $4
        """;

    /** Whether a token is the one that the channel was opened with; compared in a time that tells nothing. */
    public Future<Boolean> isProven(UUID orgId, UUID directoryId, UUID channel, String token, Instant now) {
        return pool.preparedQuery(PROVEN)
                .execute(Tuple.of(orgId, directoryId, channel, Sources.at(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .anyMatch(row -> MessageDigest.isEqual(
                                row.getBuffer("token_hash").getBytes(),
                                hash(token).getBytes())));
    }

    private static Buffer hash(String token) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
