package dev.rollcall.server.tls;

import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that hold the certificate and its key.
 *
 * @param certificate PEM: the server's own certificate, then those that lead to its issuer
 * @param key PEM: the private key of that certificate
 */
public record CertificateFiles(Path certificate, Path key) {

    /** What both hold at one moment. */
    record Content(Buffer certificate, Buffer key) {}

    /**
     * What the settings name; empty when they name none.
     *
     * @throws BadCertificate one of both is set
     */
    public static Optional<CertificateFiles> of(Config config) throws BadCertificate {
        Optional<Path> certificate = config.get(Settings.TLS_CERTIFICATE);
        Optional<Path> key = config.get(Settings.TLS_KEY);
        if (certificate.isPresent() != key.isPresent()) {
            throw new BadCertificate("TLS needs both files: set " + missing(certificate.isPresent())
                    + " as well, or leave " + missing(key.isPresent()) + " out.");
        }
        return certificate.map(file -> new CertificateFiles(file, key.orElseThrow()));
    }

    private static String missing(boolean isKey) {
        return isKey
                ? "server.tls-key (" + Settings.TLS_KEY.variable() + ")"
                : "server.tls-certificate (" + Settings.TLS_CERTIFICATE.variable() + ")";
    }

    /** Blocks: not for an event loop. */
    Content read() throws BadCertificate {
        return new Content(read("server.tls-certificate", certificate), read("server.tls-key", key));
    }

    private static Buffer read(String setting, Path file) throws BadCertificate {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new BadCertificate("The file in " + setting + ", " + file + ", does not exist.", e);
        } catch (IOException e) {
            throw new BadCertificate("The file in " + setting + ", " + file + ", cannot be read: " + e.getMessage(), e);
        }
    }
}
