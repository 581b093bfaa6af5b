package dev.rollcall.core.read;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Works out how far the set-up of a directory has come, from what was really received (R4). Thread-safe. */
public final class SetupQueries {

    private final SqlClient client;

    public SetupQueries(SqlClient client) {
        this.client = client;
    }

    /**
     * What is known of a directory's set-up.
     *
     * @param credentialIssued when its first credential was issued
     * @param validCredentials how many are valid now
     * @param lastRequest when its IdP last showed a valid credential, to the minute
     * @param firstUser when the oldest user that is there was created
     * @param firstGroup the same of groups
     * @param rolesAssigned whether a group is mapped to a role
     * @param hasAdmin whether it manages an active member in the role admin
     */
    public record Setup(
            @Nullable Instant credentialIssued,
            long validCredentials,
            @Nullable Instant lastRequest,
            @Nullable Instant firstUser,
            @Nullable Instant firstGroup,
            boolean rolesAssigned,
            boolean hasAdmin) {}

    /** Ids are in the order of their creation, so that the oldest row is the first of the primary key. */
    private static final String OF_DIRECTORY = """
            SELECT min(created_at) AS credential_issued,
                   count(*) FILTER (WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)) AS valid_credentials,
                   max(last_used_at) AS last_request,
                   (SELECT created_at FROM directory_user WHERE org_id = $1 AND directory_id = $2
                    ORDER BY user_id LIMIT 1) AS first_user,
                   (SELECT created_at FROM directory_group WHERE org_id = $1 AND directory_id = $2
                    ORDER BY group_id LIMIT 1) AS first_group,
                   EXISTS (SELECT FROM role_assignment WHERE org_id = $1 AND directory_id = $2) AS roles_assigned,
                   EXISTS (SELECT FROM member WHERE org_id = $1 AND directory_id = $2 AND role = 'admin'
                           AND status = 'active') AS has_admin
            FROM directory_credential
            WHERE org_id = $1 AND directory_id = $2
            """;

    /** The set-up as it stands now. */
    public Future<Setup> of(UUID orgId, UUID directoryId, Instant now) {
        return client.preparedQuery(OF_DIRECTORY)
                .execute(Tuple.of(orgId, directoryId, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> setup(rows.iterator().next()));
    }

    private static Setup setup(Row row) {
        return new Setup(
                instant(row, "credential_issued"),
                row.getLong("valid_credentials"),
                instant(row, "last_request"),
                instant(row, "first_user"),
                instant(row, "first_group"),
                row.getBoolean("roles_assigned"),
                row.getBoolean("has_admin"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
