package dev.rollcall.core.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.core.Utils;

/**
 * Grants its privileges to the role that gateways run with, where another role owns the tables: it may read and write, but change
 * neither rows of append-only tables nor the schema. An owner could switch off the triggers that protect the audit, the ledger and
 * the events; this role cannot.
 */
public final class RunningRole {

    private RunningRole() {}

    private static final String GRANT = """
        SELECT pg_advisory_xact_lock(8120433);
        GRANT USAGE ON SCHEMA public TO %1$s;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %1$s;
        REVOKE UPDATE, DELETE, TRUNCATE ON audit, seat_ledger, event, feed, request_log FROM %1$s;
        REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON schema_history FROM %1$s;
        """;

    /**
     * Gives the role what it needs; as often as one likes. Blocks: not for an event loop.
     *
     * @param owner as whom the database was migrated
     * @param role who the gateways connect as
     * @throws IllegalStateException there is no such role, or the owner may not give it rights
     */
    public static void grant(DatabaseUrl owner, String role) {
        if (owner.user().equals(role)) {
            return;
        }
        try (Connection connection = Migrations.source(owner).getConnection();
                Statement statement = connection.createStatement()) {
            String name = Utils.escapeIdentifier(null, role).toString();
            // One transaction under a lock: nodes that start together would meet in the catalog.
            connection.setAutoCommit(false);
            statement.execute(GRANT.formatted(name));
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The role " + role + " of database.url cannot be given its rights as " + owner.user() + ": "
                            + e.getMessage() + ". Make the role first: CREATE ROLE " + role + " LOGIN",
                    e);
        }
    }
}
