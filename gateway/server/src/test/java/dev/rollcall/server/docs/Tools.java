package dev.rollcall.server.docs;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Programs that the documents use. */
public final class Tools {

    private Tools() {}

    /** Whether all of them are on the path. */
    public static boolean areThere(String... programs) {
        List<String> folders = Arrays.asList(System.getenv("PATH").split(File.pathSeparator, -1));
        return Arrays.stream(programs)
                .allMatch(program -> folders.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
    }
}
