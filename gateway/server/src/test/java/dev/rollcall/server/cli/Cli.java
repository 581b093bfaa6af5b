package dev.rollcall.server.cli;

import dev.rollcall.server.Main;
import dev.rollcall.server.ShippedJar;
import dev.rollcall.testkit.folder.TestFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line as a process of its own, as people run it; where that is not what is tested, {@link Typed} is faster. */
public final class Cli {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    private Cli(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a command; its home is the given folder. */
    public static Cli start(Path home, String... arguments) {
        return start(home, List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()), arguments);
    }

    /** The same of the jar that is shipped. */
    static Cli startJar(Path home, String... arguments) {
        return start(home, List.of("-jar", ShippedJar.path().toString()), arguments);
    }

    private static Cli start(Path home, List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Drollcall.home=" + home));
        command.addAll(program);
        command.addAll(Arrays.asList(arguments));
        try {
            Path folder = TestFolder.make();
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(Map.of("ROLLCALL_LOG_FORMAT", "json"));
            return new Cli(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has printed this. */
    public Cli await(String text) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!out().contains(text)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new AssertionError("never printed \"" + text + "\":\n" + out() + err());
            }
            Thread.sleep(50);
        }
        return this;
    }

    /** Waits until it ends. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end:\n" + out() + err());
        }
        return process.exitValue();
    }

    /** SIGTERM, as an orchestrator sends it. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL, as a crash. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
