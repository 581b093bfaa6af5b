package dev.rollcall.server.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A running PostgreSQL that belongs to this process. It lets nobody in without a password, and is restarted when it ends. Closing
 * it stops the server and keeps the data.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final Roles roles;
    private final Keeper keeper;

    private EmbeddedDatabase(EmbeddedPostgres server, Roles roles, Keeper keeper) {
        this.server = server;
        this.roles = roles;
        this.keeper = keeper;
    }

    /**
     * Starts the server on a free port of loopback, with everything on that makes a commit durable.
     *
     * @param folder holds data, binaries, passwords and the server's log; made when missing. The caller holds it for itself
     * @throws EmbeddedDatabaseException what an operator can do about it
     */
    public static EmbeddedDatabase start(Path folder) {
        Path log = folder.resolve("postgresql.log");
        ServerProcess process = new ServerProcess(folder.resolve("data"));
        LeftoverServer.stop(process);
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            ProcessBuilder.Redirect toLog = ProcessBuilder.Redirect.appendTo(log.toFile());
            Path passwords = folder.resolve("passwords");
            if (Files.exists(passwords)) {
                Roles roles = Roles.read(passwords);
                Roles.admit(folder.resolve("pg_hba.conf"), false);
                EmbeddedPostgres server = server(folder, toLog, roles.superuser());
                return new EmbeddedDatabase(server, roles, new Keeper(process, toLog).start());
            }
            EmbeddedPostgres server = firstStart(folder, toLog, passwords);
            return new EmbeddedDatabase(server, Roles.read(passwords), new Keeper(process, toLog).start());
        } catch (IOException | SQLException | IllegalStateException e) {
            throw new EmbeddedDatabaseException(
                    "The embedded PostgreSQL did not start. Its log is " + log
                            + "; if this machine cannot run it, give --database-url with a PostgreSQL 15 or newer.",
                    e);
        }
    }

    /**
     * Deletes the server with its data, and stops one that a killed run has left behind.
     *
     * @param folder as for {@link #start}; need not be there. The caller holds it for itself
     * @throws EmbeddedDatabaseException what an operator can do about it
     */
    public static void delete(Path folder) {
        ServerProcess process = new ServerProcess(folder.resolve("data"));
        LeftoverServer.stop(process);
        process.endOthers();
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new EmbeddedDatabaseException(
                    "The folder " + folder + " could not be deleted completely. Delete it by hand and try again.", e);
        }
    }

    /**
     * The server has no passwords yet: it is new, or was made by a version that asked for none. They are kept once they are set, so
     * that a start that was broken off begins anew.
     */
    private static EmbeddedPostgres firstStart(Path folder, ProcessBuilder.Redirect log, Path passwords)
            throws IOException, SQLException {
        Roles.admit(folder.resolve("pg_hba.conf"), true);
        EmbeddedPostgres server = server(folder, log, "");
        try {
            Roles roles = Roles.random();
            roles.apply(server.getPort(), "");
            Roles.admit(folder.resolve("pg_hba.conf"), false);
            roles.shut(server.getPort());
            roles.write(passwords);
            return server;
        } catch (IOException | SQLException e) {
            server.close();
            throw e;
        }
    }

    private static EmbeddedPostgres server(Path folder, ProcessBuilder.Redirect log, String password)
            throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", password)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "''")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setServerConfig("hba_file", "'" + folder.resolve("pg_hba.conf").toAbsolutePath() + "'")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setPGStartupWait(STARTUP)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .start();
    }

    /** Where it listens, with the password of a role that can do nothing outside of its database. */
    public String url() {
        return "postgresql://" + Roles.GATEWAY + ":" + roles.gateway() + "@127.0.0.1:" + server.getPort()
                + "/postgres?sslmode=disable";
    }

    @Override
    public void close() {
        keeper.close();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
