package dev.rollcall.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.ConfigLoader;
import dev.rollcall.server.config.Setting;
import dev.rollcall.server.config.Settings;
import dev.rollcall.testkit.tls.Identity;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files TLS can be spoken with, and what is told of others. */
final class ServerCertificateIT {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Identity EC = Identity.ec("ec");
    private static final Identity RSA = Identity.rsa("rsa");

    private final CertificateFiles files;

    ServerCertificateIT(@TempDir Path folder) {
        files = new CertificateFiles(folder.resolve("server.pem"), folder.resolve("server.key"));
    }

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    private ServerCertificate judged(String certificate, String key) throws BadCertificate {
        Pair.replace(files.certificate(), certificate);
        Pair.replace(files.key(), key);
        return ServerCertificate.of(VERTX, files, files.read());
    }

    private void assertRefused(String certificate, String key, String... told) {
        assertThatThrownBy(() -> judged(certificate, key))
                .isInstanceOf(BadCertificate.class)
                .hasMessageContainingAll(told)
                .hasMessageNotContaining(key.lines().skip(1).findFirst().orElse("no key at all"));
    }

    @Test
    void keysOfBothKindsAreTaken() throws BadCertificate {
        for (Identity one : List.of(EC, RSA)) {
            assertThat(judged(one.certificatePem(), one.keyPem()).own()).isEqualTo(one.certificate());
        }
        assertThat(judged("for the gateway\n" + EC.certificatePem() + "\n", EC.keyPem())
                        .own())
                .as("with words around it")
                .isEqualTo(EC.certificate());
    }

    @Test
    @DisplayName("Files that cannot be used are refused with what is wrong with them, and never with the key")
    void badFilesAreRefusedWithAReason() {
        assertRefused(
                EC.certificatePem(), RSA.keyPem(), "server.key", "for a key of the kind EC; RSA and EC are accepted");
        Identity edwards = Identity.make("ed", List.of("-keyalg", "Ed25519"), "-1H");
        assertRefused(
                edwards.certificatePem(), edwards.keyPem(), "for a key of the kind EdDSA; RSA and EC are accepted");
        assertRefused(EC.certificatePem(), Identity.ec("other").keyPem(), "is not that of the certificate", "CN=ec");
        assertRefused(
                RSA.certificatePem() + EC.certificatePem(), Identity.rsa("x").keyPem(), "is not that of");
        assertRefused(
                Identity.ec("issuer").certificatePem() + EC.certificatePem(),
                EC.keyPem(),
                "has to come first",
                "CN=issuer");
        assertRefused(EC.certificatePem() + RSA.certificatePem(), EC.keyPem(), "do not lead from one to the next");
        assertRefused(EC.keyPem(), EC.certificatePem(), "the wrong way round");
        assertRefused(EC.certificatePem(), EC.certificatePem(), "no private key in PEM", "the wrong way round");
        assertRefused("", EC.keyPem(), "no certificate in PEM", "openssl x509 -inform der");
        assertRefused(EC.certificatePem(), "", "no private key in PEM");
        assertRefused(EC.certificatePem().replace("MII", "AAA"), EC.keyPem(), "A certificate in", "cannot be read");
        assertRefused(
                EC.certificatePem(),
                "-----BEGIN PRIVATE KEY-----\nMIGHAgEA\n-----END PRIVATE KEY-----\n",
                "The private key in",
                "cannot be read as the key of the certificate");
        assertRefused(
                EC.certificatePem(),
                EC.keyPem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
                "is encrypted",
                "openssl pkey -in");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        Pair.replace(files.certificate(), EC.certificatePem());
        assertThatThrownBy(files::read).hasMessageContainingAll("server.tls-key", "does not exist");
        assertThatThrownBy(() -> new CertificateFiles(files.certificate().resolveSibling(""), files.key()).read())
                .hasMessageContainingAll("server.tls-certificate", "cannot be read");
    }

    @Test
    void oneOfBothSettingsIsNone() throws BadCertificate {
        assertThat(CertificateFiles.of(config(Map.of()))).isEmpty();
        assertThatThrownBy(() -> CertificateFiles.of(config(Map.of(Settings.TLS_KEY, "x"))))
                .hasMessageContainingAll("set server.tls-certificate", "leave server.tls-key");
        assertThatThrownBy(() -> CertificateFiles.of(config(Map.of(Settings.TLS_CERTIFICATE, "x"))))
                .hasMessageContainingAll("set server.tls-key", "leave server.tls-certificate");
    }

    private static Config config(Map<Setting<?>, String> settings) {
        return ConfigLoader.load(Optional.empty(), Map.of(), settings);
    }

    @Test
    void whatEndsOrHasEndedIsToldAndShownAllTheSame() throws BadCertificate {
        Instant ends = EC.certificate().getNotAfter().toInstant();
        ServerCertificate one = judged(EC.certificatePem(), EC.keyPem());
        assertThat(one.warning(ends.minus(Duration.ofDays(15)).minus(Duration.ofDays(300))))
                .hasValueSatisfying(told -> assertThat(told).contains("CN=ec", "is valid from"));
        assertThat(one.warning(ends.minusSeconds(60)))
                .hasValueSatisfying(told -> assertThat(told).endsWith("ends at " + ends));
        assertThat(one.warning(ends))
                .hasValueSatisfying(told -> assertThat(told).contains("has ended at " + ends));
    }
}
