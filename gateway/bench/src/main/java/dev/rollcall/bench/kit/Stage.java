package dev.rollcall.bench.kit;

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
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.auth.Tokens;
import dev.rollcall.server.embedded.EmbeddedDatabase;
import dev.rollcall.server.node.Adapters;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The environment of a scenario: a durable PostgreSQL of its own, the demo organisation with a credential for its first directory,
 * and one gateway in a process of its own, started from the shipped jar with default settings.
 */
public final class Stage implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);

    /** What is written by SQL takes as long as it takes. */
    private static final Database.Limits PATIENT = new Database.Limits(
            4, 8, 2, 2, 1_024, Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMinutes(10));

    public final Vertx vertx = Vertx.vertx();
    public final Database database;
    public final Directory directory;
    public final Tenant own;
    public final int port;
    final int managementPort;

    /** A token of the operator's for the admin API. */
    public final String operator;

    private final List<Directory> directories;
    private final Credentials credentials;
    private final Path folder;
    private final EmbeddedDatabase server;
    private final Path keyFile;
    private final Process gateway;
    private final Map<Integer, Process> others = new HashMap<>();

    /** A directory, and a credential for it. */
    public record Tenant(UUID orgId, UUID directoryId, String token) {}

    /** Sets up and returns when the gateway is ready. */
    public Stage() {
        try {
            folder = Files.createTempDirectory("rollcall-bench");
            server = EmbeddedDatabase.start(folder.resolve("postgresql"));
            DatabaseUrl url = DatabaseUrl.parse(server.url());
            Migrations.run(url);
            database = Database.open(vertx, url, PATIENT);
            keyFile = folder.resolve("key");
            ServerKey key = ServerKey.readOrMake(keyFile);
            InstantSource time = InstantSource.system();
            Provisioning provisioning =
                    new Provisioning(vertx, database.writes(), LaneLimits.DEFAULT, time, LaneObserver.NONE);
            directories = DemoOrganisation.ensure(database.writes(), time, provisioning, Adapters.demo())
                    .await()
                    .directories();
            directory = directories.get(0);
            credentials = new Credentials(database.writes(), time, key.forCredentials());
            own = tenant(directory.orgId(), directory.id());
            operator = new OperatorTokens(database.writes(), time, new Tokens(vertx, key.forTokens()), Duration.ZERO)
                    .issue(
                            Actor.gateway(Actor.INSTALLATION),
                            new Principal("bench", new Principal.Scope.Operator()),
                            Duration.ofDays(1))
                    .await()
                    .token();
            port = freePort();
            managementPort = freePort();
            gateway = start(port, managementPort, Map.of());
            awaitReady(managementPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another organisation with an active directory. */
    public Tenant tenant(String slug) {
        UUID id = Seed.organisation(database, slug);
        return tenant(id, id);
    }

    /** The demo organisation's directory of that provider. */
    public Tenant demo(String provider) {
        return directories.stream()
                .filter(one -> one.provider().equals(provider))
                .findFirst()
                .map(one -> tenant(one.orgId(), one.id()))
                .orElseThrow(() -> new IllegalArgumentException("The demo has no directory of " + provider + "."));
    }

    private Tenant tenant(UUID orgId, UUID directoryId) {
        String token = credentials
                .issue(Actor.gateway(orgId), directoryId, null)
                .await()
                .token();
        return new Tenant(orgId, directoryId, token);
    }

    /** Starts another gateway on the same database, which ends with the stage; the answer is the port on which it serves. */
    public int another(Map<String, String> settings) {
        try {
            int other = freePort();
            int management = freePort();
            others.put(other, start(other, management, settings));
            awaitReady(management);
            return other;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(int serving, int management, Map<String, String> settings) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString()));
        // As the launcher starts it.
        command.addAll(Arrays.stream(System.getProperty("rollcall.memory", "").split(" ", -1))
                .filter(option -> !option.isEmpty())
                .toList());
        command.addAll(List.of("-jar", System.getProperty("rollcall.jar"), "serve"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("gateway-" + serving + ".log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "ROLLCALL_DATABASE_URL", server.url(),
                        "ROLLCALL_SECRET_FILE", keyFile.toString(),
                        "ROLLCALL_QUOTA_REQUESTS", "0",
                        "ROLLCALL_SERVER_PORT", Integer.toString(serving),
                        "ROLLCALL_SERVER_PUBLIC_URL", "http://127.0.0.1:" + serving,
                        "ROLLCALL_MANAGEMENT_PORT", Integer.toString(management)));
        builder.environment().putAll(settings);
        return builder.start();
    }

    private void awaitReady(int management) throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline && gateway.isAlive()) {
            if (get(management, "/health/ready").statusCode() == 200) {
                return;
            }
            pause();
        }
        throw new IllegalStateException(
                "The gateway did not get ready:\n" + Files.readString(folder.resolve("gateway-" + port + ".log")));
    }

    private HttpResponse<String> get(int management, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                if (!gateway.isAlive() || System.nanoTime() > deadline) {
                    throw e;
                }
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    /** The sum of all values of a metric, whatever its labels. */
    public double metric(String name) {
        try {
            double sum = 0;
            for (String line : get(managementPort, "/metrics").body().split("\n", -1)) {
                if (line.startsWith(name + " ") || line.startsWith(name + "{")) {
                    sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
                }
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a directory take out as many people as the load does (R21). */
    public void guardOff(Tenant tenant) {
        Seed.run(
                database,
                "UPDATE directory SET guard_share = 100 WHERE org_id = $1 AND directory_id = $2",
                Tuple.of(tenant.orgId(), tenant.directoryId()));
    }

    /** What the gateway and the server of the database have used of the processors so far. */
    public Cpu cpu() {
        return cpu(port);
    }

    /** The same of the gateway that serves on that port. */
    public Cpu cpu(int serving) {
        Process one = others.getOrDefault(serving, gateway);
        return Cpu.of(one.pid(), folder.resolve("postgresql/data"));
    }

    /** Resident memory of the gateway in MB. */
    public long memory() {
        return Cpu.megabytes(gateway.pid(), "VmRSS");
    }

    /** The most memory of the gateway that was ever resident, in MB. */
    public long mostMemory() {
        return Cpu.megabytes(gateway.pid(), "VmHWM");
    }

    String databaseUrl() {
        return server.url();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end(gateway);
        others.values().forEach(Stage::end);
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
