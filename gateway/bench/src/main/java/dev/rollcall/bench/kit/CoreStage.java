package dev.rollcall.bench.kit;

import dev.rollcall.core.Provisioning;
import dev.rollcall.core.lane.LaneLimits;
import dev.rollcall.core.lane.LaneObserver;
import dev.rollcall.core.store.Database;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.Migrations;
import dev.rollcall.server.embedded.EmbeddedDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The environment for measuring the lanes alone: a durable PostgreSQL of its own and the core of one node in this process, without
 * HTTP.
 */
public final class CoreStage implements AutoCloseable {

    public final Vertx vertx = Vertx.vertx();
    public final Database database;
    public final Provisioning provisioning;

    private final Path folder;
    private final EmbeddedDatabase server;

    public CoreStage() {
        try {
            folder = Files.createTempDirectory("rollcall-bench");
            server = EmbeddedDatabase.start(folder.resolve("postgresql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DatabaseUrl url = DatabaseUrl.parse(server.url());
        Migrations.run(url);
        database = Database.open(vertx, url, Database.Limits.DEFAULT);
        provisioning = new Provisioning(
                vertx, database.writes(), LaneLimits.DEFAULT, InstantSource.system(), LaneObserver.NONE);
    }

    @Override
    public void close() {
        provisioning.drain().await();
        database.close().await();
        vertx.close().await();
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
