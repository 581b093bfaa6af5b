package dev.rollcall.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.api.member.Eventually;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import dev.rollcall.testkit.folder.TestFolder;
import dev.rollcall.testkit.tls.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With {@code mail.tls = starttls} neither a password nor a mail goes to a server that is not safely the one that was meant. */
final class MailTlsIT {

    private static final int PORT = freePort();
    private static final Identity OURS = Identity.of("ours", "ip:127.0.0.1");
    private static final Identity ANOTHERS = Identity.of("anothers", "dns:another.example");
    private static final Identity UNKNOWN = Identity.of("unknown", "ip:127.0.0.1");

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.MAIL_HOST, "127.0.0.1")
            .with(Settings.MAIL_PORT, Integer.toString(PORT))
            .with(Settings.MAIL_TRUST, trusted().toString())
            .with(Settings.MAIL_FROM, "Example <hello@sender.example>")
            .with(Settings.MAIL_USER, "sender")
            .with(Settings.MAIL_PASSWORD, "secret")
            .with(Settings.MAIL_RETRY, "1");

    private final GreenMail worker = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void listen() {
        worker.setUser("hello@sender.example", "sender", "secret");
        worker.start();
    }

    @AfterEach
    void hangUp() {
        worker.stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All but the unknown one. */
    private static Path trusted() {
        try {
            return Files.writeString(
                    TestFolder.make().resolve("trusted.pem"), OURS.certificatePem() + ANOTHERS.certificatePem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StartTlsFront front(Identity identity, boolean offered) {
        return new StartTlsFront(PORT, worker.getSmtp().getPort(), identity, offered);
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

    private static JsonNode mail(String member) {
        return Http.get(GATEWAY.url() + "/api/v1/organizations/demo/members/" + member)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send()
                .json()
                .path("welcomeMail");
    }

    private static void assertKept(StartTlsFront front, String member, String why) {
        Eventually.assertThat(
                () -> assertThat(mail(member).path("failure").asText("")).isNotEmpty());
        assertThat(mail(member).path("state").asText()).isEqualTo("waiting");
        assertThat(mail(member).path("failure").asText()).contains(why).doesNotContain("secret");
        assertThat(front.inClear()).isNotEmpty().noneMatch(said -> said.startsWith("AUTH") || said.startsWith("MAIL"));
        assertThat(front.underTls()).isEmpty();
    }

    @Test
    void theServerThatWasMeantGetsPasswordAndMailUnderTlsAlone() {
        try (StartTlsFront front = front(OURS, true)) {
            String member = invite("safe");
            Eventually.assertThat(
                    () -> assertThat(mail(member).path("state").asText()).isEqualTo("sent"));
            assertThat(worker.getReceivedMessagesForDomain("safe@demo.example")).hasSize(1);
            assertThat(front.inClear())
                    .isNotEmpty()
                    .allMatch(said -> said.startsWith("EHLO") || said.startsWith("STARTTLS"));
            assertThat(front.underTls())
                    .anyMatch(said -> said.startsWith("AUTH "))
                    .noneMatch(said -> said.contains("XOAUTH2"));
        }
    }

    @Test
    void aServerThatOffersNoTlsGetsNothing() {
        try (StartTlsFront front = front(OURS, false)) {
            assertKept(front, invite("clear"), "STARTTLS");
        }
    }

    @Test
    void aServerWithTheCertificateOfAnotherHostGetsNothing() {
        try (StartTlsFront front = front(ANOTHERS, true)) {
            assertKept(front, invite("another"), "No subject alternative names matching IP address 127.0.0.1");
        }
        assertThat(worker.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerWhoseCertificateNobodyVouchesForGetsNothing() {
        try (StartTlsFront front = front(UNKNOWN, true)) {
            assertKept(front, invite("unknown"), "certification path");
        }
        assertThat(worker.getReceivedMessages()).isEmpty();
    }
}
