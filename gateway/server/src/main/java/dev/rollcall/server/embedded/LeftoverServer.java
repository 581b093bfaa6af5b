package dev.rollcall.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL of a gateway that was killed: it lives on without its parent and must go before the next one starts. */
final class LeftoverServer {

    private static final Logger LOG = LoggerFactory.getLogger(LeftoverServer.class);
    private static final int STOP_SECONDS = 30;

    private LeftoverServer() {}

    /** Stops the server that runs on this data directory, if one does. The caller knows that no living gateway owns it. */
    static void stop(Path data) {
        Optional<ProcessHandle> leftover = postmaster(data);
        if (leftover.isEmpty()) {
            return;
        }
        LOG.warn("The last run was killed and left its PostgreSQL running: it is stopped now, no data is lost");
        try {
            Process stopping = new ProcessBuilder(command(data))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = stopping.waitFor(STOP_SECONDS + 5L, TimeUnit.SECONDS);
            if (!ended || stopping.exitValue() != 0) {
                throw new IOException("pg_ctl stop had no effect");
            }
        } catch (IOException e) {
            throw cannotStop(leftover.get().pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cannotStop(leftover.get().pid(), e);
        }
    }

    private static EmbeddedDatabaseException cannotStop(long pid, Exception cause) {
        return new EmbeddedDatabaseException(
                "A PostgreSQL of an earlier run still runs as process " + pid
                        + " and could not be stopped: end it by hand (kill " + pid + ") and try again.",
                cause);
    }

    /** The process that postmaster.pid names, when it is a living postgres: after a reboot the number may be anybody's. */
    private static Optional<ProcessHandle> postmaster(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** pg_ctl lies beside the postgres that postmaster.opts names. It refuses root, hence the user namespace. */
    private static List<String> command(Path data) throws IOException {
        String started = Files.readString(data.resolve("postmaster.opts"));
        Path postgres = Path.of(started.substring(0, started.indexOf(" \"")));
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                postgres.resolveSibling("pg_ctl").toString(),
                "stop",
                "-D",
                data.toString(),
                "-m",
                "fast",
                "-w",
                "-t",
                Integer.toString(STOP_SECONDS)));
        return command;
    }
}
