package dev.rollcall.core.admin.directory;

import dev.rollcall.core.admin.Rows;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Table {@code used_assertion}: makes sure that an assertion is used only once, whichever node receives it. */
public final class UsedAssertions {

    private final Pool pool;
    private final InstantSource time;

    public UsedAssertions(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    private static final String FORGET = """
        DELETE FROM used_assertion WHERE org_id = $1 AND directory_id = $2 AND expires_at < $3
        """;

    private static final String USE = """
        INSERT INTO used_assertion (org_id, directory_id, jti_hash, expires_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING
        """;

    /**
     * Uses an assertion up.
     *
     * @param jti unique among what its issuer signs
     * @param until when it need not be known any more, for nobody would take it
     * @return whether it was the first time
     */
    public Future<Boolean> use(UUID orgId, UUID directoryId, String issuer, String jti, Instant until) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(orgId, directoryId, Rows.at(time.instant())))
                .compose(gone -> pool.preparedQuery(USE)
                        .execute(Tuple.of(orgId, directoryId, hash(issuer + "\n" + jti), Rows.at(until))))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Buffer hash(String text) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
