package dev.rollcall.server.auth.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.core.admin.AuditLog;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.word.AuditAction;
import dev.rollcall.core.store.SqlErrors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The active sessions of the console: each is a sign-in link, from the moment it is used until it is revoked, too old, or idle for
 * too long. Every node asks the database, so a session that was ended is over with its next request.
 */
public final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Duration USE_RESOLUTION = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final Pool pool;
    private final InstantSource time;
    private final Limits limits;
    private final Cache<UUID, Boolean> noted = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(USE_RESOLUTION)
            .build();

    /**
     * How long a session lasts.
     *
     * @param longest from its beginning
     * @param idle without a request of the person; zero for any time
     */
    public record Limits(Duration longest, Duration idle) {}

    public Sessions(Pool pool, InstantSource time, Limits limits) {
        this.pool = pool;
        this.time = time;
        this.limits = limits;
    }

    /** When a session that began with this link ends, if it is used until then. */
    public Instant ends(SignInLink link) {
        return begun(link).plus(limits.longest());
    }

    /** When a session began. */
    public static Instant begun(SignInLink link) {
        return Objects.requireNonNull(link.used());
    }

    private static final String FIND = "SELECT" + SignInLinks.COLUMNS + """
        FROM sign_in_link
        WHERE org_id = $1 AND link_id = $2 AND used_at > $3 AND revoked_at IS NULL
          AND coalesce(last_used_at, used_at) > $4
        """;

    /** The session that began with a link, while it runs. */
    Future<Optional<SignInLink>> of(UUID organisation, UUID id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(organisation, id, begunAfter(), usedAfter()))
                .map(Sessions::first);
    }

    private OffsetDateTime begunAfter() {
        return at(time.instant().minus(limits.longest()));
    }

    private OffsetDateTime usedAfter() {
        return at(time.instant().minus(limits.idle().isZero() ? limits.longest() : limits.idle()));
    }

    private static final String USED = """
        UPDATE sign_in_link SET last_used_at = greatest(last_used_at, $3) WHERE org_id = $1 AND link_id = $2
        """;

    /** Notes that a person has used a session just now. Writes at most once a minute for each, and nobody waits for it. */
    void used(SignInLink session) {
        if (noted.asMap().putIfAbsent(session.id(), true) == null) {
            pool.preparedQuery(USED)
                    .execute(Tuple.of(session.orgId(), session.id(), at(time.instant())))
                    .onFailure(failure -> LOG.warn(
                            "could not note the last use of session {} (SQL state {})",
                            session.id(),
                            SqlErrors.sqlState(failure)));
        }
    }

    /**
     * Which sessions.
     *
     * @param subject whose; null for everybody's
     */
    public record Which(UUID organisation, @Nullable String subject) {}

    private static final String LIST = "SELECT" + SignInLinks.COLUMNS + """
        FROM sign_in_link
        WHERE org_id = $1 AND used_at > $2 AND revoked_at IS NULL AND coalesce(last_used_at, used_at) > $3
          AND ($4::text IS NULL OR subject = $4) AND ($5::uuid IS NULL OR link_id < $5)
        ORDER BY link_id DESC
        LIMIT $6
        """;

    /**
     * Those that run, newest link first.
     *
     * @param after where the page before ended, or null
     */
    public Future<List<SignInLink>> list(Which which, @Nullable UUID after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(which.organisation(), begunAfter(), usedAfter(), which.subject(), after)
                        .addInteger(limit))
                .map(Sessions::all);
    }

    private static final String END = """
        UPDATE sign_in_link SET revoked_at = $2, revoked_by = $3
        WHERE org_id = $1 AND used_at > $4 AND revoked_at IS NULL
          AND ($5::text IS NULL OR subject = $5) AND ($6::uuid IS NULL OR link_id = $6)
        RETURNING\
        """ + SignInLinks.COLUMNS;

    /** Ends sessions; says how many there were. */
    public Future<Integer> end(Actor by, Which which) {
        return pool.withTransaction(transaction -> end(transaction, by, which, null));
    }

    private static final String EXISTS = """
        SELECT FROM sign_in_link
        WHERE org_id = $1 AND link_id = $2 AND used_at IS NOT NULL AND ($3::text IS NULL OR subject = $3)
        """;

    /**
     * Ends one session; done twice, nothing happens.
     *
     * @return whether there is, or was, such a session
     */
    public Future<Boolean> end(Actor by, Which which, UUID id) {
        return pool.withTransaction(transaction -> end(transaction, by, which, id)
                .compose(ended -> ended > 0
                        ? Future.succeededFuture(true)
                        : transaction
                                .preparedQuery(EXISTS)
                                .execute(Tuple.of(which.organisation(), id, which.subject()))
                                .map(rows -> rows.size() == 1)));
    }

    private Future<Integer> end(SqlClient transaction, Actor by, Which which, @Nullable UUID id) {
        Tuple values = Tuple.of(which.organisation(), at(time.instant()), by.subject(), begunAfter(), which.subject());
        return transaction
                .preparedQuery(END)
                .execute(values.addValue(id))
                .map(Sessions::all)
                .compose(ended -> {
                    Future<Void> told = Future.succeededFuture();
                    for (SignInLink one : ended) {
                        told = told.compose(v -> tell(transaction, by, one));
                    }
                    return told.map(ended.size());
                });
    }

    private Future<Void> tell(SqlClient transaction, Actor by, SignInLink session) {
        return AuditLog.append(
                transaction,
                time.instant(),
                by,
                new AuditLog.Change(
                        AuditAction.END_SESSION, null, "session", session.id().toString()),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("subject", session.subject())
                        .put("role", session.role().word())
                        .put("begun", begun(session).toString()),
                null);
    }

    private static Optional<SignInLink> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    private static List<SignInLink> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(SignInLink::of)
                .toList();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
