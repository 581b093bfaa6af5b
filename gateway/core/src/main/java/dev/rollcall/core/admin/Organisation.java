package dev.rollcall.core.admin;

import io.vertx.sqlclient.Row;
import java.util.Locale;
import java.util.UUID;

/**
 * A customer of the operator.
 *
 * @param slug its name in URLs and commands
 * @param purchasedSeats seats that are paid for
 * @param enterpriseMaxSeats how many of them are Enterprise Max (R1)
 * @param unverifiedDomains whether people with addresses of unverified domains may come in (R13)
 * @param seatsUsed seats in use now
 */
public record Organisation(
        UUID id,
        String slug,
        String name,
        Plan plan,
        int purchasedSeats,
        int enterpriseMaxSeats,
        boolean unverifiedDomains,
        int seatsUsed) {

    /** What the organisation has bought. */
    public enum Plan {
        STANDARD,
        ENTERPRISE;

        /** The plan in the database and the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Organisation of(Row row) {
        return new Organisation(
                row.getUUID("org_id"),
                row.getString("slug"),
                row.getString("name"),
                Plan.valueOf(row.getString("plan").toUpperCase(Locale.ROOT)),
                row.getInteger("purchased_seats"),
                row.getInteger("enterprise_max_seats"),
                row.getBoolean("unverified_domains"),
                row.getInteger("seats_used"));
    }
}
