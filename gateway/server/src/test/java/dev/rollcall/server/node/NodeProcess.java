package dev.rollcall.server.node;

import dev.rollcall.server.Http;
import dev.rollcall.server.ShippedJar;
import dev.rollcall.testkit.folder.TestFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own, as {@code rollcall serve} runs it. */
final class NodeProcess implements AutoCloseable {

    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final Path log;
    private final int port;
    private final int managementPort;

    /** What a node is started from: the classes under test. */
    static List<String> classes() {
        return List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.rollcall.server.Main");
    }

    /** The jar as it is shipped. */
    static List<String> jar() {
        return List.of("-jar", ShippedJar.path().toString());
    }

    /** Starts a node and returns when it is ready. */
    NodeProcess(String databaseUrl, Path keyFile, List<String> program, String... jvmOptions) {
        this(databaseUrl, keyFile, program, Map.of(), jvmOptions);
    }

    /**
     * Starts a node and returns when it is ready.
     *
     * @param environment settings beyond those that every node needs, by the name of their variable
     */
    NodeProcess(
            String databaseUrl,
            Path keyFile,
            List<String> program,
            Map<String, String> environment,
            String... jvmOptions) {
        try {
            port = freePort();
            managementPort = freePort();
            log = TestFolder.make().resolve("node.log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
            command.addAll(List.of(jvmOptions));
            command.addAll(program);
            command.add("serve");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "ROLLCALL_DATABASE_URL",
                            databaseUrl,
                            "ROLLCALL_SECRET_FILE",
                            keyFile.toString(),
                            "ROLLCALL_SERVER_DRAIN_DELAY",
                            "0",
                            "ROLLCALL_WEBHOOK_PRIVATE_ADDRESSES",
                            "on",
                            "ROLLCALL_SERVER_PORT",
                            Integer.toString(port),
                            "ROLLCALL_SERVER_PUBLIC_URL",
                            url(),
                            "ROLLCALL_MANAGEMENT_PORT",
                            Integer.toString(managementPort)));
            builder.environment().putAll(environment);
            process = builder.start();
            awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + START_NANOS;
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                if (Http.get(readiness()).send().status() == 200) {
                    return;
                }
            } catch (UncheckedIOException e) {
                // Not listening yet.
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        close();
        throw new IllegalStateException("The node did not get ready:\n" + Files.readString(log));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The URL of its readiness. */
    String readiness() {
        return "http://127.0.0.1:" + managementPort + "/health/ready";
    }

    /** SIGKILL: no hook runs, nothing is flushed. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the node did not end within 40 s of being told to");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
