package dev.rollcall.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a PostgreSQL of the gateway's own lets others on the machine do, and what it survives. */
final class EmbeddedDatabaseIT {

    @TempDir
    private Path folder = Path.of("");

    private static Connection connect(EmbeddedDatabase database, String user, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + URI.create(database.url()).getPort() + "/postgres", user, password);
    }

    private static Connection asGateway(EmbeddedDatabase database) throws SQLException {
        String[] user = URI.create(database.url()).getUserInfo().split(":", -1);
        return connect(database, user[0], user[1]);
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** What another account of the machine can do: reach the port, and nothing more. */
    private static void assertNobodyGetsInWithoutPassword(EmbeddedDatabase database) {
        for (String user : new String[] {"postgres", "rollcall", "nobody"}) {
            for (String password : new String[] {"", "postgres", "rollcall"}) {
                assertThatThrownBy(() -> connect(database, user, password))
                        .as(user)
                        .isInstanceOf(SQLException.class);
            }
        }
        assertThat(Path.of("/tmp/.s.PGSQL." + URI.create(database.url()).getPort()))
                .doesNotExist();
    }

    private static void assertTheGatewaysRoleCannotLeaveItsDatabase(EmbeddedDatabase database) throws SQLException {
        try (Connection connection = asGateway(database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE stolen (line text)");
            for (String way : new String[] {
                "COPY stolen FROM PROGRAM 'head -c 8 server.key'",
                "COPY stolen FROM '/etc/passwd'",
                "SELECT pg_read_file('/etc/passwd')",
                "SELECT lo_import('/etc/passwd')",
                "ALTER ROLE rollcall SUPERUSER",
                "ALTER SYSTEM SET hba_file = '/tmp/hba'"
            }) {
                assertThatThrownBy(() -> statement.execute(way))
                        .as(way)
                        .hasFieldOrPropertyWithValue("SQLState", "42501");
            }
        }
    }

    /** H7 and M2 in one, for a first start takes seconds. */
    @Test
    void nobodyGetsInAndItComesBackWhenItIsKilled() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertNobodyGetsInWithoutPassword(database);
            assertTheGatewaysRoleCannotLeaveItsDatabase(database);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("passwords"))))
                    .isEqualTo("rw-------");
            try (Connection connection = asGateway(database);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept AS SELECT 'committed' AS word");
            }

            String pid =
                    Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0);
            new ProcessBuilder("kill", "-9", pid).start().waitFor();

            assertThat(whenItIsBack(database)).isEqualTo("committed");
            assertNobodyGetsInWithoutPassword(database);
        }
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
    }

    private static String whenItIsBack(EmbeddedDatabase database) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (true) {
            try (Connection connection = asGateway(database)) {
                return text(connection, "SELECT word FROM kept");
            } catch (SQLException e) {
                assertThat(Instant.now()).as("still: %s", e.getMessage()).isBefore(deadline);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    /** H7: what an earlier version made, open to all and owned by the superuser, is shut and handed over in place. */
    @Test
    void aDatabaseOfAnEarlierVersionGoesOnBehindPasswords() throws Exception {
        Files.createDirectories(folder);
        try (EmbeddedPostgres before = EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("data"))
                        .setCleanDataDirectory(false)
                        .setLocaleConfig("locale", "C")
                        .start();
                Connection open = before.getPostgresDatabase().getConnection();
                Statement statement = open.createStatement()) {
            statement.execute("CREATE TABLE kept (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, word text)");
            statement.execute("INSERT INTO kept (word) VALUES ('committed')");
            statement.execute("CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'");
        }

        for (int start = 0; start < 2; start++) {
            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
                assertNobodyGetsInWithoutPassword(database);
                try (Connection connection = asGateway(database);
                        Statement statement = connection.createStatement()) {
                    assertThat(text(connection, "SELECT word FROM kept")).isEqualTo("committed");
                    statement.execute("ALTER TABLE kept ADD COLUMN start_" + start + " integer");
                    statement.execute("CREATE OR REPLACE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'");
                    statement.execute("INSERT INTO kept (word) VALUES ('later')");
                }
            }
        }
    }
}
