package dev.rollcall.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.console.Chromium.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What administrators do in the console, as they do it, in a real browser, with a simulated provider behind. */
final class ConsoleWalkIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Stage STAGE = new Stage(GATEWAY);

    private static int clicks;

    private static void press(Page page, String name) {
        clicks++;
        Hand.press(page, name);
    }

    private static void follow(Page page, String name) {
        clicks++;
        Hand.follow(page, name);
    }

    private static Page signedIn(String organisation, Window window) {
        Page page = CHROMIUM.open(window);
        STAGE.signIn(page, organisation, "console");
        return page;
    }

    private static String dir(String organisation, String directory) {
        return Stage.dir(organisation, directory);
    }

    private static String live(String organisation, int users) {
        return STAGE.live(organisation, users);
    }

    @Test
    @DisplayName(
            "From the sign-in link to the first administrator by Okta in under ten clicks, at the width of a phone")
    void fromTheLinkToTheFirstAdministrator() {
        STAGE.organisation("walk", "Walk Ltd", 100);
        Page page = signedIn("walk", Pictures.areTaken() ? Window.LIGHT : Window.PHONE);
        clicks = 0;
        Pictures.take(page, "walk/1-overview");
        follow(page, "Connect a directory");
        page.getByLabel("Search providers").fill("okt");
        assertThat(page.locator(".tile")).hasCount(2);
        assertThat(page.locator(".tile").last()).containsText("Custom");
        Pictures.take(page, "walk/2-provider");
        clicks++;
        page.locator(".tile").first().click();
        assertThat(page.locator("h1")).containsText("Okta");

        Pictures.take(page, "walk/3-steps");
        press(page, "Issue the credential");
        String token = page.locator("code.secret").innerText();
        Pictures.take(page, "walk/4-credential");
        String directory = page.url().replaceFirst(".*/directories/([^/]+)/.*", "$1");
        follow(page, "I have entered it, continue");
        assertThat(page.locator("#progress")).containsText("Credential issued: done");

        follow(page, "Roles");
        page.getByLabel("Group", new Page.GetByLabelOptions().setExact(true)).fill("Rollcall Admins");
        page.locator("select#role").selectOption("admin");
        Pictures.take(page, "walk/5-roles");
        press(page, "Add to the list");
        assertThat(page.locator(".notice.good")).hasText("Nobody gains or loses anything.");
        Pictures.take(page, "walk/6-what-it-changes");
        press(page, "Save");
        STAGE.simulateWith(token, "okta", directory, 12, "walk.example");
        follow(page, "Go live");
        assertThat(page.locator(".numbers")).containsText("come in");
        Pictures.take(page, "walk/7-go-live");
        press(page, "Go live now");
        assertThat(page.locator(".notice.good")).containsText("The directory is live.");
        assertThat(page.locator("#progress")).containsText("First administrator: done");
        Pictures.take(page, "walk/8-live");
        assertThat(STAGE.get("/organizations/walk/members?role=admin&status=active")
                        .path("items"))
                .isNotEmpty();
        assertThat(clicks).isLessThan(10);
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    @DisplayName("A preview shows whom going live lets in, and going live does exactly that")
    void fromThePreviewToLive() {
        STAGE.organisation("pre", "Preview Ltd", 100);
        String directory = STAGE.directory("pre", "okta", "Okta");
        Page page = signedIn("pre", Window.LIGHT);
        page.locator(".needs").getByRole(AriaRole.LINK).first().click();
        follow(page, "Start the preview");
        press(page, "Start the preview");
        STAGE.simulate("pre", "okta", directory, 12);
        assertThat(STAGE.get("/organizations/pre/members").path("items")).isEmpty();
        follow(page, "Update");
        assertThat(page.locator(".numbers")).containsText("come in");
        String foretold = page.locator(".kind-added dd").first().innerText();
        follow(page, "Go live");
        press(page, "Go live now");
        assertThat(page.locator(".notice.good")).containsText(foretold + " come in");
        assertThat(STAGE.get("/organizations/pre/members?status=active&limit=1000")
                        .path("items"))
                .hasSize(Integer.parseInt(foretold));
    }

    @Test
    @DisplayName("The ticks of the set-up follow the provider while the page is open")
    void theTicksAreLive() {
        STAGE.organisation("ticks", "Ticks Ltd", 100);
        String directory = STAGE.directory("ticks", "okta", "Okta");
        Page page = signedIn("ticks", Window.LIGHT);
        page.navigate(GATEWAY.url() + "/console/o/ticks/directories/" + directory + "/setup");
        assertThat(page.locator("#progress")).containsText("First person: not yet");
        STAGE.simulate("ticks", "okta", directory, 3);
        assertThat(page.locator("#progress")).containsText("First person: done");
        assertThat(page.locator("#progress")).containsText("First group: done");
        assertThat(page.locator("details.step .tick.done").first()).isVisible();
    }

    @Test
    @DisplayName(
            "Roles are put in order by the keyboard alone, and what it changes stands beside the button before it is"
                    + " saved")
    void rolesAreOrderedByKeyboard() {
        String directory = live("order", 15);
        Page page = signedIn("order", Window.LIGHT);
        page.navigate(GATEWAY.url() + "/console/o/order/directories/" + directory + "/roles");
        Locator down = page.getByLabel("Move Rollcall Admins down");
        down.focus();
        page.keyboard().press("Enter");
        assertThat(down).isFocused();
        assertThat(page.locator("#moved")).hasText("Rollcall Admins is number 2 of 2 now.");
        assertThat(page.locator("#forecast")).not().isEmpty();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Review and save the order"))
                .focus();
        page.keyboard().press("Enter");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Save").setExact(true))
                .focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".notice.good")).containsText("The new order is saved.");
        assertThat(order("order", directory)).containsExactly("Rollcall Members", "Rollcall Admins");
    }

    @Test
    @DisplayName("Roles are put in order by dragging")
    void rolesAreOrderedByMouse() {
        String directory = live("drag", 0);
        Page page = signedIn("drag", Window.LIGHT);
        page.navigate(GATEWAY.url() + "/console/o/drag/directories/" + directory + "/roles");
        page.locator(".order li")
                .first()
                .locator(".grip")
                .dragTo(page.locator(".order li").last());
        assertThat(page.locator("#save")).isVisible();
        press(page, "Review and save the order");
        press(page, "Save");
        assertThat(order("drag", directory)).containsExactly("Rollcall Members", "Rollcall Admins");
    }

    @Test
    @DisplayName(
            "Issue 14: an expression is judged at its field with line and column, and shows what it changes before it"
                    + " is saved, changed and put in order")
    void anExpressionGivesARole() {
        String directory = live("expr", 0);
        Page page = signedIn("expr", Window.LIGHT);
        page.navigate(GATEWAY.url() + "/console/o/expr/directories/" + directory + "/roles");
        Locator field = page.locator("#expression");
        field.pressSequentially("user.title ==");
        assertThat(page.locator("#judged")).containsText("Line 1, column");
        press(page, "Add the expression");
        assertThat(page.locator("#judged")).containsText("Line 1, column");
        assertThat(field).hasValue("user.title ==");
        field.fill("user.title == \"Lead\"");
        assertThat(page.locator("#judged")).containsText("It can be used.");
        page.locator("select#expression-role").selectOption("guest");
        press(page, "Add the expression");
        assertThat(page.locator("main")).containsText("Nobody gains or loses anything.");
        press(page, "Save");
        assertThat(page.locator(".order li").last()).containsText("user.title == \"Lead\" holds");
        page.locator(".order li").last().getByText("Edit").click();
        assertThat(field).hasValue("user.title == \"Lead\"");
        field.fill("user.title == \"Head\"");
        press(page, "Review the change");
        press(page, "Save");
        assertThat(page.locator(".order li").last()).containsText("user.title == \"Head\" holds");
        page.locator("#attribute").fill("department");
        page.locator("#values").fill("IT\nSales");
        press(page, "Add the attribute");
        press(page, "Save");
        assertThat(page.locator(".order li").last()).containsText("department is \"IT\" or \"Sales\"");
    }

    private static List<String> order(String organisation, String directory) {
        List<String> names = new ArrayList<>();
        for (JsonNode item :
                STAGE.get(dir(organisation, directory) + "/role-assignments").path("items")) {
            names.add(item.path("groupName").asText());
        }
        return names;
    }

    @Test
    @DisplayName("Two administrators do not overwrite each other: the second one is told, and nothing is saved")
    void nobodyIsOverwritten() {
        String directory = live("both", 0);
        Page page = signedIn("both", Window.LIGHT);
        page.navigate(GATEWAY.url() + "/console/o/both/directories/" + directory + "/roles");
        STAGE.api("POST", dir("both", directory) + "/role-assignments", "{'groupName':'Sales','role':'guest'}");
        page.getByLabel("Group", new Page.GetByLabelOptions().setExact(true)).fill("Contractors");
        press(page, "Add to the list");
        assertThat(page.locator("[role=alert]").last()).containsText("Another change came first");
        assertThat(order("both", directory)).containsExactly("Rollcall Admins", "Rollcall Members", "Sales");
        follow(page, "Back");
        assertThat(page.locator(".order")).containsText("Sales");
    }

    @Test
    @DisplayName("A mass change is looked at and rejected, another one approved")
    void massChangesAreDecided() {
        for (String verb : List.of("Reject", "Approve")) {
            String organisation = "mass-" + verb.toLowerCase(java.util.Locale.ROOT);
            String directory = live(organisation, 40);
            STAGE.api("PUT", dir(organisation, directory) + "/default-role", "{'role':null}");
            for (JsonNode group :
                    STAGE.get(dir(organisation, directory) + "/groups").path("items")) {
                if (group.path("displayName").asText().equals("Rollcall Members")) {
                    STAGE.scim(
                            organisation,
                            directory,
                            "DELETE",
                            "/Groups/" + group.path("id").asText(),
                            "");
                }
            }
            Page page = signedIn(organisation, Window.LIGHT);
            page.locator(".needs .urgent").getByRole(AriaRole.LINK).first().click();
            assertThat(page.locator("h2").first()).hasText("If you approve");
            follow(page, verb + " …");
            press(page, verb);
            assertThat(page.locator(".notice.good"))
                    .containsText(verb.equals("Reject") ? "is rejected" : "is approved");
            assertThat(page.locator("main")).containsText("Nothing waits for a decision.");
            int active = STAGE.get("/organizations/" + organisation + "/members?status=active&limit=1000")
                    .path("items")
                    .size();
            if (verb.equals("Reject")) {
                assertThat(active).isGreaterThan(20);
            } else {
                assertThat(active).isLessThan(10);
            }
            page.context().close();
        }
    }

    @Test
    @DisplayName("A credential is rotated without a gap: a second one, then the first is revoked")
    void credentialsAreRotated() {
        String directory = live("rotate", 0);
        String first = STAGE.api("POST", dir("rotate", directory) + "/credentials", "{}")
                .json()
                .path("prefix")
                .asText();
        Page page = signedIn("rotate", Window.LIGHT);
        page.navigate(GATEWAY.url() + "/console/o/rotate/directories/" + directory + "/settings");
        press(page, "Issue a second credential");
        String second = page.locator("code.secret").innerText();
        page.reload();
        assertThat(page.locator("code.secret")).hasText(second);
        page.navigate(GATEWAY.url() + "/console/o/rotate/directories/" + directory + "/settings");
        page.getByLabel("Revoke " + first).click();
        press(page, "Revoke the credential");
        assertThat(page.locator(".notice.good")).hasText("The credential is revoked.");
        assertThat(STAGE.get(dir("rotate", directory) + "/credentials").findValuesAsText("state"))
                .containsExactlyInAnyOrder("valid", "revoked");
    }

    @Test
    @DisplayName("A mistaken activation is undone, and what it undoes is shown first")
    void anActivationIsUndone() {
        STAGE.organisation("undo", "Undo Ltd", 100);
        STAGE.api("POST", "/organizations/undo/members", "{'email':'own@undo.example','role':'admin'}");
        String directory = STAGE.directory("undo", "okta", "Okta");
        STAGE.api("POST", dir("undo", directory) + "/activate", "");
        STAGE.simulate("undo", "okta", directory, 10);
        Page page = signedIn("undo", Window.LIGHT);
        page.navigate(GATEWAY.url() + "/console/o/undo/directories/" + directory + "/settings");
        page.getByLabel(Pattern.compile("Undo the activation of .*")).click();
        assertThat(page.locator(".numbers")).containsText("are removed");
        press(page, "Undo the activation");
        assertThat(page.locator(".notice.good")).containsText("The activation is undone.");
        assertThat(STAGE.get("/organizations/undo/members").path("items")).hasSize(1);
    }

    @Test
    @DisplayName("What was typed is kept when it is refused, and the reason stands beside it")
    void whatWasTypedIsKept() {
        live("typed", 0);
        Page page = signedIn("typed", Window.LIGHT);
        follow(page, "Domains");
        page.getByLabel("Another domain").fill("co.uk");
        press(page, "Add the domain");
        assertThat(page.getByLabel("Another domain")).hasValue("co.uk");
        assertThat(page.locator(".wrong")).isVisible();
        page.getByLabel("Another domain").fill("typed.test");
        press(page, "Add the domain");
        assertThat(page.locator("main")).containsText("The record that proves that the domain is yours");
        assertThat(page.locator("[data-copy]")).hasCount(3);
    }

    @Test
    @DisplayName("People are searched while typing, the search is in the address, and a reload shows the same")
    void peopleAreSearched() {
        live("search", 20);
        Page page = signedIn("search", Window.LIGHT);
        follow(page, "People");
        String somebody = page.locator("td.person b").first().innerText();
        page.getByLabel("Search by name or address").fill(somebody);
        page.waitForURL(Pattern.compile(".*q=.*"));
        assertThat(page.locator("td.person b").first()).hasText(somebody);
        page.reload();
        assertThat(page.getByLabel("Search by name or address")).hasValue(somebody);
        page.locator("td.person a").first().click();
        assertThat(page.locator(".journey li")).hasCount(5);
        assertThat(page.locator(".journey li.passed")).hasCount(5);
        assertThat(page.locator("main")).containsText("Okta manages this person");
    }

    @Test
    @DisplayName("The whole way to an invitation goes by keyboard alone")
    void keyboardAlone() {
        STAGE.organisation("keys", "Keys Ltd", 100);
        Page page = signedIn("keys", Window.LIGHT);
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();
        Hand.tabTo(page, "People");
        page.keyboard().press("Enter");
        page.waitForURL("**/people");
        Hand.tabTo(page, "Invite a person");
        page.keyboard().press("Enter");
        page.waitForURL("**/invite");
        Hand.tabTo(page, "E-mail address");
        page.keyboard().type("grace@keys.example");
        Hand.tabTo(page, "Invite");
        page.keyboard().press("Enter");
        assertThat(page.locator(".notice.good")).hasText("grace@keys.example is a member now.");
    }

    @Test
    @DisplayName("R26: the operator sees a conflict between two organisations and decides it")
    void theOperatorDecidesAConflict() {
        STAGE.organisation("old", "Old Employer", 60);
        STAGE.organisation("owner", "Owner of the domain", 60);
        STAGE.api("POST", "/organizations/old/members", "{'email':'lee@theirs.example'}");
        STAGE.api("PUT", "/organizations/owner/domains/theirs.example/attestation", "");
        Page page = CHROMIUM.open(Window.LIGHT);
        STAGE.signInOperator(page);
        assertThat(page.locator("h1")).hasText("Organisations");
        follow(page, "Conflicts");
        assertThat(page.locator("main")).containsText("Old Employer");
        page.getByLabel("Release lee@theirs.example").click();
        press(page, "Release");
        assertThat(page.locator(".notice.good")).containsText("The address is released.");
        assertThat(STAGE.get("/organizations/old/members").path("items")).isEmpty();
    }

    @Test
    @DisplayName("The operator grants a recovery administrator where access was lost")
    void lostAccessIsRecovered() {
        STAGE.organisation("lost", "Lost Ltd", 60);
        Page page = CHROMIUM.open(Window.LIGHT);
        STAGE.signInOperator(page);
        page.navigate(GATEWAY.url() + "/console/o/lost/recovery");
        page.getByLabel("E-mail address").fill("joan@lost.example");
        page.getByLabel("Reason, for the audit").fill("The mapping was lost");
        press(page, "Grant …");
        assertThat(page.locator(".numbers")).containsText("administrators");
        press(page, "Grant it");
        assertThat(page.locator("main")).containsText("The mapping was lost");
        assertThat(STAGE.get("/organizations/lost/members?role=admin&status=active")
                        .path("items"))
                .hasSize(1);
    }

    @Test
    @DisplayName("An administrator of one organisation has no operator's pages")
    void theOperatorsPagesAreTheOperatorsAlone() {
        STAGE.organisation("small", "Small Ltd", 60);
        Page page = signedIn("small", Window.LIGHT);
        for (String path : List.of("/console/operator/conflicts", "/console/operator/system")) {
            page.navigate(GATEWAY.url() + path);
            assertThat(page.locator("h1")).hasText("You may not do this");
        }
    }

    @Test
    @DisplayName("M9: an auditor comes in at the audit and finds nothing else in the navigation")
    void anAuditorSeesTheAudit() {
        STAGE.organisation("audited", "Audited Ltd", 60);
        Page page = CHROMIUM.open(Window.LIGHT);
        STAGE.signIn(page, "audited", "audit");
        assertThat(page.locator("h1")).hasText("Audit");
        assertThat(page.locator("nav a")).hasCount(1);
        page.getByLabel("What").fill("create organization");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                .click();
        assertThat(page.locator("main tbody tr")).hasCount(1);
        page.locator("main tbody a").first().click();
        assertThat(page.getByLabel("Who")).not().hasValue("");
        page.navigate(GATEWAY.url() + "/console/o/audited/people");
        assertThat(page.locator("h1")).hasText("You may not do this");
    }

    @Test
    @DisplayName("M9: an administrator sent for people may invite, and is offered no change of domains and directories")
    void whoIsSentForPeopleIsOfferedWhatTheyMayDo() {
        STAGE.organisation("narrow", "Narrow Ltd", 60);
        Page page = CHROMIUM.open(Window.LIGHT);
        STAGE.signIn(page, "narrow", "members");
        assertThat(page.locator("h1")).hasText("People");
        assertThat(page.locator("main")).containsText("Invite a person");
        follow(page, "Domains");
        assertThat(page.getByLabel("Another domain")).hasCount(0);
    }

    @Test
    @DisplayName("An owner sees who is signed in, ends a session of another, and signs out everywhere")
    void sessionsAreSeenAndEnded() {
        STAGE.organisation("seen", "Seen Ltd", 60);
        Page page = signedIn("seen", Window.LIGHT);
        Page other = signedIn("seen", Window.PHONE);
        Page third = signedIn("seen", Window.PHONE);
        follow(page, "Sessions");
        assertThat(page.locator("tbody tr")).hasCount(3);
        page.getByLabel("End the session of ada@seen.example").first().click();
        press(page, "End it");
        assertThat(page.locator(".notice.good")).hasText("The session has ended.");
        assertThat(page.locator("tbody tr")).hasCount(2);
        List<Page> others = List.of(other, third);
        others.forEach(Page::reload);
        assertThat(others.stream().filter(one -> one.url().endsWith("/console/sign-in")))
                .as("one session was ended, and the other was not")
                .hasSize(1);
        press(page, "Sign out everywhere");
        // Not its address: the page takes the query away as soon as it has read it, which may be before the click
        // returns.
        assertThat(page.locator("#message")).containsText("You are signed out.");
        others.forEach(one -> {
            one.navigate(GATEWAY.url() + "/console/o/seen/people");
            one.waitForURL("**/console/sign-in");
        });
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    @DisplayName("Signing out ends the session, also in another window of the browser")
    void signingOut() {
        STAGE.organisation("out", "Out Ltd", 100);
        Page page = signedIn("out", Window.LIGHT);
        Page other = page.context().newPage();
        other.navigate(GATEWAY.url() + "/console/o/out/people");
        press(page, "Sign out");
        assertThat(page.locator("#message")).containsText("You are signed out.");
        other.reload();
        assertThat(other.locator("#message")).containsText("You are not signed in.");
    }
}
