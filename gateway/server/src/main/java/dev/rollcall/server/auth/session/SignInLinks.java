package dev.rollcall.server.auth.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.rollcall.core.admin.AuditLog;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.word.AuditAction;
import dev.rollcall.server.auth.OrganisationRole;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code sign_in_link}. The database decides who is the one that uses a link, so it is used once whichever node is asked, and
 * after any restart.
 */
public final class SignInLinks {

    /** How long a link can be used, unless its issuer says otherwise. */
    public static final Duration VALID = Duration.ofMinutes(15);

    private static final int ID_BYTES = 2 * Long.BYTES;
    private static final int SECRET_BYTES = 24;

    /** UUIDv7; thread-safe. */
    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Pool pool;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();

    public SignInLinks(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    /**
     * What a link is to be.
     *
     * @param returnUrl checked by the caller
     */
    public record Wish(
            String subject,
            String purpose,
            OrganisationRole role,
            @Nullable String returnUrl,
            Duration validFor) {

        /** With what the purpose takes. */
        public Wish(String subject, String purpose, @Nullable String returnUrl, Duration validFor) {
            this(subject, purpose, SignInLink.roleFor(purpose), returnUrl, validFor);
        }

        /** A link to the console, for nothing in particular. */
        public static Wish console(String subject) {
            return new Wish(subject, "console", null, VALID);
        }
    }

    /**
     * A new link and the one chance to see its code.
     *
     * @param code a secret: show it once, store it nowhere
     */
    public record Issued(SignInLink link, String code) {
        @Override
        public String toString() {
            return "Issued[link=" + link + "]";
        }
    }

    static final String COLUMNS = """
         org_id, link_id, subject, purpose, role, return_url, issued_by, created_at, expires_at, used_at, last_used_at,
         revoked_at, revoked_by
        """;

    private static final String ISSUE = """
        INSERT INTO sign_in_link
          (org_id, link_id, code_hash, subject, purpose, role, return_url, issued_by, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        RETURNING\
        """ + COLUMNS;

    /** A new link for an administrator of the organisation. */
    public Future<Issued> issue(Actor by, Wish wish) {
        UUID organisation = by.orgId();
        UUID id = IDS.generate();
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        byte[] code = ByteBuffer.allocate(2 * ID_BYTES + SECRET_BYTES)
                .putLong(organisation.getMostSignificantBits())
                .putLong(organisation.getLeastSignificantBits())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(secret)
                .array();
        Instant now = time.instant();
        Tuple row = Tuple.of(organisation, id, hash(code), wish.subject(), wish.purpose())
                .addValue(wish.role().word())
                .addValue(wish.returnUrl())
                .addValue(by.subject())
                .addValue(at(now))
                .addValue(at(now.plus(wish.validFor())));
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(ISSUE)
                .execute(row)
                .map(rows -> SignInLink.of(rows.iterator().next()))
                .compose(link -> tell(transaction, by, AuditAction.ISSUE_SIGN_IN_LINK, link)
                        .map(new Issued(
                                link, Base64.getUrlEncoder().withoutPadding().encodeToString(code)))));
    }

    private static final String USE = """
        UPDATE sign_in_link SET used_at = $4
        WHERE org_id = $1 AND link_id = $2 AND code_hash = $3
          AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $4
        RETURNING\
        """ + COLUMNS;

    /**
     * Uses a link up. Unknown, used, revoked and expired ones are all the same: nobody is signed in.
     *
     * @param requestId of the request that shows the code
     */
    public Future<Optional<SignInLink>> use(String code, UUID requestId) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(code);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(Optional.empty());
        }
        if (bytes.length != 2 * ID_BYTES + SECRET_BYTES) {
            return Future.succeededFuture(Optional.empty());
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        UUID organisation = new UUID(buffer.getLong(), buffer.getLong());
        UUID id = new UUID(buffer.getLong(), buffer.getLong());
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(USE)
                .execute(Tuple.of(organisation, id, hash(bytes), at(time.instant())))
                .map(SignInLinks::first)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(found)
                        : tell(
                                        transaction,
                                        new Actor(organisation, found.get().subject(), requestId),
                                        AuditAction.USE_SIGN_IN_LINK,
                                        found.get())
                                .map(found)));
    }

    private static final String REVOKE = """
        UPDATE sign_in_link
        SET revoked_at = $3, revoked_by = $4
        WHERE org_id = $1 AND link_id = $2 AND revoked_at IS NULL
        RETURNING\
        """ + COLUMNS;

    private static final String EXISTS = "SELECT FROM sign_in_link WHERE org_id = $1 AND link_id = $2";

    /**
     * Ends a link, and the session that it has begun; done twice, nothing happens.
     *
     * @return whether there is such a link
     */
    public Future<Boolean> revoke(Actor by, UUID id) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(REVOKE)
                .execute(Tuple.of(by.orgId(), id, at(time.instant()), by.subject()))
                .map(SignInLinks::first)
                .compose(revoked -> revoked.isPresent()
                        ? tell(transaction, by, AuditAction.REVOKE_SIGN_IN_LINK, revoked.get())
                                .map(true)
                        : transaction
                                .preparedQuery(EXISTS)
                                .execute(Tuple.of(by.orgId(), id))
                                .map(rows -> rows.size() == 1)));
    }

    private Future<Void> tell(SqlClient transaction, Actor by, AuditAction action, SignInLink link) {
        ObjectNode after = JsonNodeFactory.instance
                .objectNode()
                .put("subject", link.subject())
                .put("purpose", link.purpose())
                .put("role", link.role().word())
                .put("returnUrl", link.returnUrl())
                .put("expires", link.expires().toString());
        return AuditLog.append(
                transaction,
                time.instant(),
                by,
                new AuditLog.Change(action, null, "sign_in_link", link.id().toString()),
                null,
                after);
    }

    private static final String LIST = "SELECT" + COLUMNS + """
        FROM sign_in_link
        WHERE org_id = $1 AND ($2::uuid IS NULL OR link_id < $2)
        ORDER BY link_id DESC
        LIMIT $3
        """;

    /**
     * The links that an organisation ever had, newest first.
     *
     * @param after where the page before ended, or null
     */
    public Future<List<SignInLink>> list(UUID organisation, @Nullable UUID after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(organisation, after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SignInLink::of)
                        .toList());
    }

    private static Optional<SignInLink> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(SignInLink::of)
                .findFirst();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
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
