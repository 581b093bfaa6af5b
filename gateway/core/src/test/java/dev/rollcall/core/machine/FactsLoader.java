package dev.rollcall.core.machine;

import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.machine.Facts.Assigned;
import dev.rollcall.core.machine.Facts.Claim;
import dev.rollcall.core.machine.Facts.Dir;
import dev.rollcall.core.machine.Facts.Hold;
import dev.rollcall.core.machine.Facts.Member;
import dev.rollcall.core.machine.Facts.Org;
import dev.rollcall.core.machine.Facts.User;
import dev.rollcall.testkit.postgres.Invariants;
import java.net.URI;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the facts of many worlds at once, each table in one query. */
final class FactsLoader implements AutoCloseable {

    private final Connection connection;

    FactsLoader(String databaseUrl) {
        URI url = URI.create(databaseUrl);
        try {
            // Prepared on the server at once: then ids travel as bytes, not as text.
            connection = DriverManager.getConnection(
                    "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath() + "?prepareThreshold=-1",
                    url.getUserInfo(),
                    "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        // Plans are made while the tables are empty, and kept.
        write("SET enable_nestloop = off");
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    void write(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void each(String sql, Reader reader) {
        each(sql, null, reader);
    }

    private void each(String sql, Array organisations, Reader reader) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (organisations != null) {
                statement.setArray(1, organisations);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The facts of each world. */
    Map<World, Facts> load(Collection<World> worlds) {
        Map<World, Facts> all = new LinkedHashMap<>();
        Map<UUID, Facts> byOrg = new HashMap<>();
        for (World world : worlds) {
            Facts facts = new Facts();
            all.put(world, facts);
            for (int org = 0; org < World.ORGS; org++) {
                byOrg.put(world.orgs[org], facts);
            }
        }
        try {
            load(byOrg, connection.createArrayOf("uuid", byOrg.keySet().toArray()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    private void load(Map<UUID, Facts> byOrg, Array organisations) {
        each("""
            SELECT org_id, enterprise_max_seats >= 1 OR (plan = 'enterprise' AND purchased_seats >= 50), seat_policy,
                   overflow_role, purchased_seats, seats_used, active_admins, admin_protection, unverified_domains,
                   seats_awaited, addresses_awaited
              FROM organization WHERE org_id = ANY (?)
            """, organisations, row -> {
            Org org = new Org(
                    id(row, 1),
                    row.getBoolean(2),
                    row.getString(3),
                    row.getString(4),
                    row.getInt(5),
                    row.getInt(6),
                    row.getInt(7),
                    row.getBoolean(8),
                    row.getBoolean(9),
                    row.getInt(10),
                    row.getInt(11),
                    new HashSet<>());
            byOrg.get(org.id()).orgs().put(org.id(), org);
        });
        each(
                "SELECT org_id, name FROM domain WHERE verified_at IS NOT NULL AND org_id = ANY (?)",
                organisations,
                row -> byOrg.get(id(row, 1)).orgs().get(id(row, 1)).domains().add(row.getString(2)));
        each(
                """
                SELECT directory_id, org_id, state, default_role, guard_share, guard_minimum, nested_groups
                  FROM directory WHERE org_id = ANY (?)
                """,
                organisations,
                row -> byOrg.get(id(row, 2))
                        .dirs()
                        .put(
                                id(row, 1),
                                new Dir(
                                        id(row, 1),
                                        id(row, 2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getInt(5),
                                        row.getInt(6),
                                        row.getBoolean(7))));
        each(
                """
                SELECT user_id, org_id, directory_id, doc ->> 'userName', active, doc -> 'emails' -> 0 ->> 'value', exclusion,
                       waits_for, former_member_id, external_id, coalesce(external_id, former_external_id), doc ->> 'title'
                  FROM directory_user WHERE org_id = ANY (?)
                """,
                organisations,
                row -> byOrg.get(id(row, 2))
                        .usersById()
                        .put(
                                id(row, 1),
                                new User(
                                        id(row, 1),
                                        id(row, 2),
                                        id(row, 3),
                                        row.getString(4),
                                        row.getString(10),
                                        row.getString(11),
                                        row.getBoolean(5),
                                        row.getString(6),
                                        row.getString(7),
                                        row.getString(8),
                                        id(row, 9),
                                        row.getString(12))));
        each(
                """
                SELECT member_id, org_id, email, display_name, role, status, seat, directory_id, user_id, awaited_role,
                       role_assignment_id, activation_id
                  FROM member WHERE org_id = ANY (?)
                """,
                organisations,
                row -> byOrg.get(id(row, 2))
                        .membersById()
                        .put(
                                id(row, 1),
                                new Member(
                                        id(row, 1),
                                        id(row, 2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6),
                                        row.getBoolean(7),
                                        id(row, 8),
                                        id(row, 9),
                                        row.getString(10),
                                        id(row, 11),
                                        id(row, 12))));
        each(
                """
                SELECT org_id, directory_id, assignment_id, role, group_id, coalesce(condition #>> '{all,0,values,0}', substring(condition ->> 'expression' from 'T[0-9]+'))
                  FROM role_assignment WHERE org_id = ANY (?) ORDER BY position
                """,
                organisations,
                row -> byOrg.get(id(row, 1))
                        .assigned()
                        .add(new Assigned(id(row, 2), id(row, 3), row.getString(4), id(row, 5), row.getString(6))));
        each(
                "SELECT org_id, member_id, group_id FROM group_member WHERE member_id IS NOT NULL AND org_id = ANY (?)",
                organisations,
                row -> byOrg.get(id(row, 1))
                        .groupsOf()
                        .computeIfAbsent(id(row, 2), key -> new HashSet<>())
                        .add(id(row, 3)));
        each(
                "SELECT org_id, member_value, group_id FROM group_member WHERE member_id IS NULL AND org_id = ANY (?)",
                organisations,
                row -> byOrg.get(id(row, 1))
                        .parked()
                        .computeIfAbsent(row.getString(2), key -> new HashSet<>())
                        .add(id(row, 3)));
        each(
                """
                SELECT hold_id, org_id, kind, state, directory_id, user_id, member_id
                  FROM hold WHERE closed_at IS NULL AND org_id = ANY (?)
                """,
                organisations,
                row -> byOrg.get(id(row, 2))
                        .holds()
                        .add(new Hold(
                                id(row, 1),
                                id(row, 2),
                                row.getString(3),
                                row.getString(4),
                                id(row, 5),
                                id(row, 6),
                                id(row, 7))));
        each(
                "SELECT email_key, org_id, member_id FROM email_claim WHERE org_id = ANY (?)",
                organisations,
                row -> byOrg.get(id(row, 2)).claims().put(row.getString(1), new Claim(id(row, 2), id(row, 3))));
        each(
                """
                SELECT org_id, activation_id, sum(delta)
                  FROM seat_ledger WHERE activation_id IS NOT NULL AND org_id = ANY (?) GROUP BY 1, 2
                """,
                organisations,
                row -> byOrg.get(id(row, 1)).bookedByActivation().put(id(row, 2), row.getInt(3)));
        each(
                "SELECT org_id, member_id FROM recovery_admin WHERE org_id = ANY (?)",
                organisations,
                row -> byOrg.get(id(row, 1)).recovering().add(id(row, 2)));
        each(
                """
                SELECT c.org_id, c.email_key, c.keep
                  FROM conflict_decision c
                  JOIN domain d ON d.name = split_part(c.email_key, '@', 2) AND d.verified_at <= c.decided_at
                 WHERE c.org_id = ANY (?)
                """,
                organisations,
                row -> byOrg.get(id(row, 1))
                        .conflictDecisions()
                        .computeIfAbsent(id(row, 1), key -> new HashMap<>())
                        .put(row.getString(2), row.getBoolean(3)));
    }

    /** What does not hold in any organisation, see {@link Invariants}. */
    List<String> brokenInvariants() {
        return Invariants.broken(connection);
    }

    /** Members who were kept until a time that has come, by organisation. */
    Map<UUID, List<OfConflict.ReleaseConflict>> conflictsDue(Instant now) {
        Map<UUID, List<OfConflict.ReleaseConflict>> due = new HashMap<>();
        each(
                "SELECT org_id, member_id, email_key FROM conflict_decision WHERE keep AND keep_until <= '" + now + "'",
                row -> due.computeIfAbsent(id(row, 1), key -> new ArrayList<>())
                        .add(new OfConflict.ReleaseConflict(id(row, 2), row.getString(3), true)));
        return due;
    }

    /** Members whose time as admins has ended, by organisation. */
    Map<UUID, List<UUID>> due(Instant now) {
        Map<UUID, List<UUID>> due = new HashMap<>();
        each(
                "SELECT org_id, member_id FROM recovery_admin WHERE ends_at <= '" + now + "' ORDER BY member_id",
                row -> due.computeIfAbsent(id(row, 1), key -> new ArrayList<>()).add(id(row, 2)));
        return due;
    }

    private static UUID id(ResultSet row, int column) throws SQLException {
        return (UUID) row.getObject(column);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
