package dev.rollcall.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.session.SignInLinks.Wish;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.console.Chromium.Window;
import dev.rollcall.testkit.folder.TestFolder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console in a frame of the operator's own application, which is another site, and with the operator's look. */
final class FramedConsoleIT {

    /** An application whose settings page is the console of the address in its query. */
    private static final String SETTINGS_PAGE = """
        <!doctype html><html lang="en"><title>Settings</title><p id="told"></p><iframe id="console" title="Directory" width="1200"></iframe>
        <script>
          const frame = document.getElementById("console");
          addEventListener("message", (event) => {
            if (event.data.source === "directory-console") {
              frame.height = event.data.height;
              document.getElementById("told").textContent = event.origin + " " + event.data.path;
            }
          });
          frame.src = location.hash.slice(1);
        </script>
        """;

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpServer APPLICATION = application();
    private static final HttpServer STRANGER = application();

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.CONSOLE_FRAMES, origin(APPLICATION))
            .with(Settings.PRODUCT_NAME, "Helpdesk")
            .with(Settings.CONSOLE_COLOUR, "#ffcc00")
            .with(Settings.CONSOLE_LOGO, logo());

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static HttpServer application() {
        return VERTX.createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("Content-Type", "text/html")
                        .end(SETTINGS_PAGE))
                .listen(0, "127.0.0.1")
                .await();
    }

    /** Another site than 127.0.0.1. */
    private static String origin(HttpServer server) {
        return "http://localhost:" + server.actualPort();
    }

    private static String logo() {
        try {
            Path file = TestFolder.make().resolve("logo.svg");
            return Files.writeString(
                            file,
                            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><rect width=\"1\""
                                    + " height=\"1\"/></svg>")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    private static String link() {
        return GATEWAY.url() + "/console/sign-in#"
                + GATEWAY.gateway()
                        .parts()
                        .signInLinks()
                        .issue(
                                Actor.gateway(GATEWAY.demo().organisation().id()),
                                new Wish("ada@demo.example", "console", null, Duration.ofMinutes(5)))
                        .await()
                        .code();
    }

    @Test
    @DisplayName("In a frame of the operator's application: signed in once, changes carried out, its height told")
    void inTheOperatorsApplication() {
        Page page = CHROMIUM.open(Window.LIGHT);
        page.navigate(origin(APPLICATION) + "/#" + link());
        FrameLocator frame = page.frameLocator("#console");
        assertThat(frame.locator("h1")).hasText("Demo Company");
        assertThat(frame.locator(".top")).isHidden();
        assertThat(page.locator("#told")).containsText(GATEWAY.url() + " /console/o/");
        assertThat(Integer.parseInt(page.locator("#console").getAttribute("height")))
                .isGreaterThan(400);
        frame.getByRole(
                        AriaRole.LINK,
                        new FrameLocator.GetByRoleOptions().setName("People").setExact(true))
                .click();
        frame.getByRole(AriaRole.LINK, new FrameLocator.GetByRoleOptions().setName("Invite a person"))
                .click();
        frame.getByLabel("E-mail address").fill("grace@demo.example");
        frame.getByRole(
                        AriaRole.BUTTON,
                        new FrameLocator.GetByRoleOptions().setName("Invite").setExact(true))
                .click();
        assertThat(frame.locator(".notice.good")).hasText("grace@demo.example is a member now.");
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    @DisplayName("No other site may show the console in a frame")
    void inAnotherSite() {
        Page page = CHROMIUM.open(Window.LIGHT);
        page.navigate(origin(STRANGER) + "/#" + link());
        page.waitForLoadState();
        assertThat(page.frames()).hasSize(2);
        assertThat(page.frames().get(1).content()).doesNotContain("Helpdesk", "Demo Company");
        assertThat(page.locator("#told")).isEmpty();
    }

    @Test
    @DisplayName("Pages have the operator's name, colour and picture, and not the gateway's")
    void pagesHaveTheOperatorsLook() {
        for (String path : new String[] {"/console/sign-in", "/console/o/demo", "/console/o/demo/people"}) {
            Answer answer = Http.get(GATEWAY.url() + path)
                    .header("Cookie", GATEWAY.session())
                    .send();
            assertThat(answer.header("Content-Security-Policy"))
                    .endsWith("frame-ancestors 'self' " + origin(APPLICATION))
                    .doesNotContain("unsafe");
            assertThat(answer.body())
                    .as(path)
                    .contains("Helpdesk", "/console/assets/colours-", "/console/assets/logo-")
                    .doesNotContain("Rollcall", "icon-");
        }
    }

    @Test
    @DisplayName("A session outside of a frame is the same as without the setting")
    void outsideOfAFrame() {
        Answer begun = Http.request("POST", GATEWAY.url() + "/console/session")
                .header("Content-Type", "application/json")
                .header("Origin", GATEWAY.url())
                .body("{'code':'" + link().replaceFirst(".*#", "") + "'}")
                .send();
        assertThat(begun.header("Set-Cookie")).contains("SameSite=Strict").doesNotContain("Partitioned");
    }
}
