package dev.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.session.SignInLinks;
import dev.rollcall.server.auth.session.SignInLinks.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConsoleIT {

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

    @Test
    void pagesLoadNothingFromOtherHosts() {
        Answer signIn = Http.get(GATEWAY.url() + "/console/sign-in").send();
        Answer overview = Http.get(GATEWAY.url() + "/console/o/demo")
                .header("Cookie", GATEWAY.session())
                .send();
        for (Answer page : List.of(signIn, overview)) {
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Content-Security-Policy"))
                    .startsWith("default-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe", "*", "http");
            assertThat(page.body()).doesNotContain("https://", "//cdn", "<style", "style=", "onclick");
        }
    }

    /** What a page loads is named by its content, so that a browser asks for it once and never shows an old one. */
    @Test
    void whatAPageLoadsIsKeptForEver() {
        String page = Http.get(GATEWAY.url() + "/console/o/demo")
                .header("Cookie", GATEWAY.session())
                .send()
                .body();
        Matcher addresses =
                Pattern.compile("(?:src|href)=\"(/console/assets/[^\"#]+)").matcher(page);
        Set<String> loaded = new TreeSet<>();
        while (addresses.find()) {
            loaded.add(addresses.group(1));
        }
        assertThat(loaded).hasSizeGreaterThanOrEqualTo(6);
        int bytes = page.length();
        for (String address : loaded) {
            Answer asset = Http.get(GATEWAY.url() + address).send();
            assertThat(asset.status()).as(address).isEqualTo(200);
            assertThat(asset.header("Cache-Control")).contains("immutable");
            bytes += asset.body().length();
        }
        assertThat(bytes).as("bytes of a first visit, not compressed").isLessThan(200_000);
    }

    @ParameterizedTest
    @CsvSource({
        "console, ''",
        "directory, /directories",
        "domains, /domains",
        "roles, /groups",
        "members, /people",
        "audit, /audit"
    })
    @DisplayName("W12: a purpose is the page that opens, and every page shows the way back")
    void aPurposeIsThePageThatOpens(String purpose, String path) {
        String code = GATEWAY.gateway()
                .parts()
                .signInLinks()
                .issue(
                        Actor.gateway(GATEWAY.demo().organisation().id()),
                        new Wish("ada", purpose, "https://app.example/settings", Duration.ofMinutes(5)))
                .await()
                .code();
        String cookie = signIn(code).header("Set-Cookie");
        Answer start =
                Http.get(GATEWAY.url() + "/console/").header("Cookie", cookie).send();
        assertThat(start.status()).isEqualTo(303);
        assertThat(start.header("Location"))
                .endsWith(GATEWAY.demo().organisation().id() + path);
        assertThat(Http.get(GATEWAY.url() + start.header("Location"))
                        .header("Cookie", cookie)
                        .send()
                        .body())
                .contains("href=\"https://app.example/settings\"", "Back to app.example");
    }

    @Test
    void withoutASessionEveryPageLeadsToTheDoor() {
        for (String path :
                List.of("/console/", "/console/o/demo", "/console/o/demo/people", "/console/o/nowhere/audit")) {
            Answer answer = Http.get(GATEWAY.url() + path).send();
            assertThat(answer.status()).as(path).isEqualTo(303);
            assertThat(answer.header("Location")).isEqualTo("/console/sign-in");
        }
        Answer ofScript = Http.get(GATEWAY.url() + "/console/o/demo/people")
                .header("HX-Request", "true")
                .send();
        assertThat(ofScript.status()).as("the page stays, and says so").isEqualTo(401);
    }

    /** The API refuses, and the page says no more than that. */
    @Test
    void anotherOrganisationDoesNotExist() {
        new Stage(GATEWAY).organisation("elsewhere", "Elsewhere Ltd", 60);
        String cookie = GATEWAY.session();
        for (String path :
                List.of("", "/people", "/people.csv", "/directories", "/seats", "/people/invite", "/nothing")) {
            Answer answer = Http.get(GATEWAY.url() + "/console/o/elsewhere" + path)
                    .header("Cookie", cookie)
                    .send();
            assertThat(answer.body()).as(path).doesNotContain("Elsewhere Ltd");
            if (!path.endsWith("csv")) {
                assertThat(answer.status()).as(path).isEqualTo(404);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none"
    })
    void aFormOfAnotherSiteIsRefused(String header, String value) {
        for (String path : List.of("/people/invite", "/domains", "/directories")) {
            Answer answer = Http.request("POST", GATEWAY.url() + "/console/o/demo" + path)
                    .header("Cookie", GATEWAY.session())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header(header, value)
                    .exactly("email=mallory%40demo.example&name=evil.example&provider=okta&role=admin")
                    .send();
            assertThat(answer.status()).as(path).isEqualTo(403);
        }
        assertThat(new Stage(GATEWAY)
                        .get("/organizations/demo/members?text=mallory")
                        .path("items"))
                .isEmpty();
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
