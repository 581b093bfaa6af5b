package dev.rollcall.testkit.tls;

import dev.rollcall.testkit.folder.TestFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A key with a certificate that it has signed itself.
 *
 * @param certificatePem as it stands in a file
 * @param keyPem in PKCS #8, not encrypted
 */
public record Identity(X509Certificate certificate, String certificatePem, String keyPem) {

    private static final String PASSWORD = "changeit";
    private static final List<String> EC = List.of("-keyalg", "EC", "-groupname", "secp256r1");

    /**
     * Makes one for 127.0.0.1.
     *
     * @param kind options of keytool that choose the key
     * @param begins as keytool takes it, such as {@code -2d}
     */
    public static Identity make(String name, List<String> kind, String begins) {
        return make(name, "ip:127.0.0.1", kind, begins);
    }

    private static Identity make(String name, String hosts, List<String> kind, String begins) {
        try {
            Path store = TestFolder.make().resolve("identity.p12");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "own",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=" + hosts,
                    "-startdate",
                    begins,
                    "-validity",
                    "1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD));
            command.addAll(kind);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(told);
            }
            return read(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public static Identity ec(String name) {
        return make(name, EC, "-1H");
    }

    /**
     * One with a certificate for other hosts.
     *
     * @param hosts as keytool takes them, such as {@code dns:mail.example}
     */
    public static Identity of(String name, String hosts) {
        return make(name, hosts, EC, "-1H");
    }

    public static Identity rsa(String name) {
        return make(name, List.of("-keyalg", "RSA", "-keysize", "2048"), "-1H");
    }

    private static Identity read(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        X509Certificate certificate = (X509Certificate) keys.getCertificate("own");
        return new Identity(
                certificate,
                pem("CERTIFICATE", certificate.getEncoded()),
                pem("PRIVATE KEY", keys.getKey("own", PASSWORD.toCharArray()).getEncoded()));
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }
}
