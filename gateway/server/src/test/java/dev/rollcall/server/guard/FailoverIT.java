package dev.rollcall.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.Migrations;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.testkit.folder.TestFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * H1: the primary falls silent under load, as a host that loses its power does, and a standby that replicates synchronously takes
 * over at the same address. Nothing that was acknowledged is lost.
 */
final class FailoverIT {

    private static final int CLIENTS = 8;
    private static final Duration BACK = Duration.ofSeconds(15);

    private static final Cable CABLE = new Cable();
    private static final Pair PAIR = new Pair();

    @RegisterExtension
    static final RunningGateway GATEWAY =
            new RunningGateway().on(PAIR::database).reaching(CABLE::to);

    private final AtomicInteger number = new AtomicInteger();
    private final Set<String> acknowledged = new HashSet<>();
    private final ConcurrentLinkedQueue<String> created = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @AfterAll
    static void close() throws IOException {
        PAIR.close();
        CABLE.close();
    }

    /** A primary and its standby. */
    private static final class Pair {

        private final List<EmbeddedPostgres> servers = new ArrayList<>();
        private final Path folder = TestFolder.make();

        private EmbeddedPostgres start(String name) throws IOException {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(folder.resolve(name))
                    .setCleanDataDirectory(false)
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("wal_level", "replica")
                    .setServerConfig("hot_standby", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "100")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            servers.add(server);
            return server;
        }

        private static String url(EmbeddedPostgres server) {
            return "postgresql://postgres@localhost:" + server.getPort() + "/postgres?sslmode=disable";
        }

        private static void execute(EmbeddedPostgres server, String sql) {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }

        private static boolean is(EmbeddedPostgres server, String condition) {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT " + condition)) {
                row.next();
                return row.getBoolean(1);
            } catch (SQLException e) {
                throw new IllegalStateException(condition, e);
            }
        }

        private static void await(EmbeddedPostgres server, String condition) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!is(server, condition)) {
                assertThat(System.nanoTime()).as(condition).isLessThan(end);
                sleep(50);
            }
        }

        /** Starts both; from when this returns every commit waits for the standby. */
        String database() {
            try {
                EmbeddedPostgres primary = start("primary");
                Migrations.run(DatabaseUrl.parse(url(primary)));
                copy(primary);
                start("standby");
                execute(primary, "ALTER SYSTEM SET synchronous_standby_names = '*'");
                execute(primary, "SELECT pg_reload_conf()");
                await(primary, "EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = 'sync')");
                return url(primary);
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("no pair of servers", e);
            }
        }

        /** What pg_basebackup does, which does not come with the embedded binaries. */
        private void copy(EmbeddedPostgres primary) throws IOException, SQLException {
            Path from = folder.resolve("primary");
            Path to = folder.resolve("standby");
            try (Connection connection = primary.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_backup_start('standby', true)");
                copy(from, to);
                try (ResultSet end = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                    end.next();
                    Files.writeString(to.resolve("backup_label"), end.getString(1));
                }
            }
            Files.writeString(
                    to.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=localhost port=" + primary.getPort() + " user=postgres'\n");
            Files.createFile(to.resolve("standby.signal"));
        }

        private static void copy(Path from, Path to) throws IOException {
            Files.createDirectory(
                    to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (Stream<Path> all = Files.walk(from)) {
                for (Path file : (Iterable<Path>) all.skip(1)::iterator) {
                    Path relative = from.relativize(file);
                    boolean isWal = relative.startsWith("pg_wal") && !Files.isDirectory(file);
                    boolean isOfTheProcess =
                            relative.toString().startsWith("postmaster.") || relative.startsWith("epg-lock");
                    if (!isWal && !isOfTheProcess) {
                        Files.copy(file, to.resolve(relative));
                    }
                }
            }
        }

        EmbeddedPostgres standby() {
            return servers.get(1);
        }

        /** The standby takes over; returns when it takes writes. */
        String promote() {
            execute(standby(), "SELECT pg_promote(true, 30)");
            await(standby(), "NOT pg_is_in_recovery()");
            return url(standby());
        }

        void close() throws IOException {
            for (int i = servers.size() - 1; i >= 0; i--) {
                servers.get(i).close();
            }
        }
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer create(String token) {
        String name = "user" + number.incrementAndGet() + "@demo.example";
        Answer answer = Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                .bearer(token)
                .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + name + "'}")
                .send();
        if (answer.status() == 201) {
            created.add(name);
        } else {
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        }
        return answer;
    }

    @Test
    void aStandbyTakesOverAndNothingThatWasAcknowledgedIsLost() {
        String token = GATEWAY.credential("okta");
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(() -> {
                while (!over) {
                    create(token);
                    sleep(20);
                }
            });
        }
        sleep(3_000);
        CABLE.silence();
        sleep(1_000);
        CABLE.leadTo(PAIR.promote());
        CABLE.mend();

        long start = System.nanoTime();
        int inARow = 0;
        while (inARow < 5) {
            inARow = create(token).status() == 201 ? inARow + 1 : 0;
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BACK);
        over = true;
        clients.shutdown();
        acknowledged.addAll(created);
        assertThat(acknowledged).hasSizeGreaterThan(CLIENTS);
        assertThat(kept()).containsAll(acknowledged);
    }

    private static Set<String> kept() {
        Set<String> names = new HashSet<>();
        try (Connection connection = PAIR.standby().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT doc ->> 'userName' FROM directory_user")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return names;
    }
}
