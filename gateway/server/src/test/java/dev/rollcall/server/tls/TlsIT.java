package dev.rollcall.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.command.Actor;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.auth.session.SignInLinks;
import dev.rollcall.server.config.Settings;
import dev.rollcall.testkit.folder.TestFolder;
import dev.rollcall.testkit.tls.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The gateway speaks TLS itself, and shows a new certificate without a start. */
final class TlsIT {

    private static final Identity FIRST = Identity.ec("first");
    private static final CertificateFiles FILES = files();

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.TLS_CERTIFICATE, FILES.certificate().toString())
            .with(Settings.TLS_KEY, FILES.key().toString())
            .with(Settings.TLS_RELOAD, "1");

    private static CertificateFiles files() {
        Path folder = TestFolder.make();
        CertificateFiles files = new CertificateFiles(folder.resolve("server.pem"), folder.resolve("server.key"));
        Pair.write(FIRST, files);
        return files;
    }

    @BeforeEach
    void showTheFirst() {
        Pair.write(FIRST, FILES);
        await(() -> shown().equals(FIRST.certificate()));
    }

    private static void await(BooleanSupplier done) {
        long until = System.nanoTime() + 60_000_000_000L;
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never came to this").isLessThan(until);
            LockSupport.parkNanos(50_000_000L);
        }
    }

    private static String url() {
        return "https://127.0.0.1:" + GATEWAY.gateway().port();
    }

    private static HttpClient client(Version version, Identity trusted) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("gateway", trusted.certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder().sslContext(tls).version(version).build();
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path))
                .header("Authorization", "Bearer " + GATEWAY.token(new Scope.Operator()));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Takes whatever certificate is shown. */
    private static final X509TrustManager ANY = new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    };

    private static Certificate shown() {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {ANY}, null);
            try (SSLSocket socket = (SSLSocket) tls.getSocketFactory()
                    .createSocket("127.0.0.1", GATEWAY.gateway().port())) {
                socket.startHandshake();
                return socket.getSession().getPeerCertificates()[0];
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String metric(String name) {
        HttpClient plain = HttpClient.newHttpClient();
        String all = send(
                        plain,
                        HttpRequest.newBuilder(URI.create(GATEWAY.managementUrl() + "/metrics"))
                                .build())
                .body();
        return all.lines()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .map(line -> line.substring(name.length() + 1))
                .orElseThrow(() -> new AssertionError(all));
    }

    @Test
    @DisplayName(
            "TLS is spoken with HTTP/2 or HTTP/1.1, as the client wants, and each response tells browsers to stay with"
                    + " https")
    void httpOfBothVersionsOverTls() {
        for (Version version : Version.values()) {
            HttpClient client = client(version, FIRST);
            HttpResponse<String> answer =
                    send(client, request("/api/v1/organizations").build());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
            HttpResponse<String> none = send(client, request("/nothing").build());
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(none.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @Test
    @DisplayName("HTTP/2: a body that is too large is answered with 413, and the connection serves on")
    void aBodyThatIsTooLargeEndsItsStreamAlone() {
        HttpClient client = client(Version.HTTP_2, FIRST);
        HttpResponse<String> large = send(
                client,
                request("/api/v1/organizations")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"slug\":\"" + "x".repeat(2_000_000) + "\"}"))
                        .build());
        assertThat(large.statusCode()).as(large.body()).isEqualTo(413);
        assertThat(send(client, request("/api/v1/organizations").build()).statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("HTTP/2: a request line of 30,000 characters is taken, as over HTTP/1.1")
    void aLongFilterIsTakenOverHttp2() {
        String filter = "?filter=" + "x".repeat(30_000);
        for (Version version : Version.values()) {
            HttpResponse<String> answer = send(
                    client(version, FIRST),
                    request("/api/v1/organizations" + filter).build());
            assertThat(answer.statusCode()).as(version + ": " + answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("filter");
        }
    }

    @Test
    void clearTextIsNotServed() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), GATEWAY.gateway().port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET /api/v1/version HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    @DisplayName("Over TLS the cookie of a session is Secure and of the host alone, and the console's pages are served")
    void theConsoleIsServedOverTls() {
        String code = GATEWAY.gateway()
                .parts()
                .signInLinks()
                .issue(Actor.gateway(GATEWAY.demo().organisation().id()), SignInLinks.Wish.console("ada"))
                .await()
                .code();
        HttpClient client = client(Version.HTTP_2, FIRST);
        HttpResponse<String> begun = send(
                client,
                HttpRequest.newBuilder(URI.create(url() + "/console/session"))
                        .header("Content-Type", "application/json")
                        .header("Origin", url())
                        .POST(BodyPublishers.ofString("{\"code\":\"" + code + "\"}"))
                        .build());
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(204);
        String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith("__Host-rollcall_session=").contains("Secure");
        HttpResponse<String> page = send(
                client,
                HttpRequest.newBuilder(URI.create(url() + "/console/o/demo/people"))
                        .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                        .build());
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("Demo");
    }

    @Test
    @DisplayName("A new certificate is shown to new connections without a start, and those that are open go on")
    void aNewCertificateIsShownWithoutAStart() {
        HttpClient before = client(Version.HTTP_2, FIRST);
        assertThat(send(before, request("/api/v1/version").build()).statusCode())
                .isEqualTo(200);
        Identity second = Identity.rsa("second");
        Pair.write(second, FILES);
        await(() -> shown().equals(second.certificate()));
        assertThat(send(
                                client(Version.HTTP_2, second),
                                request("/api/v1/version").build())
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(before, request("/api/v1/version").build()).statusCode())
                .as("the connection that was open")
                .isEqualTo(200);
        assertThatThrownBy(() -> client(Version.HTTP_1_1, FIRST)
                        .send(request("/api/v1/version").build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        await(() -> (long) Double.parseDouble(metric("rollcall_tls_certificate_ends"))
                == second.certificate().getNotAfter().toInstant().getEpochSecond());
    }

    @Test
    @DisplayName(
            "Files that cannot be used are told by a metric, and the former certificate is shown on until they can")
    void badFilesLeaveTheFormerCertificate() {
        Pair.replace(FILES.key(), Identity.ec("stranger").keyPem());
        await(() -> metric("rollcall_tls_certificate_behind").equals("1.0"));
        assertThat(shown()).isEqualTo(FIRST.certificate());
        Pair.write(FIRST, FILES);
        await(() -> metric("rollcall_tls_certificate_behind").equals("0.0"));
        assertThat(shown()).isEqualTo(FIRST.certificate());
    }
}
