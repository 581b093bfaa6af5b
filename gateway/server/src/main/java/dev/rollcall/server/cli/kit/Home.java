package dev.rollcall.server.cli.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folder in which {@code up} keeps what must outlive it: {@code .rollcall} under the checkout. */
public record Home(Path folder) {

    /** Set by the launcher; without it the folder lies where the command was called. */
    private static final String PROPERTY = "rollcall.home";

    /** The database in it trusts every process that can reach it, and its binaries are run. */
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    public static Home find() {
        return new Home(Path.of(System.getProperty(PROPERTY, ".rollcall"))
                .toAbsolutePath()
                .normalize());
    }

    public Path postgres() {
        return folder.resolve("postgres");
    }

    public Path key() {
        return folder.resolve("server.key");
    }

    public Path state() {
        return folder.resolve("state.json");
    }

    /** What happened in the company that is played for a provider whose directory is read. */
    public Path company() {
        return folder.resolve("company.jsonl");
    }

    /** Is there as long as the demo is being made. */
    public Path unfinished() {
        return folder.resolve("demo.unfinished");
    }

    /**
     * Holds the folder for this process until it ends, however it ends.
     *
     * @throws CommandException another process holds it
     */
    public AutoCloseable lock() {
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            FileChannel channel =
                    FileChannel.open(folder.resolve("up.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new CommandException("Rollcall is already running, with its data in " + folder
                        + ". Stop that one first (Ctrl-C in its terminal), or use it: ./rollcall members");
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be used.", e);
        }
    }
}
