package dev.rollcall.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Stores a check value of the gateways' key in the database, with the values that were hashed with that key. The check value is a
 * keyed hash: it tells whether two keys are the same and reveals nothing about either. Blocks: not for an event loop.
 */
public final class KeyCheck {

    private KeyCheck() {}

    private static final String KEEP = """
        INSERT INTO installation (key_check) VALUES (?)
        ON CONFLICT (only_row) DO NOTHING
        """;

    private static final String KEPT = "SELECT key_check FROM installation";

    /**
     * The check value of the key that is in use; of a database that knows none yet, the one that is given, which is kept.
     *
     * @throws IllegalStateException the database cannot be reached
     */
    public static byte[] inUse(DatabaseUrl url, byte[] first) {
        try (Connection connection = Migrations.source(url).getConnection();
                PreparedStatement keep = connection.prepareStatement(KEEP);
                Statement ask = connection.createStatement()) {
            keep.setBytes(1, first);
            keep.executeUpdate();
            try (ResultSet kept = ask.executeQuery(KEPT)) {
                if (!kept.next()) {
                    throw new SQLException("no row in installation");
                }
                return kept.getBytes(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + url + " cannot be reached: " + e.getMessage(), e);
        }
    }

    private static final String REPLACE = """
        INSERT INTO installation (key_check) VALUES (?)
        ON CONFLICT (only_row) DO UPDATE SET key_check = EXCLUDED.key_check, key_since = now()
        """;

    /** Has this be the check value from now on; what was hashed with the former key is known to nobody any more. */
    public static void replace(DatabaseUrl url, byte[] check) {
        try (Connection connection = Migrations.source(url).getConnection();
                PreparedStatement replace = connection.prepareStatement(REPLACE)) {
            replace.setBytes(1, check);
            replace.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + url + " cannot be reached: " + e.getMessage(), e);
        }
    }
}
