package dev.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.console.Chromium.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every page in every window: axe finds nothing, the browser has nothing to complain of, no id stands where a name can, and nothing is
 * wider than the window. {@code -Drollcall.windows=true} has axe look at every width in every colour scheme,
 * and {@code -Drollcall.pictures=FOLDER} keeps a picture of each instead.
 */
final class EveryPageTest {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PICTURES = System.getProperty("rollcall.pictures", "");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** Whether axe looks at every window, which takes minutes; else at one. */
    private static final boolean THOROUGH = Boolean.getBoolean("rollcall.windows");

    /** Both widths and both schemes; every combination of them where that was asked for. */
    private static final List<Window> WINDOWS =
            PICTURES.isEmpty() && !THOROUGH ? List.of(Window.LIGHT, Window.PHONE_DARK) : List.of(Window.values());

    private static final AxeRunOptions AXE = new AxeRunOptions();

    static {
        AXE.setResultTypes(List.of("violations"));
    }

    private static final Stage STAGE = new Stage(GATEWAY);
    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    @BeforeAll
    static void fill() {
        STAGE.organisation("acme", "Acme Corporation", 120);
        String okta = STAGE.directory("acme", "okta", "Okta");
        STAGE.api("POST", dir(okta) + "/role-assignments", "{'groupName':'Rollcall Admins','role':'admin'}");
        STAGE.api("POST", dir(okta) + "/role-assignments", "{'groupName':'Rollcall Members','role':'member'}");
        STAGE.api("POST", dir(okta) + "/role-assignments", "{'groupName':'Contractors','role':'guest'}");
        STAGE.api("POST", dir(okta) + "/activate", "");
        STAGE.simulate("acme", "okta", okta, 60);
        STAGE.scim(
                "acme",
                okta,
                "POST",
                "/Users",
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'kim@partner.example','externalId':'x1','active':true,'displayName':'Kim"
                        + " Partner'}");
        JsonNode groups = STAGE.get(dir(okta) + "/groups");
        for (JsonNode group : groups.path("items")) {
            if (group.path("displayName").asText().equals("Rollcall Members")) {
                STAGE.api("PUT", dir(okta) + "/default-role", "{'role':null}");
                STAGE.scim("acme", okta, "DELETE", "/Groups/" + group.path("id").asText(), "");
            }
        }
        String preview = STAGE.directory("acme", "entra", "Microsoft Entra ID");
        STAGE.api("POST", dir(preview) + "/preview", "");
        STAGE.simulate("acme", "entra", preview, 30);
        String draft = STAGE.directory("acme", "custom", "Warehouse tool");
        STAGE.api("POST", "/organizations/acme/domains", "{'name':'acme.test'}");
        STAGE.api(
                "POST",
                "/organizations/acme/members",
                "{'email':'grace@acme.example','displayName':'Grace Hopper','role':'admin'}");
        STAGE.api(
                "POST", "/organizations/acme/recovery-admins", "{'email':'joan@acme.example','reason':'Mapping lost'}");
        STAGE.api(
                "POST",
                "/organizations",
                "{'slug':'fresh','name':'Fresh Start','plan':'standard','purchasedSeats':10}");

        String hold = STAGE.get("/organizations/acme/holds").at("/items/0/id").asText();
        String byHand = STAGE.get("/organizations/acme/members?text=grace")
                .at("/items/0/id")
                .asText();
        String managed = STAGE.get("/organizations/acme/members?status=active&directory=" + okta)
                .at("/items/0/id")
                .asText();
        String out =
                STAGE.get("/organizations/acme/exclusions").at("/items/0/id").asText();
        String activation =
                STAGE.get(dir(okta) + "/activations").at("/items/0/id").asText();
        page("overview", "");
        page("domains", "/domains");
        page("domain", "/domains/acme.test");
        page("domain-release", "/domains/acme.example/release");
        page("directories", "/directories");
        page("connect", "/connect");
        page("setup", "/directories/" + draft + "/setup");
        page("setup-okta", "/directories/" + okta + "/setup");
        page("roles", "/directories/" + okta + "/roles");
        page("roles-empty", "/directories/" + draft + "/roles");
        page("role-add", "/directories/" + okta + "/roles/add?group=Sales&role=member");
        page("preview", "/directories/" + preview + "/preview");
        page("preview-kind", "/directories/" + preview + "/preview?kind=excluded");
        page("preview-live", "/directories/" + okta + "/preview");
        page("preview-draft", "/directories/" + draft + "/preview");
        page("go-live", "/directories/" + preview + "/activate");
        page("settings", "/directories/" + okta + "/settings");
        page("deactivate", "/directories/" + okta + "/deactivate?members=suspend");
        page("undo", "/directories/" + okta + "/activations/" + activation + "/undo");
        page("delete", "/directories/" + draft + "/delete");
        page("people", "/people");
        page("people-none", "/people?q=nobody-is-called-this");
        page("people-out", "/people?status=excluded");
        page("person", "/people/" + managed);
        page("person-by-hand", "/people/" + byHand);
        page("person-out", "/people/" + out);
        page("invite", "/people/invite");
        page("kept-out", "/kept-out");
        page("groups", "/groups");
        page("recovery", "/recovery");
        page("holds", "/holds");
        page("holds-past", "/holds?show=past");
        page("holds-rejected", "/holds?show=rejected");
        page("hold", "/holds/" + hold);
        page("hold-approve", "/holds/" + hold + "/approve");
        page("hold-reject", "/holds/" + hold + "/reject");
        page("seats", "/seats");
        page("sessions", "/sessions");
        page("audit", "/audit");
        page("not-there", "/people/00000000-0000-7000-8000-000000000000");
    }

