package dev.rollcall.testkit.postgres;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Checks what must hold in a gateway's database at any time: seats, ledger, events, claims and memberships agree with each other. */
public final class Invariants {

    private static final String BROKEN = """
        WITH members AS MATERIALIZED (
               SELECT m.org_id, m.member_id, m.email, m.email_key, m.role, m.status, m.seat, m.awaited_role, m.directory_id,
                      m.user_id, r.member_id IS NOT NULL AS recovering
                 FROM member m LEFT JOIN recovery_admin r USING (org_id, member_id)),
             sums AS MATERIALIZED (
               SELECT org_id,
                      count(*) FILTER (WHERE seat) AS seats,
                      count(*) FILTER (WHERE role = 'admin' AND status = 'active' AND NOT recovering) AS admins,
                      count(*) FILTER (WHERE awaited_role IS NOT NULL) AS awaiting,
                      count(*) FILTER (WHERE status = 'suspended') AS dormant
                 FROM members GROUP BY org_id),
             ledger AS MATERIALIZED (
               SELECT org_id, entry, delta, balance, billable,
                      sum(delta) OVER (PARTITION BY org_id ORDER BY entry) AS summed
                 FROM seat_ledger),
             booked AS MATERIALIZED (SELECT org_id, sum(delta) AS seats, count(*) AS rows FROM ledger GROUP BY org_id),
             happened AS MATERIALIZED (SELECT org_id, count(*) AS rows FROM event GROUP BY org_id),
             awaited AS MATERIALIZED (
               SELECT org_id, count(*) AS rows FROM directory_user
                WHERE waits_for IN ('member_elsewhere', 'address_in_use') GROUP BY org_id),
             recovering AS MATERIALIZED (SELECT org_id, count(*) AS rows FROM recovery_admin GROUP BY org_id),
             held AS MATERIALIZED (
               SELECT org_id, count(*) AS rows, min(hold_id::text) FILTER (WHERE kind = 'last_admin') AS last_admin
                 FROM hold WHERE closed_at IS NULL GROUP BY org_id),
             users AS MATERIALIZED (
               SELECT org_id, directory_id, user_id, exclusion, waits_for, doc -> 'emails' AS emails FROM directory_user),
             waiting AS MATERIALIZED (
               SELECT org_id, count(*) AS rows
                 FROM users WHERE waits_for IN ('no_seat_available', 'awaits_approval') GROUP BY org_id)
        SELECT 'seats in use of ' || slug FROM organization LEFT JOIN sums USING (org_id)
         WHERE seats_used <> coalesce(seats, 0)
        UNION ALL
        SELECT 'sum of the ledger of ' || slug FROM organization LEFT JOIN booked USING (org_id)
         WHERE seats_used <> coalesce(seats, 0)
        UNION ALL
        SELECT 'gap in the ledger of ' || slug FROM organization LEFT JOIN booked USING (org_id)
         WHERE last_ledger_entry <> coalesce(rows, 0)
        UNION ALL
        SELECT 'balance of ledger entry ' || entry || ' of ' || slug FROM ledger JOIN organization USING (org_id)
         WHERE balance <> summed
        UNION ALL
        SELECT 'gap in the events of ' || slug FROM organization LEFT JOIN happened USING (org_id)
         WHERE last_event <> coalesce(rows, 0)
        UNION ALL
        SELECT 'claim of ' || m.email FROM members m LEFT JOIN email_claim c USING (email_key)
         WHERE (m.status = 'active') <> coalesce(c.org_id = m.org_id AND c.member_id = m.member_id, false)
        UNION ALL
        SELECT 'claim of nobody: ' || c.email_key FROM email_claim c LEFT JOIN members m USING (org_id, member_id)
         WHERE m.member_id IS NULL
        UNION ALL
        SELECT 'seat of ' || email FROM members WHERE seat <> (status = 'active' AND role <> 'guest')
        UNION ALL
        SELECT 'role that ' || email || ' waits for' FROM members
         WHERE awaited_role IS NOT NULL AND (seat OR status <> 'active')
        UNION ALL
        SELECT 'active admins of ' || slug FROM organization LEFT JOIN sums USING (org_id)
         WHERE active_admins <> coalesce(admins, 0)
        UNION ALL
        SELECT 'recovery admins of ' || slug FROM organization LEFT JOIN recovering USING (org_id)
         WHERE recovery_admins <> coalesce(rows, 0)
        UNION ALL
        SELECT 'recovery of nobody: ' || r.member_id FROM recovery_admin r LEFT JOIN members m USING (org_id, member_id)
         WHERE m.member_id IS NULL
        UNION ALL
        SELECT 'seats awaited of ' || slug
          FROM organization LEFT JOIN sums USING (org_id) LEFT JOIN waiting USING (org_id)
         WHERE seats_awaited <> coalesce(rows, 0) + coalesce(awaiting, 0)
        UNION ALL
        SELECT 'addresses awaited of ' || slug FROM organization LEFT JOIN awaited USING (org_id)
         WHERE addresses_awaited <> coalesce(rows, 0)
        UNION ALL
        SELECT 'awaited address of ' || u.user_id || ' of ' || slug
          FROM users u JOIN organization USING (org_id) LEFT JOIN awaited_address a USING (org_id, user_id)
         WHERE coalesce(u.waits_for IN ('member_elsewhere', 'address_in_use', 'unverified_domain',
                                        'domain_of_another_organization'), false) <> (a.user_id IS NOT NULL)
        UNION ALL
        SELECT 'what ' || user_id || ' of ' || slug || ' waits for' FROM users JOIN organization USING (org_id)
         WHERE exclusion IS NOT NULL AND waits_for IS DISTINCT FROM exclusion
        UNION ALL
        SELECT 'holds in force of ' || slug FROM organization LEFT JOIN held USING (org_id)
         WHERE holds_in_force <> coalesce(rows, 0)
        UNION ALL
        SELECT 'the last admin of ' || slug FROM organization LEFT JOIN held USING (org_id)
         WHERE last_admin_hold::text IS DISTINCT FROM last_admin
        UNION ALL
        SELECT 'people held of directory ' || d.directory_id
          FROM directory d
          LEFT JOIN (SELECT org_id, directory_id, count(*) AS people, count(DISTINCT cause_id) AS holds,
                            min(cause_id::text) AS cause_id
                       FROM hold WHERE kind = 'mass_change' AND state = 'open' AND closed_at IS NULL
                      GROUP BY org_id, directory_id) h USING (org_id, directory_id)
         WHERE d.mass_held <> coalesce(h.people, 0) OR d.mass_hold::text IS DISTINCT FROM h.cause_id OR h.holds > 1
        UNION ALL
        SELECT 'two holds on the last admin of ' || slug FROM organization JOIN hold h USING (org_id)
         WHERE h.kind = 'last_admin' AND h.closed_at IS NULL
         GROUP BY slug HAVING count(*) > 1
        UNION ALL
        SELECT 'hold on nobody: ' || h.email
          FROM hold h LEFT JOIN members m USING (org_id, member_id) LEFT JOIN users u ON (u.org_id, u.user_id) = (h.org_id, h.user_id)
         WHERE h.closed_at IS NULL AND m.member_id IS NULL AND u.user_id IS NULL
        UNION ALL
        SELECT 'dormant members of ' || slug FROM organization LEFT JOIN sums USING (org_id)
         WHERE dormant_members <> coalesce(dormant, 0)
        UNION ALL
        SELECT 'active members of directory ' || d.directory_id || ' of ' || slug
          FROM directory d JOIN organization USING (org_id)
          LEFT JOIN (SELECT org_id, directory_id, count(*) AS rows FROM members WHERE status = 'active' GROUP BY 1, 2) m
                USING (org_id, directory_id)
         WHERE active_members <> coalesce(rows, 0)
        UNION ALL
        SELECT 'heads of ' || slug || ': ' || kind || ' ' || status || ' ' || role || ' ' || coalesce(h.people, 0)
               || ' for ' || coalesce(c.people, 0)
          FROM (SELECT org_id, directory_id, 'user' AS kind, coalesce(doc ->> 'active', '') AS status, '' AS role,
                       false AS seat, count(*) AS people
                  FROM directory_user GROUP BY 1, 2, 4
                 UNION ALL
                SELECT org_id, directory_id, 'group', '', '', false, count(*) FROM directory_group GROUP BY 1, 2
                 UNION ALL
                SELECT org_id, coalesce(directory_id, '00000000-0000-0000-0000-000000000000'), 'member', status, role, seat,
                       count(*)
                  FROM members GROUP BY 1, 2, 4, 5, 6) c
          FULL JOIN head_count h USING (org_id, directory_id, kind, status, role, seat)
          JOIN organization USING (org_id)
         WHERE coalesce(h.people, 0) <> coalesce(c.people, 0)
        UNION ALL
        SELECT 'billable seats of ledger entry ' || entry || ' of ' || slug FROM ledger JOIN organization USING (org_id)
         WHERE billable > balance
        UNION ALL
        SELECT 'what an application mirrors of ' || m.email || ': ' || e.data
          FROM members m
         CROSS JOIN LATERAL (
               SELECT * FROM event e
                WHERE e.org_id = m.org_id AND e.subject_id = m.member_id AND e.type LIKE 'member.%'
                ORDER BY e.seq DESC LIMIT 1) e
         WHERE (e.data ->> 'email', e.data ->> 'role', e.data ->> 'status', (e.data ->> 'seat')::boolean)
               IS DISTINCT FROM (m.email, m.role, m.status, m.seat)
        UNION ALL
        SELECT 'what an application mirrors of group ' || x.group_id || ': ' || x.member_value || ' ' || coalesce(x.n, 0)
          FROM (SELECT org_id, group_id, member_value, t.n, m.present
                  FROM (SELECT e.org_id, e.subject_id AS group_id, v.member_value, sum(v.n) AS n
                          FROM event e
                         CROSS JOIN LATERAL (
                               SELECT value AS member_value, 1 AS n FROM jsonb_array_elements_text(e.data -> 'added')
                                UNION ALL
                               SELECT value, -1 FROM jsonb_array_elements_text(e.data -> 'removed')) v
                         WHERE e.type = 'group.members_changed'
                         GROUP BY 1, 2, 3 HAVING sum(v.n) <> 0) t
                  FULL JOIN (SELECT org_id, group_id, member_value, true AS present FROM group_member) m
                       USING (org_id, group_id, member_value)) x
          JOIN directory_group USING (org_id, group_id)
          JOIN (SELECT DISTINCT org_id, subject_id AS group_id FROM event WHERE type = 'group.created') c
               USING (org_id, group_id)
         WHERE x.n IS DISTINCT FROM 1 OR x.present IS NULL
        UNION ALL
        SELECT 'two members of one address: ' || email_key FROM members WHERE status = 'active'
         GROUP BY org_id, email_key HAVING count(*) > 1
        UNION ALL
        SELECT 'member of nothing: ' || member_value || ' of ' || slug
          FROM group_member m JOIN organization USING (org_id)
          LEFT JOIN users u ON (u.org_id, u.user_id) = (m.org_id, m.member_id)
         WHERE m.member_type = 'User' AND m.member_id IS NOT NULL AND u.user_id IS NULL
        UNION ALL
        SELECT 'parked although there: ' || m.member_value || ' of ' || slug
          FROM group_member m JOIN organization USING (org_id)
          JOIN directory_user u USING (org_id, directory_id)
         WHERE m.member_id IS NULL AND m.member_value IN (u.user_id::text, u.external_id, u.doc ->> 'userName')
        UNION ALL
        SELECT 'addresses of ' || u.user_id || ' of ' || slug
          FROM users u JOIN organization USING (org_id)
          LEFT JOIN (SELECT org_id, user_id, count(*) AS rows FROM directory_user_email GROUP BY 1, 2) e USING (org_id, user_id)
         CROSS JOIN LATERAL (SELECT CASE
               WHEN jsonb_array_length(u.emails) = 1 AND u.emails -> 0 ->> 'value' IS NOT NULL THEN 1
               ELSE (SELECT count(DISTINCT lower(x ->> 'value')) FROM jsonb_array_elements(u.emails) x) END AS sent) s
         -- A value that spells its address in another way has a row for the text and one for the address; so has a userName.
         WHERE coalesce(rows, 0) NOT BETWEEN sent AND 2 * sent + 1
        """;

    private Invariants() {}

    /** What does not hold, in words; empty when all does. Expects addresses of which lower-casing is the folding. */
    public static List<String> broken(String databaseUrl) {
        URI url = URI.create(databaseUrl);
        String jdbc = "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath();
        try (Connection connection = DriverManager.getConnection(jdbc, url.getUserInfo(), "")) {
            return broken(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The invariants could not be checked", e);
        }
    }

    /** The same on a connection that is kept, which spares the planning from the second time on. */
    public static List<String> broken(Connection connection) {
        try (PreparedStatement statement = connection.prepareStatement(BROKEN);
                ResultSet rows = statement.executeQuery()) {
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
