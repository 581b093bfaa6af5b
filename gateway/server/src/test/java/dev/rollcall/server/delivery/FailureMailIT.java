package dev.rollcall.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The owner of an endpoint is told by another way than the endpoint itself. */
@Timeout(90)
final class FailureMailIT {

    private static final GreenMail POST = started();

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.WEBHOOK_PRIVATE, "on")
            .with(Settings.MAIL_HOST, "127.0.0.1")
            .with(Settings.MAIL_PORT, "" + POST.getSmtp().getPort())
            .with(Settings.MAIL_TLS, "off")
            .with(Settings.MAIL_FROM, "Rollcall <rollcall@example.com>");

    private static GreenMail started() {
        GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        post.start();
        return post;
    }

    @AfterAll
    static void stop() {
        POST.stop();
    }

    @Test
    @DisplayName("Issue 13: the owner is told by mail that an endpoint was switched off, once")
    void theContactIsWritten() throws Exception {
        HttpServer gone = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gone.createContext("/", exchange -> {
            exchange.sendResponseHeaders(410, -1);
            exchange.close();
        });
        gone.start();
        try {
            String operator = GATEWAY.token(new Scope.Operator());
            String url = "http://127.0.0.1:" + gone.getAddress().getPort() + "/";
            Http.request("POST", GATEWAY.url() + "/api/v1/organizations/demo/webhooks")
                    .bearer(operator)
                    .body("{'url':'" + url + "','contact':'owner@app.example'}")
                    .send();
            Http.request("PUT", GATEWAY.url() + "/api/v1/organizations/demo/domains/mail.example/attestation")
                    .bearer(operator)
                    .send();
            assertThat(POST.waitForIncomingEmail(60_000, 1)).isTrue();
            assertThat(POST.getReceivedMessages()[0].getAllRecipients()[0]).hasToString("owner@app.example");
            assertThat(POST.getReceivedMessages()[0].getSubject()).isEqualTo("An endpoint for events was switched off");
            assertThat(GreenMailUtil.getBody(POST.getReceivedMessages()[0])).contains(url, "410", "enabled again");
            assertThat(POST.getReceivedMessages()).hasSize(1);
        } finally {
            gone.stop(0);
        }
    }
}
