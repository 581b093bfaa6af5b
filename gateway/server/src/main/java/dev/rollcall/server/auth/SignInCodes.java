package dev.rollcall.server.auth;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Table {@code sign_in_code}: codes that sign an administrator in to the console, once and for a short time. */
public final class SignInCodes {

    /** How long a link can be used. */
    public static final Duration VALID = Duration.ofMinutes(15);

    private static final int ID_BYTES = 16;
    private static final int SECRET_BYTES = 24;

    private final Pool pool;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();

    public SignInCodes(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    private static final String ISSUE = """
            INSERT INTO sign_in_code (org_id, code_hash, subject, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5)
            """;

    /** A new code for an administrator of that organisation: a secret, to be shown once. */
    public Future<String> issue(UUID organisation, String subject) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        byte[] code = ByteBuffer.allocate(ID_BYTES + SECRET_BYTES)
                .putLong(organisation.getMostSignificantBits())
                .putLong(organisation.getLeastSignificantBits())
                .put(secret)
                .array();
        Instant now = time.instant();
        return pool.preparedQuery(ISSUE)
                .execute(Tuple.of(
                        organisation,
                        hash(code),
                        subject,
                        now.atOffset(ZoneOffset.UTC),
                        now.plus(VALID).atOffset(ZoneOffset.UTC)))
                .map(Base64.getUrlEncoder().withoutPadding().encodeToString(code));
    }

    private static final String USE = """
            UPDATE sign_in_code SET used_at = $3
            WHERE org_id = $1 AND code_hash = $2 AND used_at IS NULL AND expires_at > $3
            RETURNING subject
            """;

    /** Uses a code up. Unknown, used and expired ones are all the same: nobody is signed in. */
    public Future<Optional<Principal>> use(String code) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(code);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(Optional.empty());
        }
        if (bytes.length != ID_BYTES + SECRET_BYTES) {
            return Future.succeededFuture(Optional.empty());
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        UUID organisation = new UUID(buffer.getLong(), buffer.getLong());
        return pool.preparedQuery(USE)
                .execute(Tuple.of(organisation, hash(bytes), time.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(new Principal(
                                row.getString("subject"), new Principal.Scope.Organisation(organisation)));
                    }
                    return Optional.empty();
                });
    }

    /** The code is random, so a plain hash of it tells nothing. */
    private static Buffer hash(byte[] code) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(code));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
