package dev.rollcall.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The PostgreSQL that runs on a data directory, whichever process has started it. */
final class ServerProcess {

    private static final int SECONDS = 30;
    private static final int PAUSE_MILLIS = 50;

    private final Path data;

    ServerProcess(Path data) {
        this.data = data;
    }

    /**
     * The process that postmaster.pid names, when it works in this directory: after a restart of the machine the number may be any
     * other process's, another PostgreSQL's among them.
     */
    Optional<ProcessHandle> find() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            long pid = Long.parseLong(lines.get(0).strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> worksHere(pid));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private boolean worksHere(long pid) {
        try {
            return Path.of("/proc", Long.toString(pid), "cwd").toRealPath().equals(data.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Ends what works on the directory without being its server, such as an initdb whose parent was killed: when it fails, it empties the
     * directory, whatever is in it by then.
     */
    void endOthers() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<ProcessHandle> others = others();
        while (!others.isEmpty() && System.nanoTime() < until) {
            others.forEach(ProcessHandle::destroyForcibly);
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            others = others();
        }
    }

    private List<ProcessHandle> others() {
        return ProcessHandle.allProcesses()
                .filter(process -> isToldOf(process) || worksHere(process.pid()))
                .toList();
    }

    private boolean isToldOf(ProcessHandle process) {
        return List.of(process.info().arguments().orElse(new String[0])).contains(data.toString());
    }

    /** Stops it and waits until it has stopped. */
    void stop() throws IOException, InterruptedException {
        run("stop", ProcessBuilder.Redirect.DISCARD);
    }

    /** Starts it with the options that it had when it was last started, and waits until it takes connections. */
    void start(ProcessBuilder.Redirect log) throws IOException, InterruptedException {
        run("restart", log);
    }

    private void run(String action, ProcessBuilder.Redirect log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(action))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        boolean ended = process.waitFor(SECONDS + 5L, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            throw new IOException("pg_ctl " + action + " had no effect");
        }
    }

    /** pg_ctl lies beside the postgres that postmaster.opts names. It refuses root, hence the user namespace. */
    private List<String> command(String action) throws IOException {
        String started = Files.readString(data.resolve("postmaster.opts"));
        Path postgres = Path.of(started.substring(0, started.indexOf(" \"")));
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                postgres.resolveSibling("pg_ctl").toString(),
                action,
                "-D",
                data.toString(),
                "-m",
                "fast",
                "-w",
                "-t",
                Integer.toString(SECONDS)));
        return command;
    }
}
