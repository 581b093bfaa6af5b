package dev.rollcall.testkit.postgres;

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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A primary and its standby, two servers of their own with streaming replication between them. */
public final class StandbyPair implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Path folder = TestFolder.make();
    private final EmbeddedPostgres primary;
    private final EmbeddedPostgres standby;

    /**
     * Starts both; the standby follows from when this returns.
     *
     * @param migrate brings the empty database of the primary at that URL to its schema
     */
    public StandbyPair(Consumer<String> migrate) {
        try {
            primary = start("primary");
            migrate.accept(url(primary));
            copy();
            standby = start("standby");
            await(primary, "EXISTS (SELECT FROM pg_stat_replication WHERE state = 'streaming')");
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("no pair of servers", e);
        }
    }

    private EmbeddedPostgres start(String name) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve(name))
                .setCleanDataDirectory(false)
                .setLocaleConfig("locale", "C")
                .setServerConfig("wal_level", "replica")
                .setServerConfig("hot_standby", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    /** What pg_basebackup does, which does not come with the embedded binaries. */
    private void copy() throws IOException, SQLException {
        Path to = folder.resolve("standby");
        try (Connection connection = primary.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('standby', true)");
            copy(folder.resolve("primary"), to);
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
        Files.createDirectory(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
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

    private static String url(EmbeddedPostgres server) {
        return "postgresql://postgres@localhost:" + server.getPort() + "/postgres?sslmode=disable";
    }

    /** The URL of the primary. */
    public String url() {
        return url(primary);
    }

    public String standbyUrl() {
        return url(standby);
    }

    public EmbeddedPostgres primary() {
        return primary;
    }

    public EmbeddedPostgres standby() {
        return standby;
    }

    /** From when this returns every commit waits for the standby. */
    public void synchronize() {
        execute(primary, "ALTER SYSTEM SET synchronous_standby_names = '*'");
        execute(primary, "SELECT pg_reload_conf()");
        await(primary, "EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = 'sync')");
    }

    /** The standby takes over; returns its URL when it takes writes. */
    public String promote() {
        execute(standby, "SELECT pg_promote(true, 30)");
        await(standby, "NOT pg_is_in_recovery()");
        return url(standby);
    }

    /** Runs a statement on one of the two. */
    public static void execute(EmbeddedPostgres server, String sql) {
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

    /** Waits until a condition holds on one of the two. */
    public static void await(EmbeddedPostgres server, String condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!is(server, condition)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within a minute: " + condition);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(condition, e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        standby.close();
        primary.close();
    }
}
