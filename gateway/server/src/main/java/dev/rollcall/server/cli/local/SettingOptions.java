package dev.rollcall.server.cli.local;

import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.ConfigLoader;
import dev.rollcall.server.config.Setting;
import dev.rollcall.server.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that {@code up} and {@code serve} share: where settings come from, and short ways to give the commonest. */
final class SettingOptions {

    @Option(names = "--config", paramLabel = "FILE", description = "Settings file; see docs/settings.md.")
    private @Nullable Path file;

    @Option(names = "--port", paramLabel = "PORT", description = "Same as the setting server.port.")
    private @Nullable String port;

    @Option(names = "--management-port", paramLabel = "PORT", description = "Same as the setting management.port.")
    private @Nullable String managementPort;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "Same as the setting database.url. Visible in the process list: prefer " + "ROLLCALL_DATABASE_URL.")
    private @Nullable String databaseUrl;

    Config load() {
        Map<Setting<?>, String> given = new HashMap<>();
        put(given, Settings.SERVER_PORT, port);
        put(given, Settings.MANAGEMENT_PORT, managementPort);
        put(given, Settings.DATABASE_URL, databaseUrl);
        return ConfigLoader.load(Optional.ofNullable(file), System.getenv(), given);
    }

    private static void put(Map<Setting<?>, String> given, Setting<?> setting, @Nullable String text) {
        if (text != null) {
            given.put(setting, text);
        }
    }
}
