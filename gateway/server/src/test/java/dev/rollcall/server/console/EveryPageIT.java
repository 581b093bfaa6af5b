package dev.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.console.Chromium.Window;
import dev.rollcall.server.pull.ReadProvider;
import dev.rollcall.spi.Adapter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every page in every window: axe finds nothing, the browser has nothing to complain of, no id stands where a name can, and nothing is
 * wider than the window. Each page is loaded once and shown in each width and colour scheme; {@code -Drollcall.pictures=FOLDER} keeps a
 * picture of each instead.
 */
final class EveryPageIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

    /**
     * Everything but colours on the whole page, and colours of the texts that look as none has in this window before: whether a text can be
     * read follows from the colours, sizes and grounds of it and of what it stands in. No page has frames, so what axe finds is all.
     */
    private static final String LOOK = """
        async (options) => {
          const colours = ['color-contrast', 'link-in-text-block'];
          const seen = new Set(JSON.parse(localStorage.getItem(options.window) ?? '[]'));
          const looks = new Map();
          const look = (element) => {
            if (!element) return '';
            if (!looks.has(element)) {
              const style = getComputedStyle(element);
              looks.set(element, look(element.parentElement) + '>' + [element.tagName, element.className.baseVal ?? element.className,
                style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.fontSize, style.fontWeight,
                style.textDecorationLine, style.position, style.display].join(' '));
            }
            return looks.get(element);
          };
          const fresh = [...document.body.querySelectorAll('*')].filter((element) => {
            const holdsText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
              || element.matches('input, select, textarea');
            if (!holdsText || !element.checkVisibility() || seen.has(look(element))) return false;
            seen.add(look(element));
            return true;
          });
          localStorage.setItem(options.window, JSON.stringify([...seen]));
          const found = [];
          if (options.whole) {
            const rules = Object.fromEntries(colours.map((rule) => [rule, { enabled: false }]));
            found.push(...(await axe.run(document, { resultTypes: ['violations'], rules })).violations);
          }
          if (fresh.length > 0) {
            found.push(...(await axe.run({ include: fresh }, { resultTypes: ['violations'], runOnly: colours })).violations);
          }
          return found.map((one) => one.id + ' ' + one.nodes[0].html + ' ' + one.nodes[0].failureSummary);
        }
        """;

    /** What people read: without what is shown as it was sent. */
    private static final String TEXT = """
        () => [...document.querySelectorAll('pre, .raw')].reduce(
          (text, raw) => text.replaceAll(raw.innerText, ''), document.body.innerText)
        """;

    private static final String AXE = axe();

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
        String conditions = STAGE.directory("acme", "custom", "Shop floor");
        STAGE.api(
                "POST",
                dir(conditions) + "/role-assignments",
                "{'when':{'all':[{'attribute':'title','values':['Lead','Head']}]},'role':'admin'}");
        STAGE.api(
                "POST",
                dir(conditions) + "/role-assignments",
                "{'when':{'expression':'has(user.department) &&"
                        + " user.department.startsWith(\\\"Eng\\\")'},'role':'guest'}");
        String expression = STAGE.get(dir(conditions) + "/role-assignments")
                .at("/items/1/id")
                .asText();
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

        STAGE.api(
                "POST",
                "/organizations/acme/webhooks",
                "{'url':'https://app.example/events','description':'Our app','types':['member.*']}");
        String webhook =
                STAGE.get("/organizations/acme/webhooks").at("/items/0/id").asText();
        STAGE.scim(
                "acme",
                STAGE.directory("acme", "entra", "Entra of the plant"),
                "POST",
                "/Users",
                "{'userName':'lin@acme.example','externalId':'l1','active':'True','shoeSize':'43'}");
        String request = STAGE.logged("acme", "lin@acme.example").path("id").asText();
        STAGE.api("PUT", dir(draft) + "/profile", "{'user':{'attributes':[{'to':'userName','from':['login']}]}}");
        STAGE.api("PUT", dir(draft) + "/profile", "{'quirks':[]}");
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
        page("roles-edit", "/directories/" + conditions + "/roles?edit=" + expression);
        page(
                "role-expression",
                "/directories/" + okta
                        + "/roles/when?by=expression&role=guest&expression=user.title%20%3D%3D%20%22Lead%22");
        page(
                "role-expression-wrong",
                "/directories/" + okta + "/roles/when?by=expression&role=guest&expression=user.title%20%3D%3D");
        page("role-values-wrong", "/directories/" + okta + "/roles/when?by=values&role=guest&attribute=shoe&values=9");
        page("preview", "/directories/" + preview + "/preview");
        page("preview-kind", "/directories/" + preview + "/preview?kind=excluded");
        page("preview-live", "/directories/" + okta + "/preview");
        page("preview-draft", "/directories/" + draft + "/preview");
        page("go-live", "/directories/" + preview + "/activate");
        page("sync", "/directories/" + okta + "/sync");
        ReadProvider.adapter().ifPresent(EveryPageIT::pagesOfReading);
        page("workbench", "/directories/" + draft + "/profile");
        page("workbench-tried", "/directories/" + draft + "/profile?request=" + request);
        page("guard", "/directories/" + okta + "/guard?share=10&minimum=5&minutes=60");
        page("move", "/directories/" + okta + "/move?to=" + preview + "&others=keep");
        page("requests", "/requests");
        page("requests-none", "/requests?person=nobody-is-called-this");
        page("requests-wrong", "/requests?status=many");
        page("request", "/requests/" + request);
        page("replay", "/requests/" + request + "/replay");
        page("delivery", "/delivery");
        page("webhook", "/delivery/" + webhook);
        page("webhook-off", "/delivery/" + webhook + "/disable");
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

    private static void pagesOfReading(Adapter provider) {
        String directory = STAGE.directory("acme", provider.provider(), provider.displayName());
        page("sync-read", "/directories/" + directory + "/sync");
        page("setup-read", "/directories/" + directory + "/setup");
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
        Page page = open();
        STAGE.signIn(page, "acme", "console");
        PAGES.forEach((name, address) -> look(page, name, address, faults));
        page.context().close();
        Page fresh = open();
        STAGE.signIn(fresh, "fresh", "console");
        List.of("", "/connect", "/domains", "/people", "/seats", "/requests", "/delivery")
                .forEach(path -> look(fresh, "first-day" + path.replace('/', '-'), "/console/o/fresh" + path, faults));
        Page operator = open();
        STAGE.signInOperator(operator);
        List.of("organisations", "conflicts", "delivery", "sessions", "system")
                .forEach(path -> look(operator, "operator-" + path, "/console/operator/" + path, faults));
        look(operator, "operator-rules", "/console/o/acme/rules", faults);
        look(operator, "operator-recovery", "/console/o/acme/recovery", faults);
        operator.context().close();
        fresh.context().clearCookies();
        look(fresh, "signed-out", "/console/o/fresh", faults);
        fresh.context().close();
        assertThat(faults).isEmpty();
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    private static Page open() {
        Page page = CHROMIUM.open(Window.LIGHT);
        if (!Pictures.areTaken()) {
            page.addInitScript(AXE);
        }
        return page;
    }

    private static String axe() {
        try (InputStream in = EveryPageIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void look(Page page, String name, String address, List<String> faults) {
        page.navigate(GATEWAY.url() + address);
        String text = String.valueOf(page.evaluate(TEXT));
        if (ID.matcher(text.replaceAll("/scim/v2/\\S+|_rollcall\\S+", "")).find()) {
            faults.add(name + ": an id stands where a name can");
        }
        for (Window window : Window.values()) {
            window.apply(page);
            String where = name + " " + window.name().toLowerCase(Locale.ROOT) + ": ";
            if (Pictures.areTaken()) {
                Pictures.take(page, name + "-" + window.name().toLowerCase(Locale.ROOT));
            } else {
                // What is there does not depend on the colour scheme.
                boolean isWhole = window == Window.LIGHT || window == Window.PHONE;
                ((List<?>) page.evaluate(LOOK, Map.of("window", window.name(), "whole", isWhole)))
                        .forEach(violation -> faults.add(where + violation));
            }
            Object over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (((Number) over).intValue() > 0) {
                faults.add(where + "wider than the window by " + over);
            }
        }
    }
}
