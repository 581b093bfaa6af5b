package dev.rollcall.core.admin.directory;

import dev.rollcall.core.admin.Rows;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The directory that a token belongs to.
 *
 * @param expires the time from which the token is no longer valid, or null
 */
public record AuthenticatedDirectory(
        Directory directory, UUID credentialId, @Nullable Instant expires) {

    static AuthenticatedDirectory of(Row row) {
        return new AuthenticatedDirectory(
                Directory.of(row), row.getUUID("credential_id"), Rows.instant(row, "expires_at"));
    }

    /** The same, for something that was made from the credential and ends earlier, or at its end. */
    public AuthenticatedDirectory until(Instant end) {
        return expires == null || end.isBefore(expires)
                ? new AuthenticatedDirectory(directory, credentialId, end)
                : this;
    }
}
