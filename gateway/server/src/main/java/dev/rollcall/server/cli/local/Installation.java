package dev.rollcall.server.cli.local;

import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import java.nio.file.Path;

/**
 * The database and the key file that the settings name, for commands that work on them themselves.
 *
 * @param url of the database
 * @param key what {@code keyFile} holds
 */
record Installation(Config config, String url, Path keyFile, ServerKey key) {

    /**
     * Looks the settings up and reads the key.
     *
     * @param command who asks, for the message
     * @throws CommandException a setting is missing, or the key file cannot be used; says what to set
     */
    static Installation of(String command, Config config) {
        String url = config.get(Settings.DATABASE_URL)
                .orElseThrow(() -> new CommandException(command
                        + " needs a database: set database.url (ROLLCALL_DATABASE_URL) to a PostgreSQL 15 or newer."
                        + " For a first look without one, use: rollcall up"));
        Path file = config.get(Settings.SECRET_FILE)
                .orElseThrow(() -> new CommandException(command
                        + " needs a key file: make one with \"openssl rand -base64 32 > rollcall.key\" and set"
                        + " secret.file (ROLLCALL_SECRET_FILE) to its path. All gateways on one database need the"
                        + " same key."));
        return new Installation(config, url, file, key(file));
    }

    private static ServerKey key(Path file) {
        try {
            return ServerKey.read(file);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /**
     * The database, brought to the schema that this build needs.
     *
     * @throws CommandException it cannot be reached or used
     */
    DatabaseUrl migrated() {
        return Databases.migrated(config, url);
    }
}
