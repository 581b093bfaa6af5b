package dev.rollcall.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.rollcall.server.console.Hand.follow;
import static dev.rollcall.server.console.Hand.press;
import static dev.rollcall.server.console.Hand.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.console.Chromium.Window;
import dev.rollcall.server.pull.ReadProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the tile of a provider to the first administrator, for every kind of provider, with what stands in for it running behind. */
final class ConnectWalkIT {

    private static final int READING_MILLIS = 60_000;

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.PULL_ORIGIN, ReadProvider.origin())
            .with(Settings.PULL_FIRST_PAUSE, "1");

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Stage STAGE = new Stage(GATEWAY);

    private static Page choosing(String organisation, String search) {
        Page page = CHROMIUM.open(Window.LIGHT);
        STAGE.signIn(page, organisation, "console");
        page.navigate(GATEWAY.url() + "/console/o/" + organisation + "/connect");
        page.getByLabel("Search providers").fill(search);
        return page;
    }

    private static String directory(Page page) {
        return page.url().replaceFirst(".*/directories/([^/]+)/.*", "$1");
    }

    private static void addRole(Page page, String group, String role) {
        page.getByLabel("Group", new Page.GetByLabelOptions().setExact(true)).fill(group);
        page.locator("select#role").selectOption(role);
        press(page, "Add to the list");
        press(page, "Save");
    }

    private static void goLive(Page page, String organisation) {
        follow(page, "Go live");
        press(page, "Go live now");
        assertThat(page.locator(".notice.good")).containsText("The directory is live.");
        assertThat(page.locator("#progress")).containsText("First administrator: done");
        assertThat(STAGE.get("/organizations/" + organisation + "/members?role=admin&status=active")
                        .path("items"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @DisplayName("A provider that sends: chosen, credential issued, people sent, roles given, live")
    @CsvSource({"Entra, entra", "Keycloak, okta", "OneLogin, okta", "Custom, okta"})
    void whoSends(String search, String speaksAs) {
        String organisation = "sends-" + search.toLowerCase(java.util.Locale.ROOT);
        STAGE.organisation(organisation, "Company " + search, 100);
        Page page = choosing(organisation, search);
        Locator tile = page.locator(".tile")
                .filter(new Locator.FilterOptions().setHasText(search).setHasNotText("1.1"));
        assertThat(tile).hasCount(1);
        tile.click();
        assertThat(page.locator("h1")).containsText(search);
        press(page, "Issue the credential");
        String token = page.locator("code.secret").innerText();
        follow(page, "I have entered it, continue");
        String directory = directory(page);
        follow(page, "Roles");
        addRole(page, "Rollcall Admins", "admin");
        STAGE.simulateWith(token, speaksAs, directory, 8, organisation + ".example");
        goLive(page, organisation);
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    @DisplayName("The same by keyboard alone, from the overview to the first administrator")
    void byKeyboardAlone() {
        STAGE.organisation("keyboard", "Keyboard Ltd", 100);
        Page page = CHROMIUM.open(Window.LIGHT);
        STAGE.signIn(page, "keyboard", "console");
        enter(page, "Connect a directory");
        page.waitForURL("**/connect");
        tabTo(page, "Search providers");
        page.keyboard().type("okt");
        assertThat(page.locator(".tile")).hasCount(2);
        enter(page, "Okta");
        assertThat(page.locator("h1")).containsText("Okta");
        enter(page, "Issue the credential");
        String token = page.locator("code.secret").innerText();
        enter(page, "I have entered it, continue");
        assertThat(page.locator("#progress")).containsText("Credential issued: done");
        String directory = directory(page);
        enter(page, "Roles");
        page.waitForURL("**/roles");
        tabTo(page, "Group");
        page.keyboard().type("Rollcall Admins");
        tabTo(page, "Role");
        page.keyboard().type("admin");
        enter(page, "Add to the list");
        assertThat(page.locator("h1")).containsText("gives Admin");
        enter(page, "Save");
        assertThat(page.locator(".notice.good")).isVisible();
        STAGE.simulateWith(token, "okta", directory, 8, "keyboard.example");
        enter(page, "Go live");
        assertThat(page.locator(".numbers")).containsText("come in");
        enter(page, "Go live now");
        assertThat(page.locator(".notice.good")).containsText("The directory is live.");
        assertThat(page.locator("#progress")).containsText("First administrator: done");
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    private static void enter(Page page, String name) {
        tabTo(page, name);
        page.keyboard().press("Enter");
    }

    @Test
    @EnabledIf("dev.rollcall.server.pull.ReadProvider#isThere")
    @DisplayName("A provider that is read: key uploaded, mistakes told at once, read while one looks on, groups chosen,"
            + " live")
    void whoIsRead(@TempDir Path folder) throws IOException {
        JsonNode settings = ReadProvider.settings();
        Path key = Files.writeString(
                folder.resolve("key.json"), settings.path("key").asText());
        String provider = ReadProvider.adapter().orElseThrow().displayName();
        Page page = choosing("demo", provider);
        page.locator(".tile")
                .filter(new Locator.FilterOptions().setHasText(provider))
                .click();
        follow(page, "Enter the details");
        page.getByLabel("or choose the file with the key").setInputFiles(key);
        assertThat(page.locator("textarea[name=key]")).hasValue(Pattern.compile("PRIVATE KEY"));
        page.getByLabel("Admin", new Page.GetByLabelOptions().setExact(true)).fill("no address");
        press(page, "Save and check");
        assertThat(page.locator("[role=alert]").last()).containsText("admin must be the address");
        assertThat(page.locator("textarea[name=key]")).hasValue(Pattern.compile("PRIVATE KEY"));
        page.getByLabel("Admin", new Page.GetByLabelOptions().setExact(true)).fill("nobody@demo.example");
        press(page, "Save and check");
        assertThat(page.locator(".ticks .failed")).containsText("nobody@demo.example");
        page.getByLabel("Admin", new Page.GetByLabelOptions().setExact(true))
                .fill(settings.path("admin").asText());
        press(page, "Save and check");
        assertThat(page.locator(".notice.good")).containsText("It works");
        assertThat(page.content()).doesNotContain("PRIVATE KEY");

        follow(page, "Start the preview");
        press(page, "Start the preview");
        follow(page, "Sync");
        String directory = directory(page);
        press(page, "Read it now");
        assertThat(page.locator("#now"))
                .containsText("The last reading was complete", new ContainsTextOptions().setTimeout(READING_MILLIS));
        page.reload();
        assertThat(page.locator("section[aria-labelledby=history]")).containsText("31 users created");
        Locator group = page.locator("input[name=group]").first();
        String chosen = group.getAttribute("value");
        group.check();
        press(page, "Save the choice");
        assertThat(page.locator("main")).containsText("1 group is read.");
        assertThat(STAGE.get(Stage.dir("demo", directory) + "/source")
                        .at("/settings/groupIds/0")
                        .asText())
                .isEqualTo(chosen);
        page.locator("input[name=group]:checked").uncheck();
        press(page, "Save the choice");
        assertThat(page.locator("main")).containsText("All groups are read.");

        String name = STAGE.get(Stage.dir("demo", directory) + "/groups")
                .at("/items/0/displayName")
                .asText();
        follow(page, "Roles");
        addRole(page, name, "admin");
        goLive(page, "demo");
        assertThat(CHROMIUM.complaints()).isEmpty();
    }
}
