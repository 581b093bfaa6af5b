package dev.rollcall.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.console.Chromium.Window;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Issue 16: pages whose impact takes long are there at once, and show it as soon as it is worked out. */
@Timeout(120)
final class WaitingPageIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Stage STAGE = new Stage(GATEWAY);
    private static final Pattern AGAIN = Pattern.compile("<noscript><p><a href=\"([^\"]+)\">");
    private static final String WORKING = "Working out what this would change, for ";

    /** A group is gone, and that its people lose access with it waits for a decision. */
    private static String hold(String organisation) {
        String directory = STAGE.live(organisation, 40);
        STAGE.api("PUT", Stage.dir(organisation, directory) + "/default-role", "{'role':null}");
        for (JsonNode group :
                STAGE.get(Stage.dir(organisation, directory) + "/groups").path("items")) {
            if (group.path("displayName").asText().equals("Rollcall Members")) {
                STAGE.scim(
                        organisation,
                        directory,
                        "DELETE",
                        "/Groups/" + group.path("id").asText(),
                        "");
            }
        }
        return STAGE.get("/organizations/" + organisation + "/holds")
                .at("/items/0/id")
                .asText();
    }

    private static Page signedIn(String organisation, Window window) {
        Page page = CHROMIUM.open(window);
        STAGE.signIn(page, organisation, "console");
        return page;
    }

    private static Answer get(String path, String cookie) {
        return Http.get(GATEWAY.url() + path).header("Cookie", cookie).send();
    }

    private static String again(Answer page) {
        Matcher link = AGAIN.matcher(page.body());
        assertThat(link.find()).as(page.body()).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    @Test
    @DisplayName("The page says that it works the impact out, and offers the button with the impact")
    void theImpactAppears() {
        String hold = hold("slow");
        Page page = signedIn("slow", Window.PHONE);
        STAGE.whileBusy("slow", () -> {
            page.navigate(GATEWAY.url() + "/console/o/slow/holds/" + hold + "/approve");
            assertThat(page.locator("h1")).hasText("Approve the change");
            assertThat(page.locator("main")).containsText(WORKING);
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve")))
                    .hasCount(0);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Cancel"))
                    .focus();
        });
        assertThat(page.locator(".numbers")).containsText("lose access");
        assertThat(page.locator("[role=status]").first()).hasText("The result is here.");
        assertThat(page.locator("#cancel")).isFocused();
        Hand.press(page, "Approve");
        assertThat(page.locator(".notice.good")).containsText("The change is approved.");
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    @DisplayName("A preview says that it is worked out, and going live waits in the same way")
    void thePreviewAppears() {
        STAGE.organisation("view", "View Ltd", 60);
        String directory = STAGE.directory("view", "okta", "Okta");
        STAGE.api("PUT", Stage.dir("view", directory) + "/default-role", "{'role':'admin'}");
        STAGE.api("POST", Stage.dir("view", directory) + "/preview", "");
        STAGE.scim("view", directory, "POST", "/Users", "{'userName':'ada@view.example','active':true}");
        Page page = signedIn("view", Window.LIGHT);
        STAGE.whileBusy("view", () -> {
            page.navigate(GATEWAY.url() + "/console/o/view/directories/" + directory + "/preview");
            assertThat(page.locator("main")).containsText("Working out what going live would change.");
        });
        assertThat(page.locator("#would")).hasText("What going live would change");
        assertThat(page.locator("tbody")).containsText("ada@view.example");
        STAGE.whileBusy("view", () -> {
            Hand.follow(page, "Go live");
            assertThat(page.locator("main")).containsText("Working out what this would change.");
        });
        Hand.press(page, "Go live now");
        assertThat(page.locator(".notice.good")).containsText("The directory is live.");
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    @DisplayName("Without script a link shows the impact, and loading that page again shows a new one")
    void aLinkDoesItToo() {
        String hold = hold("plain");
        String cookie = STAGE.session("plain");
        String link = STAGE.whileBusy("plain", () -> {
            Answer page = get("/console/o/plain/holds/" + hold + "/approve", cookie);
            String address = again(page);
            assertThat(page.body()).contains("http-equiv=\"refresh\"", WORKING).doesNotContain(">Approve</button>");
            assertThat(again(get(address, cookie))).isEqualTo(address);
            return address;
        });
        Answer shown = get(link, cookie);
        while (shown.body().contains(WORKING)) {
            shown = get(link, cookie);
        }
        assertThat(shown.body())
                .contains("lose access", "<button class=\"danger\">Approve")
                .doesNotContain("http-equiv", "name=\"waiting\"");
        STAGE.whileBusy("plain", () -> {
            assertThat(get(link, cookie).body()).contains(WORKING);
        });
    }

    @Test
    @DisplayName(
            "A script is told that there is nothing yet; another organisation and who has signed out are told nothing")
    void aScriptAsksAgain() {
        String hold = hold("asked");
        String cookie = STAGE.session("asked");
        STAGE.organisation("curious", "Curious Ltd", 60);
        String others = STAGE.session("curious");
        STAGE.whileBusy("asked", () -> {
            String link = again(get("/console/o/asked/holds/" + hold + "/approve", cookie));
            assertThat(part(link, cookie).status()).isEqualTo(204);
            assertThat(part(link, others).status()).isEqualTo(404);
            assertThat(part(link, "").status()).isEqualTo(401);
        });
    }

    private static Answer part(String path, String cookie) {
        return Http.get(GATEWAY.url() + path)
                .header("Cookie", cookie)
                .header("HX-Request", "true")
                .send();
    }

    @Test
    @DisplayName("When it cannot be worked out, the page that has waited says why")
    void aRefusalIsTold() {
        String hold = hold("decided");
        STAGE.api("POST", "/organizations/decided/holds/" + hold + "/approve", "");
        Page page = signedIn("decided", Window.LIGHT);
        STAGE.whileBusy("decided", () -> {
            page.navigate(GATEWAY.url() + "/console/o/decided/holds/" + hold + "/approve");
            assertThat(page.locator("main")).containsText("Working out");
        });
        assertThat(page.locator("main .notice.bad[role=alert]:visible")).not().isEmpty();
        Hand.follow(page, "Back");
        assertThat(page.locator("h1")).containsText("Too many at once");
    }
}
