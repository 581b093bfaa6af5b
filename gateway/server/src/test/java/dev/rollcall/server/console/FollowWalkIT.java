package dev.rollcall.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.rollcall.server.console.Hand.follow;
import static dev.rollcall.server.console.Hand.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.console.Chromium.Window;
import dev.rollcall.server.pull.ReadProvider;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What administrators do when something went otherwise than they thought: follow it, understand it, mend it. */
final class FollowWalkIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.WEBHOOK_PRIVATE, "on");

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Stage STAGE = new Stage(GATEWAY);

    private static final long UNDER_FIVE_MINUTES = 4 * 60 * 1000L;

    private static Page signedIn(String organisation) {
        Page page = CHROMIUM.open(Window.LIGHT);
        STAGE.signIn(page, organisation, "console");
        return page;
    }

    @Test
    @DisplayName("A request is found by person, shows what was made of it, is copied for support and replayed")
    void requestsAreFoundAndReplayed() {
        STAGE.organisation("log", "Log Ltd", 60);
        String directory = STAGE.directory("log", "entra", "Entra");
        STAGE.api("POST", Stage.dir("log", directory) + "/activate", "");
        STAGE.scim(
                "log",
                directory,
                "POST",
                "/Users",
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'kim@log.example','externalId':'k1',"
                        + "'active':'True','shoeSize':'43'}");
        String id = STAGE.logged("log", "kim@log.example").path("id").asText();
        int before = STAGE.get("/organizations/log/events").path("items").size();
        Page page = signedIn("log");
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        follow(page, "Requests");
        page.getByLabel("About a person: name, address or external id").fill("kim@log.example");
        page.waitForURL(Pattern.compile(".*person=kim.*"));
        assertThat(page.locator("#results tbody tr")).hasCount(1);
        page.reload();
        assertThat(page.locator("#person")).hasValue("kim@log.example");
        page.locator("#outcome").selectOption("refused");
        assertThat(page.locator("#results")).containsText("No request matches this search.");
        page.locator("#outcome").selectOption("left_out");
        page.locator("#results tbody a").click();

        assertThat(page.locator("h1")).containsText("Create user: kim@log.example");
        assertThat(page.locator("section[aria-labelledby=left-out]")).containsText("shoeSize");
        Locator quirks = page.locator("section[aria-labelledby=quirks]");
        assertThat(quirks.locator("mark").first()).containsText("\"True\"");
        assertThat(quirks.locator("mark").last()).containsText("true");
        assertThat(page.locator("section[aria-labelledby=effect]")).containsText("Create user");
        press(page, "Copy as support bundle");
        assertThat(page.locator("[data-copy-from]")).hasText("Copied");
        assertThat(String.valueOf(page.evaluate("navigator.clipboard.readText()")))
                .contains(id, "\"version\"", "kim@log.example");

        press(page, "What would it do now?");
        assertThat(page.locator(".numbers").first()).containsText("409");
        assertThat(page.locator("section[aria-labelledby=differences] tbody tr").first())
                .isVisible();
        assertThat(STAGE.get("/organizations/log/events").path("items")).hasSize(before);
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    @DisplayName(
            "A refused request is opened in the workbench, and the profile that reads it is tried, saved and restored")
    void aProfileIsMadeForARequest() {
        STAGE.organisation("bench", "Bench Ltd", 60);
        String directory = STAGE.directory("bench", "custom", "Ours");
        String sent = "{'login':'LEE@bench.example','status':'A'}";
        assertThat(STAGE.scim("bench", directory, "POST", "/Users", sent).status())
                .isEqualTo(400);
        Page page = signedIn("bench");
        page.navigate(GATEWAY.url() + "/console/o/bench/requests?outcome=refused&directory=" + directory);
        while (page.locator("#results tbody a").count() == 0) {
            page.reload();
        }
        page.locator("#results tbody a").first().click();
        follow(page, "Open in the workbench");
        assertThat(page.locator("#trial")).containsText("It would be refused with 400.");
        assertThat(page.locator("#body")).hasValue(Pattern.compile("LEE@bench\\.example"));

        press(page, "Suggest");
        assertThat(page.locator("#suggestions")).containsText("recorded requests were looked at");
        Locator document = page.locator("#document");
        document.fill("{\"usr\": {}}");
        assertThat(page.locator("#trial [role=alert]")).containsText("usr");
        document.fill("{\"user\": ");
        assertThat(page.locator("#trial [role=alert]")).containsText("The profile is not JSON (line 1");
        document.fill("{\"user\": {\"attributes\": [{\"to\": \"userName\", \"from\": [\"login\"], \"apply\":"
                + " [\"lower-case\"]}]}}");
        assertThat(page.locator("#trial")).containsText("the request is understood");
        assertThat(page.locator("#trial")).containsText("lee@bench.example");
        press(page, "Compare with the last requests");
        assertThat(page.locator("#diff")).containsText("1 × create user would be accepted");
        assertThat(page.locator("#diff")).containsText("Then 400");
        assertThat(document).hasValue(Pattern.compile("lower-case"));
        press(page, "Save the profile");
        assertThat(page.locator(".notice.good").first()).containsText("Version 1 of the profile applies");
        assertThat(STAGE.scim("bench", directory, "POST", "/Users", sent).status())
                .isEqualTo(201);

        STAGE.api("PUT", Stage.dir("bench", directory) + "/profile", "{'quirks':[]}");
        document.fill("{\"habits\": []}");
        press(page, "Save the profile");
        assertThat(page.locator("#trial [role=alert]")).containsText("has saved version 2 since you opened the page");
        assertThat(document).hasValue("{\"habits\": []}");
        page.navigate(page.url());
        page.getByLabel("Use version 1 again").click();
        press(page, "Use this version");
        assertThat(page.locator(".notice.good").first()).containsText("Version 1 applies again");
        assertThat(STAGE.get(Stage.dir("bench", directory) + "/profile").at("/document/user/attributes"))
                .hasSize(1);
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    @DisplayName("Issue 16: an open page says that its session has ended, and shows itself after another sign-in")
    void anEndedSessionIsTold() {
        STAGE.organisation("ended", "Ended Ltd", 60);
        List<String> paths = new ArrayList<>(List.of("/people/invite"));
        ReadProvider.adapter()
                .map(read -> STAGE.directory("ended", read.provider(), read.displayName()))
                .ifPresent(directory -> paths.add("/directories/" + directory + "/sync"));
        for (String path : paths) {
            Page page = CHROMIUM.open(Window.LIGHT);
            page.clock().install();
            STAGE.signIn(page, "ended", "console");
            page.navigate(GATEWAY.url() + "/console/o/ended" + path);
            Locator field = page.locator("main form input:visible, main form textarea:visible")
                    .first();
            field.fill("typed");
            page.clock().fastForward(UNDER_FIVE_MINUTES);
            assertThat(page.locator("#ended")).isHidden();

            STAGE.api("DELETE", "/organizations/ended/sessions", "");
            page.clock().fastForward(UNDER_FIVE_MINUTES);
            assertThat(page.locator("#ended")).containsText("Your session has ended");
            assertThat(field).isHidden();
            assertThat(page.locator("#ended").getByRole(AriaRole.LINK)).hasAttribute("href", "/console/sign-in");

            STAGE.signIn(page.context().newPage(), "ended", "console");
            page.bringToFront();
            page.clock().fastForward(UNDER_FIVE_MINUTES);
            assertThat(page.locator("#ended")).isHidden();
            assertThat(field).hasValue("typed");
            page.context().close();
        }
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    @DisplayName("An endpoint is added, its secret shown once, tested, seen failing, sent again, and deleted")
    void anEndpointIsLookedAfter() {
        STAGE.organisation("hook", "Hook Ltd", 60);
        AtomicInteger status = new AtomicInteger(204);
        Vertx vertx = Vertx.vertx();
        HttpServer receiver = vertx.createHttpServer()
                .requestHandler(request ->
                        request.response().setStatusCode(status.get()).end())
                .listen(0, "127.0.0.1")
                .await();
        Page page = signedIn("hook");
        follow(page, "Events and delivery");
        page.getByLabel("Address").fill("ftp://app.example/events");
        press(page, "Add the endpoint");
        assertThat(page.locator("[role=alert]").last()).isVisible();
        assertThat(page.getByLabel("Address")).hasValue("ftp://app.example/events");
        page.getByLabel("Address").fill("http://127.0.0.1:" + receiver.actualPort() + "/events");
        page.getByLabel("Name").fill("Our app");
        press(page, "Add the endpoint");
        String secret = page.locator("code.secret").innerText();
        assertThat(secret).startsWith("whsec_");
        follow(page, "I have entered it, continue");
        assertThat(page.locator("body")).not().containsText(secret);

        press(page, "Send a test");
        assertThat(page.locator(".notice.good")).containsText("The test was received: status 204");
        status.set(500);
        press(page, "Send a test");
        assertThat(page.locator(".notice.good")).containsText("The test was not received");
        follow(page, "Failed");
        assertThat(page.locator("section[aria-labelledby=attempts] tbody tr")).hasCount(1);
        status.set(204);
        STAGE.api("POST", "/organizations/hook/members", "{'email':'eve@hook.example'}");
        page.getByLabel("Since (UTC)").fill("2020-01-01T00:00");
        press(page, "Send again");
        assertThat(page.locator(".notice.good")).containsText("are sent again, in order.");
        press(page, "Make a new secret");
        assertThat(page.locator("code.secret")).not().hasText(secret);
        follow(page, "I have entered it, continue");

        String endpoint =
                STAGE.get("/organizations/hook/webhooks").at("/items/0/id").asText();
        STAGE.api("PATCH", "/organizations/hook/webhooks/" + endpoint, "{'types':['member.*']}");
        page.getByLabel("Name").fill("Another name");
        press(page, "Save");
        assertThat(page.locator("h1")).hasText("Another change came first");
        follow(page, "See the present state");
        assertThat(page.getByLabel("Types of events")).hasValue(Pattern.compile("member\\.added"));

        follow(page, "Switch off …");
        press(page, "Switch it off");
        assertThat(page.locator("h1")).containsText("Disabled");
        follow(page, "Delete …");
        press(page, "Delete it");
        assertThat(page.locator("main")).containsText("No endpoint yet.");
        assertThat(CHROMIUM.complaints()).isEmpty();
        vertx.close().await();
    }

    @Test
    @DisplayName("The guard against mass changes is set, and a part of what it holds is let through")
    void aPartOfAHoldIsApproved() {
        String directory = STAGE.live("part", 40);
        Page page = signedIn("part");
        page.navigate(GATEWAY.url() + "/console/o/part/directories/" + directory + "/settings");
        page.getByLabel("Per cent of the active members").fill("5");
        page.getByLabel("and at least this many people").fill("1");
        press(page, "Change …");
        press(page, "Save");
        assertThat(page.locator(".notice.good")).containsText("The guard is set.");
        assertThat(STAGE.get(Stage.dir("part", directory) + "/mass-change-guard")
                        .path("share")
                        .asInt())
                .isEqualTo(5);

        STAGE.api("PUT", Stage.dir("part", directory) + "/default-role", "{'role':null}");
        for (JsonNode group :
                STAGE.get(Stage.dir("part", directory) + "/groups").path("items")) {
            if (group.path("displayName").asText().equals("Rollcall Members")) {
                STAGE.scim(
                        "part",
                        directory,
                        "DELETE",
                        "/Groups/" + group.path("id").asText(),
                        "");
            }
        }
        int before = active("part");
        follow(page, "Holds");
        page.locator("main section[aria-label='Too many at once'] a").click();
        List<Locator> boxes = page.locator("input[name=person]").all();
        boxes.get(0).check();
        boxes.get(1).check();
        press(page, "Approve these …");
        assertThat(page.locator("h1")).containsText("for 2 of");
        press(page, "Approve");
        assertThat(page.locator(".notice.good")).containsText("The change is approved.");
        assertThat(active("part")).isEqualTo(before - 2);
        assertThat(page.locator("input[name=person]")).hasCount(boxes.size() - 2);
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    private static int active(String organisation) {
        return STAGE.get("/organizations/" + organisation + "/members?status=active&limit=1000")
                .path("items")
                .size();
    }

    @Test
    @DisplayName("R33: another directory takes over, and who is in both stays the same member on the same seat")
    void anotherDirectoryTakesOver() {
        String okta = STAGE.live("move", 8);
        String next = STAGE.directory("move", "okta", "The new one");
        STAGE.api("POST", Stage.dir("move", next) + "/preview", "");
        STAGE.simulate("move", "okta", next, 8);
        List<String> before = ids("move");
        Page page = signedIn("move");
        page.navigate(GATEWAY.url() + "/console/o/move/directories/" + okta + "/settings");
        page.getByLabel("Directory that takes over").selectOption(next);
        press(page, "Move …");
        assertThat(page.locator("h1")).hasText("The new one takes over from Okta");
        press(page, "Move to The new one");
        assertThat(page.locator(".notice.good")).containsText("The new one has taken over.");
        assertThat(STAGE.get(Stage.dir("move", okta)).path("state").asText()).isEqualTo("deactivated");
        assertThat(STAGE.get(Stage.dir("move", next)).path("state").asText()).isEqualTo("active");
        assertThat(ids("move")).isEqualTo(before);
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    private static List<String> ids(String organisation) {
        List<String> ids = new ArrayList<>();
        STAGE.get("/organizations/" + organisation + "/members?status=active&limit=1000")
                .path("items")
                .forEach(member -> ids.add(member.path("id").asText() + member.path("seat")));
        return ids;
    }
}
