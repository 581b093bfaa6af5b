package dev.rollcall.server;

import java.nio.file.Files;
import java.nio.file.Path;

/** The jar that the build has made, with everything in it. Tests that need it end with {@code IT}: they run when it is there. */
public final class ShippedJar {

    private static final Path JAR = Path.of("target", "rollcall.jar");

    private ShippedJar() {}

    public static Path path() {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR.toAbsolutePath()
                    + " is not there: run the test with \"./rollcall test NAME\", which builds it.");
        }
        return JAR.toAbsolutePath();
    }
}
