package dev.rollcall.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.api.member.Eventually;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import dev.rollcall.testkit.folder.TestFolder;
import dev.rollcall.testkit.tls.Identity;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With {@code mail.tls = tls} a server whose certificate is that of another host hears nothing either. */
final class MailFromTheStartUnderTlsIT {

    private static final int PORT = freePort();
    private static final Identity OURS = Identity.of("ours", "ip:127.0.0.1");
    private static final Identity ANOTHERS = Identity.of("anothers", "dns:another.example");

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.MAIL_HOST, "127.0.0.1")
            .with(Settings.MAIL_PORT, Integer.toString(PORT))
            .with(Settings.MAIL_TLS, "tls")
            .with(Settings.MAIL_TRUST, trusted())
            .with(Settings.MAIL_FROM, "Example <hello@sender.example>")
            .with(Settings.MAIL_USER, "sender")
            .with(Settings.MAIL_PASSWORD, "secret")
            .with(Settings.MAIL_RETRY, "1");

    private final Vertx vertx = Vertx.vertx();

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String trusted() {
        try {
            return Files.writeString(
                            TestFolder.make().resolve("trusted.pem"), OURS.certificatePem() + ANOTHERS.certificatePem())
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What clients say to a mail server with this certificate, which greets and refuses everything. */
    private List<String> heardBy(Identity identity) {
        List<String> heard = new CopyOnWriteArrayList<>();
        vertx.createNetServer(new NetServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addKeyValue(Buffer.buffer(identity.keyPem()))
                                .addCertValue(Buffer.buffer(identity.certificatePem()))))
                .connectHandler(client -> {
                    client.handler(said -> {
                        heard.add(said.toString());
                        client.write("421 not today\r\n");
                    });
                    client.write("220 there\r\n");
                })
                .listen(PORT, "127.0.0.1")
                .await();
        return heard;
    }

    private static String invite(String name) {
        return Http.request("POST", GATEWAY.url() + "/api/v1/organizations/demo/members")
                .bearer(GATEWAY.token(new Scope.Operator()))
                .body("{'email':'" + name + "@demo.example'}")
                .send()
                .json()
                .path("subject")
                .asText();
    }

    private static String failure(String member) {
        JsonNode shown = Http.get(GATEWAY.url() + "/api/v1/organizations/demo/members/" + member)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send()
                .json();
        return shown.path("welcomeMail").path("failure").asText("");
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void theServerThatWasMeantIsSpokenTo() {
        List<String> heard = heardBy(OURS);
        invite("right");
        Eventually.assertThat(
                () -> assertThat(heard).isNotEmpty().first().asString().startsWith("EHLO"));
    }

    @Test
    void aServerWithTheCertificateOfAnotherHostHearsNothing() {
        List<String> heard = heardBy(ANOTHERS);
        String member = invite("wrong");
        Eventually.assertThat(() ->
                assertThat(failure(member)).contains("No subject alternative names matching IP address 127.0.0.1"));
        assertThat(heard).isEmpty();
    }
}
