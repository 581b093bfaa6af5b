package dev.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.rollcall.console.Console;
import dev.rollcall.console.live.Followers;
import dev.rollcall.console.web.Calculations;
import dev.rollcall.console.web.Look;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.console.Chromium.Window;
import dev.rollcall.server.pull.ReadProvider;
import dev.rollcall.spi.Adapter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
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
import org.junit.jupiter.api.DisplayName;
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
     * Everything but colours on the whole page, in a narrow window where anything on it is of a kind that was not seen there before; and colours of the texts that look as none has in this window before: whether a text can be
     * read follows from the colours, sizes and grounds of it and of what it stands in. No page has frames, so what axe finds is all.
     */
    private static final String LOOK = """
        async (options) => {
          const colours = ['color-contrast', 'link-in-text-block'];
          const seen = new Set(JSON.parse(localStorage.getItem(options.window) ?? '[]'));
          // A number of 53 bits for a text: thousands of looks, each with those around it, would fill the store of the browser.
          const digest = (text) => {
            let high = 0xdeadbeef, low = 0x41c6ce57;
            for (let i = 0; i < text.length; i++) {
              high = Math.imul(high ^ text.charCodeAt(i), 2654435761);
              low = Math.imul(low ^ text.charCodeAt(i), 1597334677);
            }
            return ((high ^ (low >>> 15)) >>> 0) * 2097152 + ((low ^ (high >>> 13)) >>> 11);
          };
          const looks = new Map();
          const look = (element) => {
            if (!element) return '';
            if (!looks.has(element)) {
              const style = getComputedStyle(element);
              looks.set(element, digest(look(element.parentElement) + '>' + [element.tagName, element.className.baseVal ?? element.className,
                style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.fontSize, style.fontWeight,
                style.textDecorationLine, style.position, style.display].join(' ')));
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
          const kind = (element) => [element.parentElement?.tagName, element.tagName, element.className.baseVal ?? element.className,
            ...['role', 'type', 'name', 'for', 'href'].map((name) => name + element.hasAttribute(name)), element.getAttribute('role'),
            ...element.getAttributeNames().filter((name) => name.startsWith('aria-')).sort()].join(' ');
          const kinds = new Set(JSON.parse(localStorage.getItem('kinds ' + options.window) ?? '[]'));
          const known = kinds.size;
          document.querySelectorAll('body *').forEach((element) => kinds.add(digest(kind(element))));
          localStorage.setItem('kinds ' + options.window, JSON.stringify([...kinds]));
          if (options.whole || (options.narrow && kinds.size > known)) {
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

    private static final String NO_TIMES = """
        () => [...document.querySelectorAll('time')].filter((one) => isNaN(Date.parse(one.dateTime))).map((one) => one.outerHTML).join(' ')
        """;

    private static final String AXE = axe();

    private static final Stage STAGE = new Stage(GATEWAY);
    private static final Map<String, String> PAGES = new LinkedHashMap<>();
    private static final Map<String, String> OPERATOR = new LinkedHashMap<>();
    private static final List<String> FIRST_DAY =
            List.of("", "/connect", "/domains", "/people", "/seats", "/requests", "/delivery");

    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";

    /** Of everything that is looked at. */
    private static final List<String> ADDRESSES = new ArrayList<>();

    /** Streams, files, parts of pages, and what only leads on. */
    private static final Pattern NO_PAGE =
            Pattern.compile("/console/(|assets/.*|.*/live|.*/bundle|.*/forecast|.*\\.csv)");

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
        String byHand = STAGE.get("/organizations/acme/members?text=grace@acme.example")
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
        String read = ReadProvider.adapter().map(EveryPageIT::pagesOfReading).orElse(okta);
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
        page("not-there", "/people/" + NOBODY);
        changes(okta, draft, preview, read, webhook, byHand);
        operator();
        FIRST_DAY.forEach(path -> ADDRESSES.add("/console/o/fresh" + path));
        ADDRESSES.add("/console/sign-in");
    }

    /** Each change is shown before it is made. */
    private static void changes(String okta, String draft, String preview, String read, String webhook, String byHand) {
        String credential =
                STAGE.get(dir(okta) + "/credentials").at("/items/0/id").asText();
        String assignment =
                STAGE.get(dir(okta) + "/role-assignments").at("/items/0/id").asText();
        String recovering = STAGE.get("/organizations/acme/recovery-admins")
                .at("/items/0/member")
                .asText();
        page("credential-revoke", "/directories/" + okta + "/credentials/" + credential + "/revoke");
        StringBuilder order = new StringBuilder();
        STAGE.get(dir(okta) + "/role-assignments")
                .path("items")
                .forEach(one -> order.insert(0, "&order=" + one.path("id").asText()));
        page("roles-order", "/directories/" + okta + "/roles/order?" + order.substring(1));
        page("roles-default", "/directories/" + okta + "/roles/default?role=member");
        page("roles-nested", "/directories/" + okta + "/roles/nested?on=true");
        page("role-change", "/directories/" + okta + "/roles/" + assignment + "/change?role=member");
        page("role-remove", "/directories/" + okta + "/roles/" + assignment + "/remove");
        page("conflict", "/directories/" + okta + "/roles/default?role=member&etag=%22older%22");
        page("source-remove", "/directories/" + read + "/source/remove");
        page("profile-restore", "/directories/" + draft + "/profile/versions/1/restore");
        page("start-preview", "/directories/" + draft + "/start-preview");
        page("pause", "/directories/" + okta + "/pause");
        page("resume", "/directories/" + preview + "/resume");
        page("person-change", "/people/" + byHand + "/change?role=member");
        page("person-remove", "/people/" + byHand + "/remove");
        page("session-end", "/sessions/" + NOBODY + "/end");
        page("webhook-on", "/delivery/" + webhook + "/enable");
        page("webhook-delete", "/delivery/" + webhook + "/delete");
        OPERATOR.put("domain-attest", "/console/o/acme/domains/acme.test/attest");
        OPERATOR.put("recovery-grant", "/console/o/acme/recovery/grant?email=joan@acme.example&reason=Lost");
        OPERATOR.put("recovery-end", "/console/o/acme/recovery/" + recovering + "/end");
    }

    private static void operator() {
        STAGE.api("POST", "/webhooks", "{'url':'https://app.example/all','description':'All of them'}");
        String webhook = STAGE.get("/webhooks").at("/items/0/id").asText();
        for (String page : List.of("organisations", "conflicts", "delivery", "sessions", "system")) {
            OPERATOR.put(page, "/console/operator/" + page);
        }
        OPERATOR.put("session-end", "/console/operator/sessions/" + NOBODY + "/end");
        OPERATOR.put("webhook", "/console/operator/delivery/" + webhook);
        for (String change : List.of("enable", "disable", "delete")) {
            OPERATOR.put("webhook-" + change, "/console/operator/delivery/" + webhook + "/" + change);
        }
        STAGE.api("PUT", "/organizations/fresh/unverified-domains", "{'on':true}");
        STAGE.api("POST", "/organizations/fresh/members", "{'email':'kai@later.example'}");
        STAGE.api("POST", "/organizations/acme/domains", "{'name':'later.example'}");
        STAGE.api("PUT", "/organizations/acme/domains/later.example/attestation", "");
        String conflict = STAGE.get("/conflicts").at("/items/0/id").asText();
        OPERATOR.put("conflict-release", "/console/operator/conflicts/" + conflict + "/release");
        OPERATOR.put("conflict-keep", "/console/operator/conflicts/" + conflict + "/keep");
        OPERATOR.put("rules", "/console/o/acme/rules");
        OPERATOR.put("rules-plan", "/console/o/acme/rules/plan?plan=enterprise&seats=90&max=0");
        OPERATOR.put("rules-seats", "/console/o/acme/rules/seat-policy?policy=hold");
        OPERATOR.put("rules-domains", "/console/o/acme/rules/unverified-domains?on=true");
        OPERATOR.put("rules-admin", "/console/o/acme/rules/last-admin?on=false");
        OPERATOR.put("recovery", "/console/o/acme/recovery");
        ADDRESSES.addAll(OPERATOR.values());
    }

    private static String pagesOfReading(Adapter provider) {
        String directory = STAGE.directory("acme", provider.provider(), provider.displayName());
        page("sync-read", "/directories/" + directory + "/sync");
        page("setup-read", "/directories/" + directory + "/setup");
        return directory;
    }

    private static String dir(String id) {
        return "/organizations/acme/directories/" + id;
    }

    private static void page(String name, String path) {
        PAGES.put(name, "/console/o/acme" + path);
        ADDRESSES.add("/console/o/acme" + path);
    }

    /** So that a page that is added is not forgotten here. */
    @Test
    @DisplayName("Issue 16: every route that shows a page is looked at")
    void noRouteIsForgotten() {
        Vertx vertx = GATEWAY.gateway().vertx();
        Followers followers = new Followers(vertx, subjects -> Future.succeededFuture(Map.of()));
        List<String> forgotten =
                Console.router(vertx, request -> true, Look.own(), followers, new Calculations(vertx))
                        .getRoutes()
                        .stream()
                        .filter(route ->
                                route.methods() != null && route.methods().contains(HttpMethod.GET))
                        .map(route -> "/console" + route.getPath())
                        .filter(path -> !NO_PAGE.matcher(path).matches())
                        .filter(path -> {
                            Pattern page =
                                    Pattern.compile(path.replace(".", "\\.").replaceAll(":\\w+", "[^/]+"));
                            return ADDRESSES.stream()
                                    .noneMatch(address -> page.matcher(address.replaceAll("\\?.*", ""))
                                            .matches());
                        })
                        .toList();
        assertThat(forgotten).isEmpty();
    }

    @Test
    void isFitForEverybodyInEveryWindow() {
        List<String> faults = new ArrayList<>();
        Page page = open();
        STAGE.signIn(page, "acme", "console");
        PAGES.forEach((name, address) -> look(page, name, address, faults));
        states(page, faults);
        page.context().close();
        Page fresh = open();
        STAGE.signIn(fresh, "fresh", "console");
        FIRST_DAY.forEach(path -> look(fresh, "first-day" + path.replace('/', '-'), "/console/o/fresh" + path, faults));
        Page operator = open();
        STAGE.signInOperator(operator);
        OPERATOR.forEach((name, address) -> look(operator, "operator-" + name, address, faults));
        operator.context().close();
        Page auditor = open();
        STAGE.signIn(auditor, "acme", "audit");
        look(auditor, "auditor", "/console/o/acme/audit", faults);
        look(auditor, "auditor-not-permitted", "/console/o/acme/people", faults);
        auditor.context().close();
        fresh.context().clearCookies();
        look(fresh, "signed-out", "/console/o/fresh", faults);
        fresh.context().close();
        assertThat(faults).isEmpty();
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    /** What stands on a page only after something was pressed or has happened. */
    private static void states(Page page, List<String> faults) {
        page.navigate(GATEWAY.url() + PAGES.get("workbench-tried"));
        Hand.press(page, "Compare with the last requests");
        page.locator("#diff").waitFor();
        look(page, "workbench-compared", faults);
        Hand.press(page, "Suggest");
        page.locator("#suggestions").waitFor();
        look(page, "workbench-suggested", faults);
        page.navigate(GATEWAY.url() + PAGES.get("setup"));
        Hand.press(page, "Issue the credential");
        page.locator("code.secret").waitFor();
        look(page, "credential", faults);
        page.navigate(GATEWAY.url() + PAGES.get("invite"));
        page.getByLabel("E-mail address").fill("grace@acme.example");
        page.locator("main form button").first().click();
        page.locator("main [role=alert]:visible").waitFor();
        look(page, "invite-refused", faults);
        for (String name : List.of("hold-approve", "preview")) {
            STAGE.whileBusy("acme", () -> {
                page.navigate(GATEWAY.url() + PAGES.get(name));
                page.locator(".working").waitFor();
                look(page, name + "-waiting", faults);
            });
        }
        for (String state : List.of("ended", "lost")) {
            page.navigate(GATEWAY.url() + PAGES.get("people"));
            page.evaluate(
                    "(state) => { const told = document.getElementById(state); told.hidden = false;"
                            + " if (state === 'ended') { document.documentElement.classList.add('ended');"
                            + " told.append(document.getElementById('end').content.cloneNode(true)); } }",
                    state);
            look(page, "session-" + state, faults);
        }
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
        page.waitForCondition(() -> page.locator(".working").count() == 0);
        look(page, name, faults);
    }

    /** The page as it stands there. */
    private static void look(Page page, String name, List<String> faults) {
        String text = String.valueOf(page.evaluate(TEXT));
        if (ID.matcher(text.replaceAll("/scim/v2/\\S+|_rollcall\\S+", "")).find()) {
            faults.add(name + ": an id stands where a name can");
        }
        if (name.startsWith("person") && text.contains("null")) {
            faults.add(name + ": it says null where there is nothing");
        }
        Object noTimes = page.evaluate(NO_TIMES);
        if (!"".equals(noTimes)) {
            faults.add(name + ": what stands as a time is none: " + noTimes);
        }
        for (Window window : Window.values()) {
            window.apply(page);
            String where = name + " " + window.name().toLowerCase(Locale.ROOT) + ": ";
            if (Pictures.areTaken()) {
                Pictures.take(page, name + "-" + window.name().toLowerCase(Locale.ROOT));
            } else {
                // What is there does not depend on the colour scheme.
                Map<String, Object> options = Map.of(
                        "window", window.name(), "whole", window == Window.LIGHT, "narrow", window == Window.PHONE);
                ((List<?>) page.evaluate(LOOK, options)).forEach(violation -> faults.add(where + violation));
            }
            Object over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (((Number) over).intValue() > 0) {
                faults.add(where + "wider than the window by " + over);
            }
        }
    }
}
