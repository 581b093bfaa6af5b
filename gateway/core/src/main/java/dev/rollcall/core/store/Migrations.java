package dev.rollcall.core.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings a database to the schema that this build needs: numbered files in {@code db/migration}, forward only, applied under
 * Flyway's lock, so that several nodes may start at once.
 */
public final class Migrations {

    private static final int OLDEST_MAJOR = 15;

    /** A server that takes a connection and says nothing does not keep a start waiting. */
    private static final int CONNECT_SECONDS = 10;

    static final String LOCATION = "classpath:db/migration";

    private Migrations() {}

    /**
     * Applies what is missing. Blocks: not for an event loop.
     *
     * @return how many migrations were applied
     * @throws IllegalStateException the server cannot be reached or used, or a newer build has migrated it; the message says what to change
     */
    public static int run(DatabaseUrl url) {
        return run(url, LOCATION);
    }

    static int run(DatabaseUrl url, String... locations) {
        DataSource dataSource = source(url);
        requireUsableServer(dataSource, url);
        Flyway flyway = Flyway.configure()
                .dataSource(dataSource)
                .locations(locations)
                .table("schema_history")
                // A lock of the session: CREATE INDEX CONCURRENTLY would wait for ever for the transaction that held
                // one.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .validateMigrationNaming(true)
                // A build that does not know what was done to the schema must not run on it.
                .ignoreMigrationPatterns(new String[0])
                .cleanDisabled(true)
                .load();
        try {
            return flyway.migrate().migrationsExecuted;
        } catch (FlywayValidateException e) {
            throw new IllegalStateException(refused(url, flyway.info()), e);
        }
    }

    private static String refused(DatabaseUrl url, MigrationInfoService info) {
        String newest = Stream.of(info.all())
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS
                        || migration.getState() == MigrationState.FUTURE_FAILED)
                .map(migration -> String.valueOf(migration.getVersion()))
                .reduce("", (before, after) -> after);
        if (newest.isEmpty()) {
            return "The database " + url
                    + " was migrated by another build of Rollcall, whose migrations differ from this one's."
                    + " Use that build or a later one, or drop the database if you do not need its data.";
        }
        String known = Stream.of(info.all())
                .filter(migration -> migration.getState().isResolved())
                .map(migration -> String.valueOf(migration.getVersion()))
                .reduce("", (before, after) -> after);
        return "The database " + url + " has the schema " + newest
                + " of a newer Rollcall, and the latest that this build knows is "
                + known
                + ". Running it could damage data. Start the newer build, or restore the backup from before the"
                + " upgrade.";
    }

    /** Connections apart from the pools, one at a time. */
    static DataSource source(DatabaseUrl url) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL(url.jdbcUrl());
        dataSource.setUser(url.user());
        dataSource.setPassword(url.password());
        dataSource.setApplicationName("rollcall-migrations");
        dataSource.setConnectTimeout(CONNECT_SECONDS);
        dataSource.setLoginTimeout(CONNECT_SECONDS);
        dataSource.setTcpKeepAlive(true);
        return dataSource;
    }

    private static void requireUsableServer(DataSource dataSource, DatabaseUrl url) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            int version = Integer.parseInt(show(statement, "server_version_num"));
            if (version < OLDEST_MAJOR * 10_000) {
                throw new IllegalStateException("The server of " + url + " is PostgreSQL " + version / 10_000
                        + ". Rollcall needs PostgreSQL " + OLDEST_MAJOR + " or newer.");
            }
            String encoding = show(statement, "server_encoding");
            if (!"UTF8".equals(encoding)) {
                throw new IllegalStateException("The database " + url + " is encoded in " + encoding
                        + ". Rollcall needs one that was created with ENCODING 'UTF8'.");
            }
            if (!exists(statement, "SELECT FROM pg_collation WHERE collname = 'und-x-icu'")) {
                throw new IllegalStateException(
                        "The server of " + url + " was built without ICU, or its ICU collations were"
                                + " removed. Rollcall needs them to compare names in all scripts.");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + url + " cannot be reached: " + e.getMessage(), e);
        }
    }

    private static String show(Statement statement, String setting) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
