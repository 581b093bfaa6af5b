package dev.rollcall.server;

import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Adapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The adapters that lie in this checkout, one for each folder {@code adapters-*}; presets are data of one of them. Tests that go through
 * all providers take them from here, so that they hold wherever an adapter is added or taken out.
 */
public final class AdapterFolders {

    private static final Path ROOT = Path.of("..", "..");
    private static final String PREFIX = "adapters-";

    private AdapterFolders() {}

    /** In the order in which they are offered. */
    public static List<Adapter> adapters() {
        List<String> there = onDisk();
        return Adapters.all().stream()
                .filter(adapter -> there.contains(adapter.provider()))
                .toList();
    }

    /** Their ids, in the same order. */
    public static List<String> providers() {
        return adapters().stream().map(Adapter::provider).toList();
    }

    /** The folder of the adapter with that id. */
    public static Path of(String provider) {
        return ROOT.resolve(PREFIX + provider);
    }

    /** The ids that the folders name, sorted. */
    static List<String> onDisk() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> name.startsWith(PREFIX))
                    .map(name -> name.substring(PREFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
