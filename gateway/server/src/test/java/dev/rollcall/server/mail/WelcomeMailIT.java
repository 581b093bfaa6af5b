package dev.rollcall.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.rollcall.console.web.Palette;
import dev.rollcall.core.admin.WelcomeMails;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.api.member.Eventually;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.ConfigException;
import dev.rollcall.server.config.ConfigLoader;
import dev.rollcall.server.config.Settings;
import dev.rollcall.testkit.folder.TestFolder;
import io.vertx.core.Vertx;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R14, with a real SMTP server that asks for a password: who gets a mail, what it says, and that it waits for a lost server. */
final class WelcomeMailIT {

    private static final int PORT = freePort();

    /** Too light to be read on white. */
    private static final String COLOUR = "#ffcc00";

    private static final byte[] LOGO = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.MAIL_HOST, "127.0.0.1")
            .with(Settings.MAIL_PORT, Integer.toString(PORT))
            .with(Settings.MAIL_TLS, "off")
            .with(Settings.MAIL_FROM, "Example <hello@sender.example>")
            .with(Settings.MAIL_USER, "sender")
            .with(Settings.MAIL_PASSWORD, "secret")
            .with(Settings.MAIL_LINK, "https://app.example/sign-in?a=1&b=2")
            .with(Settings.PRODUCT_NAME, "Acme & Sons")
            .with(Settings.CONSOLE_COLOUR, COLOUR)
            .with(Settings.CONSOLE_LOGO, logo())
            .with(Settings.MAIL_RETRY, "1");

    private static GreenMail server = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private final String name = "eve" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void listen() {
        server = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("hello@sender.example", "sender", "secret");
        server.start();
    }

    @AfterEach
    void hangUp() {
        server.stop();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String logo() {
        try {
            return Files.write(TestFolder.make().resolve("logo.png"), LOGO).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String address() {
        return name + "@demo.example";
    }

    private static Answer ask(String method, String path, String body) {
        return Http.request(method, GATEWAY.url() + "/api/v1/organizations/demo" + path)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .body(body)
                .send();
    }

    private JsonNode invite() {
        Answer answer = ask("POST", "/members", "{'email':'" + address() + "','displayName':'Eve <b>Quick</b>'}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String stateOf(JsonNode invited) {
        return ask("GET", "/members/" + invited.path("subject").asText(), "")
                .json()
                .at("/welcomeMail/state")
                .asText();
    }

    private List<MimeMessage> received() {
        return List.of(server.getReceivedMessagesForDomain(address()));
    }

    @Test
    void whoeverIsInvitedByHandGetsOneMailInTextAndHtml() throws MessagingException, IOException {
        JsonNode invited = invite();
        assertThat(invited.at("/welcomeMail/state").asText()).isIn("waiting", "sent");
        Eventually.assertThat(() -> assertThat(stateOf(invited)).isEqualTo("sent"));
        assertThat(received()).hasSize(1);
        MimeMessage mail = received().get(0);
        assertThat(mail.getSubject()).isEqualTo("You are now a member of Demo Company");
        assertThat(mail.getFrom()[0].toString()).isEqualTo("Example <hello@sender.example>");
        assertThat(mail.getMessageID()).endsWith("@rollcall>");
        String body = GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "").replace("=3D", "=");
        assertThat(body)
                .contains("multipart/alternative")
                .contains("Hello Eve <b>Quick</b>,")
                .contains("<p>Hello Eve &lt;b&gt;Quick&lt;/b&gt;,</p>")
                .contains("https://app.example/sign-in?a=1&b=2")
                .contains("a=1&amp;b=2")
                .contains(address())
                .contains("\r\nAcme & Sons\r\n", ">Acme &amp; Sons</p>")
                .contains("background:" + Palette.onLight(COLOUR))
                .contains("<img src=\"cid:logo\" alt=\"\"")
                .doesNotContain("Rollcall", COLOUR);
        assertThat(pictures(mail)).containsExactly(LOGO);
    }

    /** The pictures that a mail carries under the id by which its HTML names them. */
    private static List<byte[]> pictures(Part part) throws MessagingException, IOException {
        List<byte[]> found = new ArrayList<>();
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                found.addAll(pictures(parts.getBodyPart(i)));
            }
        } else if (part.isMimeType("image/png")) {
            assertThat(part.getHeader("Content-ID")).containsExactly("<logo>");
            found.add(part.getInputStream().readAllBytes());
        }
        return found;
    }

    @Test
    void anInvitationMadeWhileTheServerIsAwayIsMailedLaterAndOnce() {
        server.stop();
        JsonNode invited = invite();
        Eventually.assertThat(() -> assertThat(
                        ask("GET", "/members/" + invited.path("subject").asText(), "")
                                .json()
                                .at("/welcomeMail/failure")
                                .asText())
                .contains("refused"));
        assertThat(stateOf(invited)).isEqualTo("waiting");
        listen();
        Eventually.assertThat(() -> assertThat(stateOf(invited)).isEqualTo("sent"));
        assertThat(received()).hasSize(1);
    }

    @Test
    void whoeverIsRemovedBeforeTheMailCouldBeSentGetsNone() {
        server.stop();
        JsonNode invited = invite();
        assertThat(ask("DELETE", "/members/" + invited.path("subject").asText(), "")
                        .status())
                .isEqualTo(200);
        String later = "later" + UUID.randomUUID().toString().substring(0, 8);
        listen();
        ask("POST", "/members", "{'email':'" + later + "@demo.example'}");
        Eventually.assertThat(() -> assertThat(server.getReceivedMessagesForDomain(later + "@demo.example"))
                .hasSize(1));
        Eventually.assertThat(() -> assertThat(GATEWAY.gateway()
                        .parts()
                        .database()
                        .reads()
                        .query("SELECT 1 FROM welcome_mail WHERE state = 'waiting'")
                        .execute()
                        .await()
                        .size())
                .isZero());
        assertThat(received()).isEmpty();
    }

    @Test
    void nobodyWhomADirectoryAddsGetsAMail() {
        String token = GATEWAY.credential("okta");
        assertThat(Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                        .bearer(token)
                        .body("""
                            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'%1$s',
                             'emails':[{'value':'%1$s','primary':true}],'active':true}
                            """.formatted(address()))
                        .send()
                        .status())
                .isEqualTo(201);
        // The member who is invited after them gets a mail, so theirs would have come before.
        String last = "last" + UUID.randomUUID().toString().substring(0, 8) + "@demo.example";
        ask("POST", "/members", "{'email':'" + last + "'}");
        Eventually.assertThat(
                () -> assertThat(server.getReceivedMessagesForDomain(last)).hasSize(1));
        assertThat(received()).isEmpty();
    }

    @Test
    void aWrongPasswordIsTriedAgainAndNeverShown() {
        server.stop();
        server = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("hello@sender.example", "sender", "another");
        server.start();
        JsonNode invited = invite();
        Eventually.assertThat(() -> assertThat(
                        ask("GET", "/members/" + invited.path("subject").asText(), "")
                                .json()
                                .at("/welcomeMail/failure")
                                .asText())
                .isNotEmpty()
                .doesNotContain("secret"));
        assertThat(stateOf(invited)).isEqualTo("waiting");
    }

    @Test
    void aServerWithoutASenderIsNoConfiguration() {
        Vertx vertx = Vertx.vertx();
        try {
            assertThatThrownBy(() -> WelcomePost.of(
                            vertx,
                            ConfigLoader.load(Optional.empty(), Map.of(), Map.of(Settings.MAIL_HOST, "mail.example")),
                            new WelcomeMails(
                                    GATEWAY.gateway().parts().database().reads(),
                                    GATEWAY.gateway().parts().time()),
                            GATEWAY.gateway().parts().time()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("mail.from");
        } finally {
            vertx.close().await();
        }
    }

    private String user(String token, String userName) {
        Answer created = Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                .bearer(token)
                .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + userName
                        + "@demo.example','active':true}")
                .send();
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().path("id").asText();
    }

    @Test
    void theAdminsAreToldOfAMassChangeThatIsHeld() throws MessagingException {
        Answer admin = ask("POST", "/members", "{'email':'" + address() + "','displayName':'Eve','role':'admin'}");
        assertThat(admin.status()).as(admin.body()).isEqualTo(200);
        String guard = "/directories/" + GATEWAY.directory("okta").id() + "/mass-change-guard";
        assertThat(ask("PUT", guard, "{'share':0,'minimum':1,'windowSeconds':3600}")
                        .status())
                .isEqualTo(200);
        String token = GATEWAY.credential("okta");
        List<String> users = List.of(user(token, name + "-a"), user(token, name + "-b"));
        users.forEach(user -> assertThat(Http.request("DELETE", GATEWAY.scimUrl("okta") + "/Users/" + user)
                        .bearer(token)
                        .send()
                        .status())
                .isEqualTo(204));
        String hold = ask("GET", "/holds?kind=mass_change", "")
                .json()
                .at("/items/0/id")
                .asText();
        Eventually.assertThat(() -> assertThat(received().stream()
                        .map(mail -> GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "")))
                .as("R32: a mail to an admin")
                .anyMatch(body -> body.contains("1 person of Demo Company would lose access")
                        && body.contains(hold)
                        && body.contains("https://app.example/sign-in")));
        ask("POST", "/holds/" + hold + "/approve", "");
    }
}
