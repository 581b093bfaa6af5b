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
            SELECT 'balance of ledger entry ' || entry
              FROM (SELECT entry, balance, sum(delta) OVER (PARTITION BY org_id ORDER BY entry) AS summed FROM seat_ledger) l
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
            SELECT 'seat of ' || email FROM member WHERE (status = 'active') <> seat
            UNION ALL
            SELECT 'two members of one address: ' || email_key FROM member WHERE status = 'active'
             GROUP BY org_id, email_key HAVING count(*) > 1
            UNION ALL
            SELECT 'member of nothing: ' || member_value FROM group_member m
             WHERE m.member_type = 'User' AND m.member_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM directory_user u WHERE u.org_id = m.org_id AND u.user_id = m.member_id)
            UNION ALL
            SELECT 'addresses of ' || u.user_id FROM directory_user u
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
