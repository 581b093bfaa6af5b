package dev.rollcall.core;

import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.Migrations;
import dev.rollcall.testkit.postgres.TestPostgres;

/** A fresh, migrated database for a test class. */
public final class TestDatabase {

    private TestDatabase() {}

    public static DatabaseUrl create() {
        return DatabaseUrl.parse(createUrl());
    }

    public static String createUrl() {
        return TestPostgres.fast().createDatabase("core", template -> Migrations.run(DatabaseUrl.parse(template)));
    }
}
