package dev.rollcall.server.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A running PostgreSQL that belongs to this process. Closing it stops the server and keeps the data. */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts the server on a free port of loopback, with everything on that makes a commit durable.
     *
     * @param folder holds data, binaries and the server's log; made when missing. The caller holds it for itself
     * @throws EmbeddedDatabaseException what an operator can do about it
     */
    public static EmbeddedDatabase start(Path folder) {
        Path data = folder.resolve("data");
        Path log = folder.resolve("postgresql.log");
        LeftoverServer.stop(data);
        try {
            Files.createDirectories(folder);
            ProcessBuilder.Redirect toLog = ProcessBuilder.Redirect.appendTo(log.toFile());
            return new EmbeddedDatabase(EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setPGStartupWait(STARTUP)
                    .setOutputRedirector(toLog)
                    .setErrorRedirector(toLog)
                    .start());
        } catch (IOException | IllegalStateException e) {
            throw new EmbeddedDatabaseException(
                    "The embedded PostgreSQL did not start. Its log is " + log
                            + "; if this machine cannot run it, give --database-url with a PostgreSQL 15 or newer.",
                    e);
        }
    }

    /** Where it listens: {@code postgresql://postgres@127.0.0.1:PORT/postgres}. */
    public String url() {
        return "postgresql://postgres@127.0.0.1:" + server.getPort() + "/postgres";
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
