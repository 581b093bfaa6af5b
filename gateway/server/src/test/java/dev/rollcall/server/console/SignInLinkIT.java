package dev.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.ConfigLoader;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.node.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in links over HTTP: issued by the operator, used once, revoked. */
final class SignInLinkIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.CONSOLE_RETURN_ORIGINS, "https://app.example, https://other.example:8443");

    private static String links() {
        return GATEWAY.url() + "/api/v1/organizations/demo/sign-in-links";
    }

    private static Answer issue(String body) {
        return Http.request("POST", links())
                .bearer(GATEWAY.token(new Scope.Operator()))
                .body(body)
                .send();
    }

    private static Answer signIn(String base, JsonNode link) {
        String url = link.path("url").asText();
        return Http.request("POST", base + "/console/session")
                .header("Content-Type", "application/json")
                .header("Origin", base)
                .body("{'code':'" + url.substring(url.indexOf('#') + 1) + "'}")
                .send();
    }

    private static String cookie(Answer signedIn) {
        String cookie = signedIn.header("Set-Cookie");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static Answer session(String cookie) {
        return Http.get(GATEWAY.url() + "/console/session")
                .header("Cookie", cookie)
                .send();
    }

    private static JsonNode shown(JsonNode link) {
        for (JsonNode item : Http.get(links())
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send()
                .json()
                .path("items")) {
            if (item.path("id").equals(link.path("id"))) {
                return item;
            }
        }
        throw new AssertionError("not listed");
    }

    @Test
    void aLinkSaysWhomItSignsInWhatForAndWhereTheWayBackLeads() {
        Answer answer = issue(
                "{'subject':'eve@demo.example','purpose':'domains','returnUrl':'https://app.example/settings?a=b',"
                        + "'validForSeconds':60}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        JsonNode link = answer.json();
        assertThat(link.path("url").asText()).startsWith(GATEWAY.url() + "/console/sign-in#");
        assertThat(shown(link).path("state").asText()).isEqualTo("open");
        assertThat(shown(link).path("issuedBy").asText()).isEqualTo("test");
        assertThat(shown(link).has("url")).isFalse();

        JsonNode session = session(cookie(signIn(GATEWAY.url(), link))).json();
        assertThat(session.path("subject").asText()).isEqualTo("eve@demo.example");
        assertThat(session.path("purpose").asText()).isEqualTo("domains");
        assertThat(session.path("returnUrl").asText()).isEqualTo("https://app.example/settings?a=b");
        assertThat(shown(link).path("state").asText()).isEqualTo("used");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://app.example.evil.example/",
                "https://app.example@evil.example/",
                "http://app.example/",
                "https://app.example:8443/",
                "//app.example/",
                "javascript:alert(1)",
                "/settings"
            })
    void theWayBackLeadsToTheOperatorsOwnPagesOnly(String url) {
        Answer refused = issue("{'returnUrl':'" + url + "'}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("detail").asText())
                .contains("console.return-origins", "https://app.example, https://other.example:8443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'purpose':'party'}", "{'validForSeconds':59}", "{'validForSeconds':3601}", "{'subject':' '}"})
    void otherWishesAreRefused(String body) {
        assertThat(issue(body).status()).isEqualTo(400);
    }

    private static int reached(String cookie, String path) {
        return Http.get(GATEWAY.url() + "/api/v1/organizations/demo" + path)
                .header("Cookie", cookie)
                .send()
                .status();
    }

    private static int tried(String cookie, String method, String path) {
        return Http.request(method, GATEWAY.url() + "/api/v1/organizations/demo" + path)
                .header("Cookie", cookie)
                .header("Origin", GATEWAY.url())
                .body("{}")
                .send()
                .status();
    }

    @ParameterizedTest
    @CsvSource({
        "console, owner, true, true, true",
        "directory, directory_admin, true, true, false",
        "domains, directory_admin, true, true, false",
        "roles, directory_admin, true, true, false",
        "members, people_admin, true, false, true",
        "audit, auditor, false, false, false",
    })
    @DisplayName(
            "M9: what a link is for is what its session may do; one for the audit reads the audit and nothing else")
    void aPurposeIsARight(String purpose, String role, boolean reads, boolean setsUp, boolean decides) {
        String cookie = cookie(
                signIn(GATEWAY.url(), issue("{'purpose':'" + purpose + "'}").json()));
        assertThat(session(cookie).json().path("role").asText()).isEqualTo(role);
        assertThat(reached(cookie, "/audit")).isEqualTo(200);
        for (String path : List.of("/members", "/directories", "/domains", "/holds", "/events", "/seats")) {
            assertThat(reached(cookie, path)).as(path).isEqualTo(reads ? 200 : 403);
        }
        assertThat(tried(cookie, "POST", "/directories")).isEqualTo(setsUp ? 400 : 403);
        assertThat(tried(cookie, "POST", "/domains")).isEqualTo(setsUp ? 400 : 403);
        assertThat(tried(cookie, "POST", "/members")).isEqualTo(decides ? 400 : 403);
        assertThat(tried(cookie, "POST", "/sign-in-links")).isEqualTo(403);
    }

    @Test
    @DisplayName("M9: a link to the console may be given any role, every other purpose its own alone")
    void aLinkToTheConsoleTakesAnyRole() {
        JsonNode link = issue("{'purpose':'console','role':'people_admin'}").json();
        assertThat(shown(link).path("role").asText()).isEqualTo("people_admin");
        String cookie = cookie(signIn(GATEWAY.url(), link));
        assertThat(session(cookie).json().path("scope").asText()).endsWith(":people_admin");
        assertThat(reached(cookie, "/members")).isEqualTo(200);
        assertThat(tried(cookie, "POST", "/domains")).isEqualTo(403);
        assertThat(issue("{'purpose':'audit','role':'owner'}").status()).isEqualTo(400);
        assertThat(issue("{'role':'king'}").status()).isEqualTo(400);
    }

    @Test
    void ofManyWhoUseALinkAtOnceAtTwoNodesOneIsSignedIn() throws Exception {
        try (Gateway second = Gateway.start(
                ConfigLoader.load(
                        Optional.empty(),
                        Map.of(),
                        Map.of(
                                Settings.SERVER_PORT, "0",
                                Settings.MANAGEMENT_PORT, "0",
                                Settings.SERVER_DRAIN_DELAY, "0",
                                Settings.SERVER_SHUTDOWN_GRACE, "1")),
                DatabaseUrl.parse(GATEWAY.databaseUrl()),
                GATEWAY.key())) {
            String elsewhere = "http://127.0.0.1:" + second.port();
            JsonNode link = issue("").json();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Callable<Integer>> tries = IntStream.range(0, 16)
                        .<Callable<Integer>>mapToObj(i -> () -> signIn(i % 2 == 0 ? GATEWAY.url() : elsewhere, link)
                                .status())
                        .toList();
                long signedIn = 0;
                for (var one : threads.invokeAll(tries)) {
                    int status = one.get();
                    assertThat(status).isIn(204, 401);
                    signedIn += status == 204 ? 1 : 0;
                }
                assertThat(signedIn).isEqualTo(1);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void aRevokedLinkSignsNobodyInAndItsSessionEnds() {
        JsonNode unused = issue("").json();
        assertThat(revoke(unused)).isEqualTo(204);
        assertThat(revoke(unused)).isEqualTo(204);
        assertThat(signIn(GATEWAY.url(), unused).status()).isEqualTo(401);
        assertThat(shown(unused).path("revokedBy").asText()).isEqualTo("test");

        JsonNode used = issue("").json();
        String cookie = cookie(signIn(GATEWAY.url(), used));
        assertThat(session(cookie).status()).isEqualTo(200);
        assertThat(revoke(used)).isEqualTo(204);
        assertThat(session(cookie).status()).isEqualTo(401);
    }

    @Test
    void theAuditTellsWhoIssuedUsedAndRevokedALink() {
        JsonNode link = issue("{'subject':'eve@demo.example'}").json();
        signIn(GATEWAY.url(), link);
        revoke(link);
        JsonNode audit = Http.get(GATEWAY.url() + "/api/v1/organizations/demo/audit?subject="
                        + link.path("id").asText())
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send()
                .json();
        List<String> told = new ArrayList<>();
        audit.path("items")
                .forEach(entry -> told.add(entry.path("action").asText() + " by "
                        + entry.at("/actor/name").asText()));
        assertThat(told)
                .containsExactly(
                        "revoke_sign_in_link by test",
                        "use_sign_in_link by eve@demo.example",
                        "issue_sign_in_link by test");
        String url = link.path("url").asText();
        assertThat(audit.toString()).doesNotContain(url.substring(url.indexOf('#') + 1));
    }

    private static int revoke(JsonNode link) {
        return Http.request("DELETE", links() + "/" + link.path("id").asText())
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send()
                .status();
    }

    @Test
    void aCopyOfTheCookieIsWorthNothingAfterSigningOut() {
        String cookie = GATEWAY.session();
        assertThat(Http.request("DELETE", GATEWAY.url() + "/console/session")
                        .header("Cookie", cookie)
                        .header("Origin", GATEWAY.url())
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(session(cookie).status()).isEqualTo(401);
    }

    @Test
    void aCookieIsNoTokenAndATokenIsNoCookie() {
        String cookie = GATEWAY.session();
        assertThat(Http.get(GATEWAY.url() + "/console/session")
                        .bearer(cookie.substring(cookie.indexOf('=') + 1))
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(session("rollcall_session=" + GATEWAY.token(new Scope.Operator()))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anotherSiteSignsNobodyIn() {
        JsonNode link = issue("").json();
        String url = link.path("url").asText();
        assertThat(Http.request("POST", GATEWAY.url() + "/console/session")
                        .header("Content-Type", "application/json")
                        .header("Origin", "https://evil.example")
                        .body("{'code':'" + url.substring(url.indexOf('#') + 1) + "'}")
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(signIn(GATEWAY.url(), link).status())
                .as("it was not used up")
                .isEqualTo(204);
    }
}
