package dev.rollcall.server.config;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The operator's picture, of {@link Settings#CONSOLE_LOGO}.
 *
 * @param kind {@code svg} or {@code png}
 */
public record LogoFile(String kind, Buffer content) {

    private static final int LARGEST = 64 * 1024;

    /**
     * Reads it, where there is one.
     *
     * @throws ConfigException it cannot be used
     */
    public static Optional<LogoFile> of(Config config) {
        return config.get(Settings.CONSOLE_LOGO).map(LogoFile::read);
    }

    private static LogoFile read(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        String kind = name.substring(name.lastIndexOf('.') + 1);
        if (!kind.equals("svg") && !kind.equals("png")) {
            throw unusable(file, "its name ends neither in .svg nor in .png");
        }
        try {
            Buffer content = Buffer.buffer(Files.readAllBytes(file));
            if (content.length() > LARGEST) {
                throw unusable(file, "it is larger than 64 kB");
            }
            return new LogoFile(kind, content);
        } catch (IOException e) {
            throw unusable(file, "it cannot be read");
        }
    }

    private static ConfigException unusable(Path file, String why) {
        return new ConfigException(List.of("The picture of " + Settings.CONSOLE_LOGO.key() + " (" + file
                + ") cannot be used: " + why + ". Name an SVG or PNG file of at most 64 kB, or leave it empty."));
    }
}
