package dev.rollcall.core.admin;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A domain that an organisation claims, or has proved to be its own (R2).
 *
 * @param name in its ASCII form
 * @param attested whether the operator's word is the proof; otherwise a DNS record is
 * @param token what the record must contain; null where the operator attested a domain that nobody had claimed
 * @param claimed when it was claimed, or null if it was not
 * @param verified when it was verified, or null while it is only claimed
 * @param check what the last look-up found, or null before the first
 * @param missingSince since when the record of a verified domain has been missing, or null
 * @param lost since when the domain has counted as lost because of that, or null
 * @param nextCheck when to look it up next, or null for never
 */
public record Domain(
        UUID orgId,
        String name,
        boolean attested,
        @Nullable String token,
        @Nullable Instant claimed,
        @Nullable Instant verified,
        @Nullable Check check,
        @Nullable Instant missingSince,
        @Nullable Instant lost,
        @Nullable Instant nextCheck) {

    /**
     * A look-up.
     *
     * @param finding JSON of who looked it up
     * @param tries how many in a row have found no proof
     */
    public record Check(Instant at, String finding, int tries) {}

    /** How many look-ups in a row have found no proof. */
    public int tries() {
        return check == null ? 0 : check.tries();
    }

    static Domain of(Row row) {
        return new Domain(
                row.getUUID("org_id"),
                row.getString("name"),
                "attested".equals(row.getString("proof")),
                row.getString("token"),
                Rows.instant(row, "claimed_at"),
                Rows.instant(row, "verified_at"),
                check(row),
                Rows.instant(row, "missing_since"),
                Rows.instant(row, "lost_at"),
                Rows.instant(row, "next_check_at"));
    }

    private static @Nullable Check check(Row row) {
        Instant at = Rows.instant(row, "checked_at");
        return at == null ? null : new Check(at, row.getString("finding"), row.getInteger("tries"));
    }
}
