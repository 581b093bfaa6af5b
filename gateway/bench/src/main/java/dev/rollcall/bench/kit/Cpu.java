package dev.rollcall.bench.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time that processes have used so far, as Linux shows it in /proc.
 *
 * @param gateway seconds
 * @param database seconds of the server and of all its processes
 */
public record Cpu(double gateway, double database) {

    /** Linux counts in hundredths of a second, whatever the kernel's own clock is. */
    private static final double TICKS = 100;

    private static final Path PROC = Path.of("/proc");

    // Fields of /proc/PID/stat behind the name in brackets.
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    static Cpu of(long gateway, Path data) {
        try {
            long postmaster = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            return new Cpu(own(stat(gateway)), family(postmaster));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Seconds that this process has used, such as a simulator that runs in it. */
    public static double ofThisProcess() {
        try {
            return own(stat(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Microseconds a request, since an earlier moment. */
    public Cpu since(Cpu before, long requests) {
        return new Cpu((gateway - before.gateway) * 1e6 / requests, (database - before.database) * 1e6 / requests);
    }

    /** A server, its processes, and those that have ended. */
    private static double family(long parent) throws IOException {
        List<String> stat = stat(parent);
        double sum = own(stat) + (ticks(stat, CHILDREN_USER) + ticks(stat, CHILDREN_SYSTEM)) / TICKS;
        try (Stream<Path> processes = Files.list(PROC)) {
            for (Path process : processes.toList()) {
                String name = process.getFileName().toString();
                if (Character.isDigit(name.charAt(0))) {
                    List<String> child = stat(Long.parseLong(name));
                    sum += !child.isEmpty() && ticks(child, PARENT) == parent ? own(child) : 0;
                }
            }
        }
        return sum;
    }

    private static double own(List<String> stat) {
        return (ticks(stat, USER) + ticks(stat, SYSTEM)) / TICKS;
    }

    private static long ticks(List<String> stat, int field) {
        return Long.parseLong(stat.get(field));
    }

    /** Empty when the process is no more. */
    private static List<String> stat(long pid) throws IOException {
        try {
            String line = Files.readString(PROC.resolve(pid + "/stat"));
            return List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            if (Files.exists(PROC.resolve(Long.toString(pid)))) {
                throw e;
            }
            return List.of();
        }
    }

    /** A figure of {@code /proc/PID/status}: {@code VmRSS}, what is resident, or {@code VmHWM}, the most that ever was. */
    static long megabytes(long pid, String figure) {
        try (Stream<String> lines = Files.lines(PROC.resolve(pid + "/status"))) {
            return lines.filter(line -> line.startsWith(figure + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
