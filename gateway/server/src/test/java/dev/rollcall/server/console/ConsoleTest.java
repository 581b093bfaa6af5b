package dev.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.rule.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.SignInLinks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsoleTest {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static String code() {
        return GATEWAY.gateway()
                .parts()
                .signInLinks()
                .issue(Actor.gateway(GATEWAY.demo().organisation().id()), SignInLinks.Wish.console("ada"))
                .await()
                .code();
    }

    private static Answer signIn(String code) {
        return Http.request("POST", GATEWAY.url() + "/console/session")
                .header("Content-Type", "application/json")
                .header("Origin", GATEWAY.url())
                .body("{'code':'" + code + "'}")
                .send();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/console/", "/console/sign-in", "/console/assets/console.js", "/console/assets/console.css"})
    void pagesLoadNothingFromOtherHosts(String path) {
        Answer page = Http.get(GATEWAY.url() + path).send();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("https://", "//cdn");
    }

    @Test
    void aCodeSignsInOnce() {
        String code = code();
        Answer first = signIn(code);
        assertThat(first.status()).isEqualTo(204);
        String cookie = first.header("Set-Cookie");
        assertThat(cookie)
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict", "Max-Age=28800")
                .doesNotContain("Secure");

        String shown = cookie.substring(0, cookie.indexOf(';'));
        Answer session = Http.get(GATEWAY.url() + "/console/session")
                .header("Cookie", shown)
                .send();
        assertThat(session.json().path("organization").asText())
                .isEqualTo(GATEWAY.demo().organisation().id().toString());
        assertThat(Http.get(GATEWAY.url() + "/api/v1/organizations/demo")
                        .header("Cookie", shown)
                        .send()
                        .status())
                .isEqualTo(200);

        Answer second = signIn(code);
        assertThat(second.status()).isEqualTo(401);
        assertThat(second.json().path("detail").asText()).contains("./rollcall sign-in");
    }

    @Test
    void aCodeThatWasNeverIssuedSignsNobodyIn() {
        assertThat(signIn("nonsense").status()).isEqualTo(401);
        assertThat(signIn("A".repeat(75)).status()).isEqualTo(401);
        assertThat(signIn("%%").status()).isEqualTo(401);
        assertThat(Http.request("POST", GATEWAY.url() + "/console/session")
                        .header("Origin", GATEWAY.url())
                        .send()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void signingOutForgetsTheSession() {
        Answer out = Http.request("DELETE", GATEWAY.url() + "/console/session")
                .header("Origin", GATEWAY.url())
                .send();
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
    }

    @Test
    void theBareAddressLeadsToTheConsole() {
        assertThat(Http.get(GATEWAY.url() + "/").send().header("Location")).isEqualTo("/console/");
        assertThat(Http.get(GATEWAY.url() + "/console/assets/none.js").send().status())
                .isEqualTo(404);
    }
}
