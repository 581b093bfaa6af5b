package dev.rollcall.core.admin;

import dev.rollcall.core.command.Eligibility;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.core.model.row.OrganizationRow.Terms;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer of the operator.
 *
 * @param slug its name in URLs and commands
 * @param unverifiedDomains whether people with addresses of unverified domains may come in (R13)
 * @param adminProtection whether the last active admin is kept (R19)
 */
public record Organisation(
        UUID id,
        String slug,
        String name,
        Plan plan,
        SeatCount seats,
        boolean unverifiedDomains,
        boolean adminProtection,
        Instant created) {

    /** What the organisation has bought. */
    public enum Plan {
        STANDARD,
        ENTERPRISE;

        /** The plan in the database and the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Its seats (R16).
     *
     * @param purchased seats that are paid for
     * @param enterpriseMax how many of them are Enterprise Max (R1)
     * @param used seats in use now
     * @param awaited how many people come in, or up to their proper role, as soon as a seat is free
     * @param overflowRole the role that {@link SeatPolicy#OVERFLOW} gives meanwhile, or null
     */
    public record SeatCount(
            int purchased,
            int enterpriseMax,
            int used,
            int awaited,
            SeatPolicy policy,
            @Nullable String overflowRole) {

        /** Seats in use above the purchased ones. */
        public int billable() {
            return Math.max(0, used - purchased);
        }
    }

    /** Whether it may let a directory go live (R1). */
    public Eligibility eligibility(OperatorRules house) {
        return Eligibility.of(plan == Plan.ENTERPRISE, seats.purchased(), seats.enterpriseMax(), house);
    }

    /** What was agreed and set, as decisions see it. */
    Terms terms() {
        return new Terms(
                plan == Plan.ENTERPRISE,
                seats.purchased(),
                seats.enterpriseMax(),
                seats.policy(),
                seats.overflowRole(),
                unverifiedDomains,
                adminProtection);
    }

    static Organisation of(Row row) {
        return new Organisation(
                row.getUUID("org_id"),
                row.getString("slug"),
                row.getString("name"),
                Plan.valueOf(row.getString("plan").toUpperCase(Locale.ROOT)),
                new SeatCount(
                        row.getInteger("purchased_seats"),
                        row.getInteger("enterprise_max_seats"),
                        row.getInteger("seats_used"),
                        row.getInteger("seats_awaited"),
                        SeatPolicy.of(row.getString("seat_policy")),
                        row.getString("overflow_role")),
                row.getBoolean("unverified_domains"),
                row.getBoolean("admin_protection"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
