package dev.rollcall.server.tls;

import dev.rollcall.server.tls.CertificateFiles.Content;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its key, fit for TLS.
 *
 * @param content as it was read
 * @param own the server's own certificate, the first of the file
 */
record ServerCertificate(Content content, X509Certificate own) {

    private static final Duration SOON = Duration.ofDays(14);
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \\1-----", Pattern.DOTALL);

    /** How a key shows whose it is, by its kind. */
    private static String algorithm(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }

    /** Judges what was read. */
    static ServerCertificate of(Vertx vertx, CertificateFiles files, Content content) throws BadCertificate {
        List<X509Certificate> chain = chain(files, content.certificate());
        requireKey(files, content.key());
        X509Certificate own = chain.get(0);
        PrivateKey key = key(vertx, files, content, own);
        if (!isOf(key, own.getPublicKey())) {
            boolean isLater = chain.stream().skip(1).anyMatch(other -> isOf(key, other.getPublicKey()));
            throw new BadCertificate(
                    isLater
                            ? "In " + files.certificate()
                                    + " the server's own certificate has to come first, before those that"
                                    + " lead to its issuer, but the first one is "
                                    + "for " + own.getSubjectX500Principal() + "."
                            : "The key in " + files.key() + " is not that of the certificate in " + files.certificate()
                                    + ", which is for " + own.getSubjectX500Principal()
                                    + ". Put the key there that the certificate was issued for.");
        }
        requireChain(vertx, files, content);
        return new ServerCertificate(content, own);
    }

    private static void requireChain(Vertx vertx, CertificateFiles files, Content content) throws BadCertificate {
        try {
            options(content).getKeyManagerFactory(vertx);
        } catch (Exception e) {
            throw new BadCertificate(
                    "The certificates in " + files.certificate()
                            + " do not lead from one to the next: the server's own has to come first, then that of its"
                            + " issuer, and so on, and no other (" + e.getMessage() + ").",
                    e);
        }
    }

    private static List<X509Certificate> chain(CertificateFiles files, Buffer pem) throws BadCertificate {
        List<X509Certificate> chain = new ArrayList<>();
        boolean hasKey = false;
        Matcher block = BLOCK.matcher(text(pem));
        while (block.find()) {
            hasKey |= block.group(1).endsWith("PRIVATE KEY");
            if (block.group(1).equals(CERTIFICATE)) {
                chain.add(certificate(files, block.group()));
            }
        }
        if (chain.isEmpty()) {
            throw new BadCertificate(
                    hasKey
                            ? files.certificate()
                                    + " holds a private key and no certificate: are server.tls-certificate and"
                                    + " server.tls-key the wrong way round?"
                            : files.certificate() + " holds no certificate in PEM, which begins with -----BEGIN"
                                    + " CERTIFICATE-----. Convert one in DER with: openssl x509"
                                    + " -inform der -in FILE");
        }
        return chain;
    }

    private static Buffer first(Buffer pem) {
        Matcher block = BLOCK.matcher(text(pem));
        while (block.find()) {
            if (block.group(1).equals(CERTIFICATE)) {
                return Buffer.buffer(block.group());
            }
        }
        return pem;
    }

    private static X509Certificate certificate(CertificateFiles files, String block) throws BadCertificate {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new BadCertificate(
                    "A certificate in " + files.certificate() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void requireKey(CertificateFiles files, Buffer pem) throws BadCertificate {
        String text = text(pem);
        if (text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            throw new BadCertificate("The private key in " + files.key()
                    + " is encrypted, and there is nobody to type its password. Decrypt it into a file that only the"
                    + " gateway can read: openssl pkey -in " + files.key() + " -out FILE");
        }
        if (!text.contains("PRIVATE KEY-----")) {
            throw new BadCertificate(files.key()
                    + " holds no private key in PEM, which begins with -----BEGIN PRIVATE KEY-----."
                    + (text.contains("-----BEGIN CERTIFICATE-----")
                            ? " It holds a certificate: are server.tls-certificate and server.tls-key the wrong way"
                                    + " round?"
                            : ""));
        }
    }

    private static PrivateKey key(Vertx vertx, CertificateFiles files, Content content, X509Certificate own)
            throws BadCertificate {
        try {
            Content alone = new Content(first(content.certificate()), content.key());
            X509KeyManager keys =
                    (X509KeyManager) options(alone).getKeyManagerFactory(vertx).getKeyManagers()[0];
            String[] names = keys.getServerAliases(own.getPublicKey().getAlgorithm(), null);
            if (names != null && names.length > 0) {
                return keys.getPrivateKey(names[0]);
            }
        } catch (Exception e) {
            throw unusable(files, own, ": " + e.getMessage(), e);
        }
        throw unusable(files, own, ".", null);
    }

    private static BadCertificate unusable(
            CertificateFiles files, X509Certificate own, String why, @Nullable Exception cause) {
        return new BadCertificate(
                "The private key in " + files.key() + " cannot be read as the key of the certificate in "
                        + files.certificate() + ", which is for a key of the kind "
                        + own.getPublicKey().getAlgorithm() + "; RSA and EC are accepted" + why,
                cause);
    }

    private static boolean isOf(PrivateKey key, PublicKey other) {
        byte[] text = "Rollcall".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signing = Signature.getInstance(algorithm(other));
            signing.initSign(key);
            signing.update(text);
            byte[] signature = signing.sign();
            Signature checking = Signature.getInstance(algorithm(other));
            checking.initVerify(other);
            checking.update(text);
            return checking.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    PemKeyCertOptions options() {
        return options(content);
    }

    private static PemKeyCertOptions options(Content content) {
        return new PemKeyCertOptions().setCertValue(content.certificate()).setKeyValue(content.key());
    }

    Instant ends() {
        return own.getNotAfter().toInstant();
    }

    /** What to tell the operator of its times, if anything. Clients decide about them, so it is shown all the same. */
    Optional<String> warning(Instant now) {
        String which = "the certificate for " + own.getSubjectX500Principal();
        if (now.isBefore(own.getNotBefore().toInstant())) {
            return Optional.of(
                    which + " is valid from " + own.getNotBefore().toInstant() + " onwards: clients refuse it");
        }
        if (!now.isBefore(ends())) {
            return Optional.of(which + " has ended at " + ends() + ": clients refuse it");
        }
        return now.isBefore(ends().minus(SOON)) ? Optional.empty() : Optional.of(which + " ends at " + ends());
    }

    private static String text(Buffer pem) {
        return pem.toString(StandardCharsets.ISO_8859_1);
    }
}
