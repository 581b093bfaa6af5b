package dev.rollcall.core.read.member;

import dev.rollcall.core.model.row.Recovery;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Finds the members whom the operator made admins for a limited time (R20). Thread-safe. */
public final class RecoveryQueries {

    private final SqlClient client;

    public RecoveryQueries(SqlClient client) {
        this.client = client;
    }

    /** One of them, with the address. */
    public record RecoveryAdmin(Recovery recovery, String email) {}

    /** One whose time has ended. */
    public record Due(UUID orgId, UUID memberId) {}

    private static final String LIST = """
        SELECT r.member_id, r.granted_by, r.reason, r.granted_at, r.ends_at, r.former_role, r.made, m.email
        FROM recovery_admin r
        JOIN member m ON m.org_id = r.org_id AND m.member_id = r.member_id
        WHERE r.org_id = $1
        ORDER BY r.member_id
        """;

    /** Those of an organisation; there are never many. */
    public Future<List<RecoveryAdmin>> list(UUID orgId) {
        return client.preparedQuery(LIST)
                .execute(Tuple.of(orgId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RecoveryQueries::admin)
                        .toList());
    }

    private static RecoveryAdmin admin(Row row) {
        Recovery recovery = new Recovery(
                row.getUUID("member_id"),
                row.getString("granted_by"),
                row.getString("reason"),
                row.getOffsetDateTime("granted_at").toInstant(),
                row.getOffsetDateTime("ends_at").toInstant(),
                row.getString("former_role"),
                row.getBoolean("made"));
        return new RecoveryAdmin(recovery, row.getString("email"));
    }

    private static final String DUE =
            "SELECT org_id, member_id FROM recovery_admin WHERE ends_at <= $1 ORDER BY ends_at LIMIT $2";

    /** Those of all organisations whose time has ended, longest ago first. */
    public Future<List<Due>> due(Instant now, int limit) {
        return client.preparedQuery(DUE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), (long) limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Due(row.getUUID("org_id"), row.getUUID("member_id")))
                        .toList());
    }
}
