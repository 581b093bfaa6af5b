package dev.rollcall.server.cli.local;

import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.Migrations;
import dev.rollcall.core.store.RunningRole;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;

/** Makes the database of a given URL ready for use. */
final class Databases {

    private Databases() {}

    /** The database of that URL, migrated as the role that the settings name for it. */
    static DatabaseUrl migrated(Config config, String text) {
        try {
            DatabaseUrl url = DatabaseUrl.parse(text);
            DatabaseUrl owner = config.get(Settings.DATABASE_MIGRATION_URL)
                    .map(DatabaseUrl::parse)
                    .orElse(url);
            Migrations.run(owner);
            RunningRole.grant(owner, url.user());
            return url;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
