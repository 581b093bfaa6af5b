package dev.rollcall.server.auth;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token of the admin API that this gateway has issued, without the token itself.
 *
 * @param subject who it was issued to
 * @param scope the claim that says what it may do; see {@link Principal.Scope#claim}
 * @param issuedBy whose token it was issued with
 */
public record OperatorToken(
        UUID id,
        String subject,
        String scope,
        String issuedBy,
        Instant created,
        Instant expires,
        @Nullable Instant revoked,
        @Nullable String revokedBy) {

    static OperatorToken of(Row row) {
        @Nullable OffsetDateTime revoked = row.getOffsetDateTime("revoked_at");
        return new OperatorToken(
                row.getUUID("token_id"),
                row.getString("subject"),
                row.getString("scope"),
                row.getString("issued_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant(),
                revoked == null ? null : revoked.toInstant(),
                row.getString("revoked_by"));
    }

    /** {@code valid}, {@code expired} or {@code revoked}. */
    public String state(Instant now) {
        if (revoked != null) {
            return "revoked";
        }
        return now.isBefore(expires) ? "valid" : "expired";
    }
}
