package dev.rollcall.core.admin.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.EventLog;
import dev.rollcall.core.admin.Rows;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.EventType;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes an event when a directory's credential is about to expire, and another when it has expired: each once, whichever node looks. */
public final class CredentialWarnings {

    /** Days before the end; 0 is the end itself. */
    private static final List<Integer> STEPS = List.of(0, 1, 7, 14, 30);

    private static final int FIRST = STEPS.get(STEPS.size() - 1);
    private static final int AT_A_TIME = 100;

    private final Pool pool;
    private final InstantSource time;

    public CredentialWarnings(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    /** The warning that a credential has come to, as its days before the end; null while it lasts longer. */
    static @Nullable Integer step(Instant now, @Nullable Instant expires) {
        return STEPS.stream()
                .filter(days -> expires != null && !expires.isAfter(now.plus(Duration.ofDays(days))))
                .findFirst()
                .orElse(null);
    }

    private record Due(UUID orgId, UUID directoryId, UUID credentialId, String prefix, Instant expires) {

        static Due of(Row row) {
            return new Due(
                    row.getUUID("org_id"),
                    row.getUUID("directory_id"),
                    row.getUUID("credential_id"),
                    row.getString("prefix"),
                    Objects.requireNonNull(Rows.instant(row, "expires_at")));
        }

        Tuple key() {
            return Tuple.of(orgId, directoryId, credentialId);
        }
    }

    private static final String DUE = """
        SELECT c.org_id, c.directory_id, c.credential_id, c.prefix, c.expires_at
        FROM directory_credential c
        JOIN directory d ON d.org_id = c.org_id AND d.directory_id = c.directory_id
        WHERE c.revoked_at IS NULL AND coalesce(c.warned_days, 31) > 0 AND d.state <> 'deactivated'
          AND c.expires_at <= $1::timestamptz + make_interval(days => CASE
                WHEN c.warned_days IS NULL OR c.warned_days > 30 THEN 30
                WHEN c.warned_days > 14 THEN 14
                WHEN c.warned_days > 7 THEN 7
                WHEN c.warned_days > 1 THEN 1
                ELSE 0 END)
          AND c.expires_at <= $1::timestamptz + interval '30 days'
        ORDER BY c.expires_at
        LIMIT $2
        """;

    /** Tells what is due, a hundred at a time; says how many were told by this node. */
    public Future<Integer> tell() {
        Instant now = time.instant();
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(Rows.at(now), AT_A_TIME))
                .map(rows -> Rows.all(rows, Due::of))
                .compose(due -> {
                    Future<Integer> told = Future.succeededFuture(0);
                    for (Due one : due) {
                        told = told.compose(sum -> tell(now, one).map(mine -> mine ? sum + 1 : sum));
                    }
                    return told;
                });
    }

    private static final String MARK = """
        UPDATE directory_credential SET warned_days = $4
        WHERE org_id = $1 AND directory_id = $2 AND credential_id = $3 AND revoked_at IS NULL
          AND coalesce(warned_days, 31) > $4
        """;

    private static final String OTHERS = """
        SELECT count(*) AS others FROM directory_credential
        WHERE org_id = $1 AND directory_id = $2 AND credential_id <> $3 AND revoked_at IS NULL
          AND (expires_at IS NULL OR expires_at > $4)
        """;

    private Future<Boolean> tell(Instant now, Due due) {
        Integer step = step(now, due.expires());
        int days = step == null ? FIRST : step;
        return pool.withTransaction(transaction -> EventLog.lock(transaction, due.orgId())
                .compose(locked ->
                        transaction.preparedQuery(MARK).execute(due.key().addInteger(days)))
                .compose(marked -> marked.rowCount() == 0
                        ? Future.succeededFuture(false)
                        : transaction
                                .preparedQuery(OTHERS)
                                .execute(due.key().addValue(Rows.at(due.expires())))
                                .map(rows -> rows.iterator().next().getLong("others"))
                                .compose(others ->
                                        EventLog.append(transaction, now, due.orgId(), event(due, days, others)))
                                .map(true)));
    }

    private static EventLog.Told event(Due due, int days, long others) {
        boolean isOver = days == 0;
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("prefix", "rc_" + due.prefix())
                .put("state", isOver ? "expired" : "valid")
                .put("expires", due.expires().toString())
                .put("days", days)
                .put("others", others)
                .put("reason", isOver ? "expired" : "expires_soon");
        return new EventLog.Told(
                isOver ? EventType.CREDENTIAL_EXPIRED : EventType.CREDENTIAL_ENDING,
                due.credentialId(),
                due.directoryId(),
                Actor.gateway(due.orgId()).requestId(),
                data);
    }
}
