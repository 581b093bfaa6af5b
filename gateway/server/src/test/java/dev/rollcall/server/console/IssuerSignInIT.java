package dev.rollcall.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.rollcall.server.console.Hand.follow;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.TestIssuer;
import dev.rollcall.server.TestIssuer.TestKey;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.console.Chromium.Window;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in at the operator's issuer, in a real browser. */
final class IssuerSignInIT {

    private static final TestKey KEY = TestKey.rsa("sign-in");
    private static final LittleIssuer ISSUER = new LittleIssuer(KEY);

    @RegisterExtension
    static final TestIssuer KEYS = new TestIssuer(KEY);

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.AUTH_ISSUER, ISSUER.url())
            .with(Settings.AUTH_JWKS_URL, KEYS.url())
            .with(Settings.CONSOLE_CLIENT, LittleIssuer.CLIENT)
            .with(Settings.CONSOLE_CLIENT_SECRET, LittleIssuer.SECRET);

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    private static Page signIn() {
        Page page = CHROMIUM.open(Window.LIGHT);
        page.navigate(GATEWAY.url() + "/console/");
        follow(page, "Sign in");
        follow(page, "Go on as Ada");
        return page;
    }

    @Test
    @DisplayName("The operator's people come in by their own account, and out again")
    void theOperatorSignsIn() {
        ISSUER.account(claims -> claims.put("scope", "openid rollcall:operator"));
        Page page = signIn();
        assertThat(page.locator("h1")).hasText("Organisations");
        assertThat(page.locator(".subject")).hasText("ada");
        follow(page, "Sessions");
        assertThat(page.locator("tbody tr").first()).containsText("ada");
        Hand.press(page, "Sign out");
        assertThat(page.locator("#message")).hasText("You are signed out.");
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    @DisplayName("An account of one organisation comes in there, in its role")
    void anAdministratorSignsIn() {
        ISSUER.account(claims -> claims.put("scope", "rollcall:directory_admin")
                .put("org", GATEWAY.demo().organisation().id().toString()));
        Page page = signIn();
        assertThat(page.locator("h1")).hasText("Demo Company");
        follow(page, "People");
        assertThat(page.locator("main")).not().containsText("Invite a person");
        follow(page, "Directories");
        assertThat(page.locator("main")).containsText("Connect");
    }

    @ParameterizedTest
    @DisplayName("An account without a right to the console is told so when it signs in")
    @ValueSource(
            strings = {"openid", "rollcall:read", "rollcall:admin", "rollcall:people_admin elsewhere", "other sign-in"})
    void whoMayNotComeInIsToldSo(String scope) {
        ISSUER.account(claims -> switch (scope) {
            case "rollcall:people_admin elsewhere" ->
                claims.put("scope", "rollcall:people_admin")
                        .put("org", UUID.randomUUID().toString());
            case "other sign-in" -> claims.put("scope", "rollcall:operator").put("nonce", "of another one");
            default -> claims.put("scope", scope);
        });
        Page page = signIn();
        assertThat(page.locator("#message")).containsText("your account may not use this console");
        page.navigate(GATEWAY.url() + "/console/");
        assertThat(page.locator("#message")).hasText("You are not signed in.");
    }

    @Test
    @DisplayName("A code does not sign in without the browser that asked for it, nor a second time")
    void aCodeIsWorthNothingByItself() {
        ISSUER.account(claims -> claims.put("scope", "rollcall:operator"));
        String callback = GATEWAY.url() + "/console/session/callback?code=x&state=y";
        Answer stolen = Http.get(callback).send();
        assertThat(stolen.status()).isEqualTo(303);
        assertThat(stolen.header("Location")).isEqualTo("/console/sign-in?refused=state");

        Answer begun = Http.get(GATEWAY.url() + "/console/session/issuer").send();
        String cookie = begun.header("Set-Cookie").replaceFirst(";.*", "");
        assertThat(begun.header("Set-Cookie")).containsIgnoringCase("HttpOnly").contains("SameSite=Lax");
        String state = begun.header("Location").replaceFirst(".*&state=([^&]+).*", "$1");
        Answer guessed = Http.get(GATEWAY.url() + "/console/session/callback?code=guessed&state=" + state)
                .header("Cookie", cookie)
                .send();
        assertThat(guessed.header("Location")).isEqualTo("/console/sign-in?refused=issuer");
        assertThat(guessed.raw().headers().allValues("Set-Cookie"))
                .noneMatch(one -> one.startsWith("rollcall_session"));
    }
}