    private static String dir(String id) {
        return "/organizations/acme/directories/" + id;
    }

    private static void page(String name, String path) {
        PAGES.put(name, "/console/o/acme" + path);
    }

    @Test
    void isFitForEverybodyInEveryWindow() {
        List<String> faults = new ArrayList<>();
        for (Window window : WINDOWS) {
            Page page = CHROMIUM.open(window);
            STAGE.signIn(page, "acme", "console");
            PAGES.forEach((name, address) -> look(page, window, name, address, faults));
            page.context().close();
            Page fresh = CHROMIUM.open(window);
            STAGE.signIn(fresh, "fresh", "console");
            look(fresh, window, "first-day", "/console/o/fresh", faults);
            look(fresh, window, "first-day-connect", "/console/o/fresh/connect", faults);
            look(fresh, window, "first-day-domains", "/console/o/fresh/domains", faults);
            look(fresh, window, "first-day-people", "/console/o/fresh/people", faults);
            look(fresh, window, "first-day-seats", "/console/o/fresh/seats", faults);
            Page operator = CHROMIUM.open(window);
            STAGE.signInOperator(operator);
            look(operator, window, "operator-organisations", "/console/operator/organisations", faults);
            look(operator, window, "operator-conflicts", "/console/operator/conflicts", faults);
            look(operator, window, "operator-sessions", "/console/operator/sessions", faults);
            look(operator, window, "operator-system", "/console/operator/system", faults);
            look(operator, window, "operator-rules", "/console/o/acme/rules", faults);
            look(operator, window, "operator-recovery", "/console/o/acme/recovery", faults);
            operator.context().close();
            fresh.context().clearCookies();
            look(fresh, window, "signed-out", "/console/o/fresh", faults);
            fresh.context().close();
        }
        assertThat(faults).isEmpty();
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    private static void look(Page page, Window window, String name, String address, List<String> faults) {
        page.navigate(GATEWAY.url() + address);
        String where = name + " " + window.name().toLowerCase(Locale.ROOT) + ": ";
        if (PICTURES.isEmpty() && (THOROUGH || window == Window.LIGHT)) {
            // No page has frames of other sites, so the answer need not be put together in a second page, which takes
            // longer than axe.
            new AxeBuilder(page)
                    .setLegacyMode(true)
                    .options(AXE)
                    .analyze()
                    .getViolations()
                    .forEach(violation -> faults.add(where + violation.getId() + " "
                            + violation.getNodes().get(0).getHtml() + " "
                            + violation.getNodes().get(0).getFailureSummary()));
        }
        if (ID.matcher(page.innerText("body").replaceAll("/scim/v2/\\S+|_rollcall\\S+", ""))
                .find()) {
            faults.add(where + "an id stands where a name can");
        }
        Object over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (((Number) over).intValue() > 0) {
            faults.add(where + "wider than the window by " + over);
        }
        if (!PICTURES.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(PICTURES, name + "-" + window.name().toLowerCase(Locale.ROOT) + ".png"))
                    .setFullPage(true));
        }
    }
}
