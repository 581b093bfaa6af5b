package dev.rollcall.testkit.postgres;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What must hold in a gateway's database after anything: seats, ledger, events, claims and memberships tell one story. */
public final class Invariants {

    private static final String BROKEN = """
            SELECT 'seats in use of ' || slug FROM organization o
             WHERE seats_used <> (SELECT count(*) FROM member m WHERE m.org_id = o.org_id AND m.seat)
            UNION ALL
            SELECT 'sum of the ledger of ' || slug FROM organization o
             WHERE seats_used <> (SELECT coalesce(sum(delta), 0) FROM seat_ledger l WHERE l.org_id = o.org_id)
            UNION ALL
            SELECT 'gap in the ledger of ' || slug FROM organization o
             WHERE last_ledger_entry <> (SELECT count(*) FROM seat_ledger l WHERE l.org_id = o.org_id)
            UNION ALL
            SELECT 'balance of ledger entry ' || entry || ' of ' || slug
              FROM (SELECT org_id, entry, balance, sum(delta) OVER (PARTITION BY org_id ORDER BY entry) AS summed FROM seat_ledger) l
              JOIN organization USING (org_id)
             WHERE balance <> summed
            UNION ALL
            SELECT 'gap in the events of ' || slug FROM organization o
             WHERE last_event <> (SELECT count(*) FROM event e WHERE e.org_id = o.org_id)
            UNION ALL
            SELECT 'claim of ' || m.email FROM member m LEFT JOIN email_claim c USING (email_key)
             WHERE (m.status = 'active') <> coalesce(c.org_id = m.org_id AND c.member_id = m.member_id, false)
            UNION ALL
            SELECT 'claim of nobody: ' || c.email_key FROM email_claim c LEFT JOIN member m USING (org_id, member_id)
             WHERE m.member_id IS NULL
            UNION ALL
            SELECT 'seat of ' || email FROM member WHERE seat <> (status = 'active' AND role <> 'guest')
            UNION ALL
            SELECT 'role that ' || email || ' waits for' FROM member
             WHERE awaited_role IS NOT NULL AND (seat OR status <> 'active')
            UNION ALL
            SELECT 'active admins of ' || slug FROM organization o
             WHERE active_admins <> (
                   SELECT count(*) FROM member m WHERE m.org_id = o.org_id AND m.role = 'admin' AND m.status = 'active'
                      AND NOT EXISTS (SELECT FROM recovery_admin r WHERE r.org_id = m.org_id AND r.member_id = m.member_id))
            UNION ALL
            SELECT 'recovery admins of ' || slug FROM organization o
             WHERE recovery_admins <> (SELECT count(*) FROM recovery_admin r WHERE r.org_id = o.org_id)
            UNION ALL
            SELECT 'recovery of nobody: ' || r.member_id FROM recovery_admin r
             WHERE NOT EXISTS (SELECT FROM member m WHERE m.org_id = r.org_id AND m.member_id = r.member_id)
            UNION ALL
            SELECT 'seats awaited of ' || slug FROM organization o
             WHERE seats_awaited <> (
                   SELECT count(*) FROM directory_user u
                    WHERE u.org_id = o.org_id AND u.exclusion IN ('no_seat_available', 'awaits_approval'))
                 + (SELECT count(*) FROM member m WHERE m.org_id = o.org_id AND m.awaited_role IS NOT NULL)
            UNION ALL
            SELECT 'addresses awaited of ' || slug FROM organization o
             WHERE addresses_awaited <> (SELECT count(*) FROM awaited_address a WHERE a.org_id = o.org_id)
            UNION ALL
            SELECT 'awaited address of ' || u.user_id || ' of ' || slug FROM directory_user u JOIN organization USING (org_id)
             WHERE coalesce(u.exclusion IN ('member_elsewhere', 'address_in_use'), false)
                   <> EXISTS (SELECT FROM awaited_address a WHERE a.org_id = u.org_id AND a.user_id = u.user_id)
            UNION ALL
            SELECT 'holds in force of ' || slug FROM organization o
             WHERE holds_in_force <> (SELECT count(*) FROM hold h WHERE h.org_id = o.org_id AND h.closed_at IS NULL)
            UNION ALL
            SELECT 'the last admin of ' || slug FROM organization o
             WHERE last_admin_hold IS DISTINCT FROM (
                   SELECT h.hold_id FROM hold h
                    WHERE h.org_id = o.org_id AND h.kind = 'last_admin' AND h.closed_at IS NULL)
            UNION ALL
            SELECT 'hold on nobody: ' || h.email FROM hold h
             WHERE h.closed_at IS NULL
               AND NOT EXISTS (SELECT FROM member m WHERE m.org_id = h.org_id AND m.member_id = h.member_id)
               AND NOT EXISTS (SELECT FROM directory_user u WHERE u.org_id = h.org_id AND u.user_id = h.user_id)
            UNION ALL
            SELECT 'dormant members of ' || slug FROM organization o
             WHERE dormant_members <> (
                   SELECT count(*) FROM member m
                    WHERE m.org_id = o.org_id AND m.user_id IS NULL AND m.status = 'suspended')
            UNION ALL
            SELECT 'active members of directory ' || d.directory_id || ' of ' || slug
              FROM directory d JOIN organization USING (org_id)
             WHERE active_members <> (
                   SELECT count(*) FROM member m
                    WHERE m.org_id = d.org_id AND m.directory_id = d.directory_id AND m.status = 'active')
            UNION ALL
            SELECT 'billable seats of ledger entry ' || entry || ' of ' || slug
              FROM seat_ledger JOIN organization USING (org_id)
             WHERE billable > balance
            UNION ALL
            SELECT 'two members of one address: ' || email_key FROM member WHERE status = 'active'
             GROUP BY org_id, email_key HAVING count(*) > 1
            UNION ALL
            SELECT 'member of nothing: ' || member_value || ' of ' || slug
              FROM group_member m JOIN organization USING (org_id)
             WHERE m.member_type = 'User' AND m.member_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM directory_user u WHERE u.org_id = m.org_id AND u.user_id = m.member_id)
            UNION ALL
            SELECT 'addresses of ' || u.user_id || ' of ' || slug FROM directory_user u JOIN organization USING (org_id)
             WHERE (SELECT count(DISTINCT lower(e ->> 'value')) FROM jsonb_array_elements(u.doc -> 'emails') e)
                   <> (SELECT count(*) FROM directory_user_email x WHERE x.org_id = u.org_id AND x.user_id = u.user_id)
            """;

    private Invariants() {}

    /** What does not hold, in words; empty when all does. Expects addresses of which lower-casing is the folding. */
    public static List<String> broken(String databaseUrl) {
        URI url = URI.create(databaseUrl);
        String jdbc = "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath();
        try (Connection connection = DriverManager.getConnection(jdbc, url.getUserInfo(), "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(BROKEN)) {
            List<String> broken = new ArrayList<>();
            while (rows.next()) {
                broken.add(rows.getString(1));
            }
            return broken;
        } catch (SQLException e) {
            throw new IllegalStateException("The invariants could not be checked", e);
        }
    }
}
