package dev.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.session.SignInLinks.Wish;
import dev.rollcall.server.config.Settings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A session behind a proxy that speaks https. */
final class SecureSessionIT {

    private static final String ORIGIN = "https://scim.example.com";

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.SERVER_PUBLIC_URL, ORIGIN);

    private static Http request(String method, String path, String origin) {
        return Http.request(method, GATEWAY.url() + path)
                .header("Content-Type", "application/json")
                .header("Origin", origin);
    }

    @Test
    void theCookieBelongsToTheHostAloneAndTravelsOverHttpsOnly() {
        String code = GATEWAY.gateway()
                .parts()
                .signInLinks()
                .issue(Actor.gateway(GATEWAY.demo().organisation().id()), Wish.console("ada"))
                .await()
                .code();
        String body = "{'code':'" + code + "'}";
        assertThat(request("POST", "/console/session", GATEWAY.url())
                        .body(body)
                        .send()
                        .status())
                .as("the gateway's own address is not the one that browsers see")
                .isEqualTo(403);

        String cookie =
                request("POST", "/console/session", ORIGIN).body(body).send().header("Set-Cookie");
        assertThat(cookie)
                .startsWith("__Host-rollcall_session=")
                .contains("; Path=/", "; Secure", "; SameSite=Strict")
                .containsIgnoringCase("; HttpOnly")
                .doesNotContain("Domain");

        String shown = cookie.substring(0, cookie.indexOf(';'));
        assertThat(request("GET", "/console/session", ORIGIN)
                        .header("Cookie", shown)
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(request("GET", "/console/session", ORIGIN)
                        .header("Cookie", shown.replace("__Host-", ""))
                        .send()
                        .status())
                .as("a cookie that a neighbour of the host could have set")
                .isEqualTo(401);
    }

    @Test
    @DisplayName("LOW: behind a declared https address every response tells browsers to stay with https, and no type is"
            + " guessed")
    void everyResponseTellsBrowsersToStayWithHttps() {
        for (String path : new String[] {"/", "/console/", "/api/v1/version", "/nothing", "/scim/v2/x/Users"}) {
            Answer answer = Http.get(GATEWAY.url() + path).send();
            assertThat(answer.header("Strict-Transport-Security")).as(path).isEqualTo("max-age=31536000");
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        }
    }
}
