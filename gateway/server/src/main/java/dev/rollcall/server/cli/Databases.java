package dev.rollcall.server.cli;

import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.Migrations;

/** From a database URL as given to a database that is ready to be used. */
final class Databases {

    private Databases() {}

    static DatabaseUrl migrated(String text) {
        try {
            DatabaseUrl url = DatabaseUrl.parse(text);
            Migrations.run(url);
            return url;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
