package dev.rollcall.server.auth.session;

import dev.rollcall.core.command.Actor;
import dev.rollcall.server.auth.OrganisationRole;
import dev.rollcall.server.auth.Principal;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link that signs an administrator in to the console, once.
 *
 * @param orgId whose administrator that is; {@link Actor#INSTALLATION} for the operator
 * @param subject who is signed in with it
 * @param purpose one of {@link #PURPOSES}
 * @param role what the session may do
 * @param returnUrl where the administrator came from and is led back to, or null
 * @param issuedBy whose token it was issued with
 * @param used when its session began
 * @param lastUsed when its session was last used, to a minute or so; null before that
 */
public record SignInLink(
        UUID orgId,
        UUID id,
        String subject,
        String purpose,
        OrganisationRole role,
        @Nullable String returnUrl,
        String issuedBy,
        Instant created,
        Instant expires,
        @Nullable Instant used,
        @Nullable Instant lastUsed,
        @Nullable Instant revoked,
        @Nullable String revokedBy) {

    /** What an administrator is sent to the console for: the part of it that opens. */
    public static final List<String> PURPOSES = List.of("console", "directory", "domains", "roles", "members", "audit");

    /** What one who is sent there for a purpose may do: no more than the purpose takes. */
    public static OrganisationRole roleFor(String purpose) {
        return switch (purpose) {
            case "directory", "domains", "roles" -> OrganisationRole.DIRECTORY_ADMIN;
            case "members" -> OrganisationRole.PEOPLE_ADMIN;
            case "audit" -> OrganisationRole.AUDITOR;
            default -> OrganisationRole.OWNER;
        };
    }

    static SignInLink of(Row row) {
        return new SignInLink(
                row.getUUID("org_id"),
                row.getUUID("link_id"),
                row.getString("subject"),
                row.getString("purpose"),
                OrganisationRole.of(row.getString("role")),
                row.getString("return_url"),
                row.getString("issued_by"),
                Objects.requireNonNull(instant(row, "created_at")),
                Objects.requireNonNull(instant(row, "expires_at")),
                instant(row, "used_at"),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"),
                row.getString("revoked_by"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }

    /** {@code revoked}, {@code used}, {@code expired} or {@code open}. */
    public String state(Instant now) {
        if (revoked != null) {
            return "revoked";
        }
        if (used != null) {
            return "used";
        }
        return now.isBefore(expires) ? "open" : "expired";
    }

    /** Whom a session that began with it stands for. */
    Principal principal() {
        return new Principal(
                subject,
                orgId.equals(Actor.INSTALLATION)
                        ? new Principal.Scope.Operator()
                        : new Principal.Scope.Organisation(orgId, role));
    }
}
