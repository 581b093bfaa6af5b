package dev.rollcall.adapters.google.pull;

import dev.rollcall.core.Provisioning;
import dev.rollcall.core.lane.LaneLimits;
import dev.rollcall.core.lane.LaneObserver;
import dev.rollcall.core.store.Database;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.Migrations;
import dev.rollcall.testkit.postgres.TestPostgres;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/** A database and what stands on it in one node. */
final class Ground implements AutoCloseable {

    final Vertx vertx;
    final Database database;
    final Provisioning provisioning;
    private final String url;

    private Ground(Vertx vertx, String url) {
        this.vertx = vertx;
        this.url = url;
        this.database = Database.open(vertx, DatabaseUrl.parse(url), Database.Limits.DEFAULT);
        this.provisioning = new Provisioning(
                vertx, database.writes(), LaneLimits.DEFAULT, InstantSource.system(), LaneObserver.NONE);
    }

    /** With a new database. */
    static Ground fresh() {
        return new Ground(
                Vertx.vertx(),
                TestPostgres.fast().createDatabase("google", template -> Migrations.run(DatabaseUrl.parse(template))));
    }

    /** Connections of another node to the same database. */
    Ground another() {
        return new Ground(vertx, url);
    }

    /** What becomes of a node that dies: from now on nothing that it does reaches the database. */
    void cut() {
        database.close();
    }

    @Override
    public void close() {
        provisioning.drain().await();
        database.close().await();
        vertx.close().await();
    }
}
