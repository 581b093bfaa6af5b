package dev.rollcall.server.tls;

import dev.rollcall.testkit.tls.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The two files that a gateway reads its certificate from. */
final class Pair {

    private Pair() {}

    /** Puts both there, each as a whole. */
    static void write(Identity identity, CertificateFiles files) {
        replace(files.key(), identity.keyPem());
        replace(files.certificate(), identity.certificatePem());
    }

    static void replace(Path file, String text) {
        try {
            Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
