package dev.rollcall.server.version;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * Which build of Rollcall runs. The build writes it down, from the project's version and the commit, so that the same sources make the
 * same jar.
 *
 * @param number of the release, such as {@code 0.1.0}; {@code development} where no build filled it in, as in an IDE
 * @param revision the commit, such as {@code 0a1b2c3}, with {@code -dirty} behind it when something was not committed; {@code unknown}
 *     where it was built without its history
 * @param java what it runs on, such as {@code 17.0.9}
 */
public record Version(String number, String revision, String java) {

    private static final Version CURRENT = load();

    /** This process. */
    public static Version current() {
        return CURRENT;
    }

    private static Version load() {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/version/build.properties")) {
            build.load(Objects.requireNonNull(in, "build.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(build, Runtime.version().toString());
    }

    /** Reads what the build wrote, where it did. */
    static Version of(Properties build, String java) {
        String dirty = filled(build, "dirty", "false").equals("true") ? "-dirty" : "";
        String revision = filled(build, "revision", "unknown");
        return new Version(
                filled(build, "version", "development"),
                revision.equals("unknown") ? revision : revision + dirty,
                java);
    }

    private static String filled(Properties build, String name, String otherwise) {
        String text = build.getProperty(name, "").strip();
        return text.isEmpty() || text.startsWith("${") ? otherwise : text;
    }

    /** For people. */
    @Override
    public String toString() {
        return "Rollcall " + number + " (revision " + revision + ", Java " + java + ")";
    }
}
