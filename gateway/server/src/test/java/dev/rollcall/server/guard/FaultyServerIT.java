package dev.rollcall.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * H1, H2, M11: a server that is there and does not serve. Until it does, clients are told to come again, the circuit opens and
 * readiness says no; then all is well by itself.
 */
final class FaultyServerIT {

    private static final Duration BACK = Duration.ofSeconds(15);

    /** Whom the gateway signs in to the server as; others need no password there. */
    private static final String CLERK = "clerk";

    @RegisterExtension
    static final RunningGateway GATEWAY =
            new RunningGateway().durable().reaching(FaultyServerIT::byPassword).with(Settings.DATABASE_TIMEOUT, "4");

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static String token;

    @BeforeAll
    static void issue() {
        token = GATEWAY.credential("okta");
    }

    @AfterEach
    void allIsWell() {
        assertThat(untilServed()).isLessThan(BACK);
        awaitReadiness(200);
    }

    private static Answer create() {
        return Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                .bearer(token)
                .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'f"
                        + NUMBER.incrementAndGet() + "@demo.example'}")
                .send();
    }

    /** The gateway tries a small write at most once a second, so what readiness says may be as old as that. */
    private static void awaitReadiness(int status) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (ready() != status && System.nanoTime() < end) {
            create();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertThat(ready()).isEqualTo(status);
    }

    private static int ready() {
        return Http.get(GATEWAY.managementUrl() + "/health/ready").send().status();
    }

    private static Duration untilServed() {
        long start = System.nanoTime();
        int inARow = 0;
        while (inARow < 5) {
            inARow = create().status() == 201 ? inARow + 1 : 0;
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String database() {
        return URI.create(GATEWAY.databaseUrl()).getPath().substring(1);
    }

    private static String byPassword(String database) {
        URI url = URI.create(database);
        try (Connection connection = server(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + CLERK + " LOGIN SUPERUSER PASSWORD 'first'");
            try (ResultSet row = statement.executeQuery("SHOW hba_file")) {
                row.next();
                Path file = Path.of(row.getString(1));
                Files.writeString(file, "host all " + CLERK + " all scram-sha-256\n" + Files.readString(file));
            }
            statement.execute("SELECT pg_reload_conf()");
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("no role with a password", e);
        }
        return "postgresql://" + CLERK + ":first@" + url.getHost() + ":" + url.getPort() + url.getPath()
                + "?sslmode=disable";
    }

    private static Connection server() throws SQLException {
        return server(URI.create(GATEWAY.databaseUrl()));
    }

    private static Connection server(URI url) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + "/postgres", "postgres", "");
    }

    private static void execute(String... commands) throws SQLException {
        execute(server(), commands);
    }

    private static void execute(Connection server, String... commands) throws SQLException {
        try (Connection connection = server;
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static String endSessions() {
        return "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database() + "'";
    }

    /** Ends every connection to the database, also those that are just being made, and lets no other be made. */
    private static String[] lockUp() {
        String untilNoneIsLeft = """
            DO $$
            BEGIN
              FOR attempt IN 1..100 LOOP
                PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s';
                EXIT WHEN NOT FOUND;
                PERFORM pg_sleep(0.05);
                PERFORM pg_stat_clear_snapshot();
              END LOOP;
            END
            $$
            """.formatted(database());
        return new String[] {"ALTER DATABASE " + database() + " ALLOW_CONNECTIONS false", untilNoneIsLeft};
    }

    private static void assertRefusedUntilItIsBack() {
        for (int i = 0; i < 30; i++) {
            Answer refused = create();
            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
        }
        awaitReadiness(503);
        // What readiness finds opens nothing: the next request that fails does. On a fast machine all those above are
        // over before.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (GATEWAY.gateway().parts().circuit().state().equals("closed") && System.nanoTime() < end) {
            assertThat(create().status()).isEqualTo(503);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertTheCircuitIsOpen();
    }

    /** Open, or letting a few through to see; never closed while the server does not serve. */
    private static void assertTheCircuitIsOpen() {
        assertThat(GATEWAY.gateway().parts().circuit().state()).isNotEqualTo("closed");
    }

    @Test
    void aReadOnlyServer() throws SQLException {
        execute("ALTER DATABASE " + database() + " SET default_transaction_read_only = on", endSessions());
        try {
            assertRefusedUntilItIsBack();
        } finally {
            execute("ALTER DATABASE " + database() + " RESET default_transaction_read_only", endSessions());
        }
    }

    @Test
    void aPasswordThatWasChanged() throws SQLException {
        execute("ALTER ROLE " + CLERK + " PASSWORD 'second'", endSessions());
        try {
            assertRefusedUntilItIsBack();
        } finally {
            execute("ALTER ROLE " + CLERK + " PASSWORD 'first'");
        }
    }

    /** What a server says to every write when its disk is full, its memory used up, or its disk broken. */
    @ParameterizedTest(name = "M11: {0}")
    @ValueSource(strings = {"disk_full", "out_of_memory", "io_error"})
    void aServerThatCanWriteNothing(String condition) throws SQLException {
        execute(own(), """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'could not write' USING ERRCODE = '%s'; END $$
            """.formatted(condition), """
            DO $$ DECLARE t regclass; BEGIN
              FOR t IN SELECT oid FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition
                         AND relnamespace = 'public'::regnamespace LOOP
                EXECUTE format('CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE OR DELETE ON %s'
                               ' FOR EACH STATEMENT EXECUTE FUNCTION refuse()', t);
              END LOOP;
            END $$
            """);
        try {
            assertRefusedUntilItIsBack();
        } finally {
            execute(own(), "DROP FUNCTION refuse() CASCADE");
        }
    }

    /** Of the gateway's database. */
    private static Connection own() throws SQLException {
        URI url = URI.create(GATEWAY.databaseUrl());
        return DriverManager.getConnection(
                "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(), "postgres", "");
    }

    @Test
    void aDatabaseThatTakesNoConnections() throws SQLException {
        execute(lockUp());
        try {
            assertRefusedUntilItIsBack();
        } finally {
            execute("ALTER DATABASE " + database() + " ALLOW_CONNECTIONS true");
        }
    }

    @Test
    void aDatabaseThatIsNotThere() throws SQLException {
        execute(lockUp());
        execute("ALTER DATABASE " + database() + " RENAME TO gone", "ALTER DATABASE gone ALLOW_CONNECTIONS true");
        try {
            assertRefusedUntilItIsBack();
        } finally {
            execute("ALTER DATABASE gone RENAME TO " + database());
        }
    }

    /** A commit that the server gave up waiting for a standby with is not answered as if it were safe. */
    @Test
    void aCommitThatIsNotReplicatedIsNotAcknowledged() throws SQLException {
        execute("ALTER SYSTEM SET synchronous_standby_names = 'a_standby_that_is_away'", "SELECT pg_reload_conf()");
        try {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            assertThat(create().status()).isEqualTo(503);
        } finally {
            execute("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
        }
    }

    @Test
    void aServerThatIsStoppedAndGoesOn() throws Exception {
        List<String> processes = processesOfTheServer();
        signal("-STOP", processes);
        long start = System.nanoTime();
        try {
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(12)) {
                Answer refused = create();
                assertThat(refused.status()).as(refused.body()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
            }
            assertThat(ready()).isEqualTo(503);
            assertTheCircuitIsOpen();
        } finally {
            signal("-CONT", processes);
        }
    }

    private static List<String> processesOfTheServer() throws Exception {
        String postmaster;
        try (Connection connection = server();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)")) {
            row.next();
            postmaster = row.getString(1);
        }
        List<String> all = new ArrayList<>(List.of(postmaster));
        ProcessHandle.of(Long.parseLong(postmaster))
                .orElseThrow()
                .children()
                .forEach(child -> all.add(Long.toString(child.pid())));
        return all;
    }

    private static void signal(String signal, List<String> processes) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        command.addAll(processes);
        new ProcessBuilder(command).start().waitFor();
    }
}
