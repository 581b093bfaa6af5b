package dev.rollcall.server.node;

import dev.rollcall.core.Provisioning;
import dev.rollcall.core.admin.demo.DemoOrganisation;
import dev.rollcall.core.admin.directory.Credentials;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.lane.LaneLimits;
import dev.rollcall.core.lane.LaneObserver;
import dev.rollcall.core.store.Database;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.Migrations;
import dev.rollcall.server.auth.OperatorTokens;
import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.auth.Tokens;
import dev.rollcall.testkit.postgres.TestPostgres;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * A durable database with the demo organisation, for nodes in processes of their own.
 *
 * @param directory the directory of the provider that was asked for
 * @param token a credential of it
 */
record DemoDatabase(String url, Path keyFile, Directory directory, String token) {

    /** With the Okta directory. */
    static DemoDatabase make(Path folder) {
        return make(folder, "okta");
    }

    static DemoDatabase make(Path folder, String provider) {
        String url = TestPostgres.durable().createDatabase("nodes", it -> Migrations.run(DatabaseUrl.parse(it)));
        Path keyFile = folder.resolve("key");
        ServerKey key = ServerKey.readOrMake(keyFile);
        Vertx vertx = Vertx.vertx();
        Database database = Database.open(vertx, DatabaseUrl.parse(url), Database.Limits.DEFAULT);
        try {
            InstantSource time = InstantSource.system();
            Provisioning provisioning =
                    new Provisioning(vertx, database.writes(), LaneLimits.DEFAULT, time, LaneObserver.NONE);
            Directory directory =
                    DemoOrganisation.ensure(database.writes(), time, provisioning, Adapters.demo())
                            .await()
                            .directories()
                            .stream()
                            .filter(it -> it.provider().equals(provider))
                            .findFirst()
                            .orElseThrow();
            String token = new Credentials(database.writes(), time, key.forCredentials())
                    .issue(Actor.gateway(directory.orgId()), directory.id(), null)
                    .await()
                    .token();
            return new DemoDatabase(url, keyFile, directory, token);
        } finally {
            database.close().await();
            vertx.close().await();
        }
    }

    /** A token of the operator for the nodes of this database. */
    String operatorToken() {
        Vertx vertx = Vertx.vertx();
        Database database = Database.open(vertx, DatabaseUrl.parse(url), Database.Limits.DEFAULT);
        try {
            Tokens tokens = new Tokens(vertx, ServerKey.read(keyFile).forTokens());
            return new OperatorTokens(database.writes(), InstantSource.system(), tokens, Duration.ZERO)
                    .issue(
                            Actor.gateway(Actor.INSTALLATION),
                            new Principal("test", new Scope.Operator()),
                            Duration.ofMinutes(10))
                    .await()
                    .token();
        } finally {
            database.close().await();
            vertx.close().await();
        }
    }

    NodeProcess node(String... jvmOptions) {
        return new NodeProcess(url, keyFile, NodeProcess.classes(), jvmOptions);
    }

    /** A node that is told where a balancer serves, and serves on for two seconds after it was told to stop. */
    NodeProcess nodeBehind(String publicUrl) {
        return new NodeProcess(
                url,
                keyFile,
                NodeProcess.classes(),
                Map.of("ROLLCALL_SERVER_PUBLIC_URL", publicUrl, "ROLLCALL_SERVER_DRAIN_DELAY", "2"),
                "-Xmx256m");
    }

    /** A node of the shipped jar, with the memory of a small container. */
    NodeProcess nodeOfTheJar() {
        return new NodeProcess(url, keyFile, NodeProcess.jar(), "-Xmx256m");
    }

    String scim(NodeProcess node) {
        return node.url() + "/scim/v2/" + directory.id();
    }
}
