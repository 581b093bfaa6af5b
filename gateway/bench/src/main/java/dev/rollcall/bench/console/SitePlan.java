package dev.rollcall.bench.console;

import dev.rollcall.bench.kit.Seed;
import dev.rollcall.bench.kit.Stage;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists the addresses of the console's pages, by name. */
final class SitePlan {

    private SitePlan() {}

    /** Those of an organisation's administrator. */
    static Map<String, String> of(Stage stage, Browser browser) {
        String api = "/organizations/" + stage.directory.orgId();
        String base = "/console/o/" + stage.directory.orgId();
        String directory = base + "/directories/" + stage.directory.id();
        String person = base + "/people/" + browser.first(api + "/members?text=" + Seed.name(500));
        String request = base + "/requests/" + browser.first(api + "/requests");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", base);
        pages.put("domains", base + "/domains");
        pages.put("domain", base + "/domains/demo.example");
        pages.put("directories", base + "/directories");
        pages.put("connect", base + "/connect");
        pages.put("set-up", directory + "/setup");
        pages.put("roles", directory + "/roles");
        pages.put("preview", directory + "/preview");
        pages.put("sync", directory + "/sync");
        pages.put("profile", directory + "/profile");
        pages.put("settings", directory + "/settings");
        pages.put("people", base + "/people");
        pages.put("people, by text", base + "/people?q=Lovelace");
        pages.put("people, one by address", base + "/people?q=" + Seed.name(777));
        pages.put("people, nobody", base + "/people?q=zeppelin");
        pages.put("people, by role", base + "/people?role=admin");
        pages.put("people, suspended", base + "/people?status=suspended");
        pages.put("people, kept out", base + "/people?status=excluded");
        pages.put("people, of a directory", base + "/people?directory=" + stage.directory.id());
        pages.put("person", person);
        pages.put("invite", base + "/people/invite");
        pages.put("kept out", base + "/kept-out");
        pages.put("groups", base + "/groups");
        pages.put("holds", base + "/holds");
        pages.put("requests", base + "/requests");
        pages.put("requests, of a person", base + "/requests?person=" + Seed.name(777));
        pages.put("requests, of nobody", base + "/requests?person=zeppelin");
        pages.put("requests, refused", base + "/requests?outcome=refused");
        pages.put("requests, by status", base + "/requests?status=409");
        pages.put("request", request);
        pages.put("request, what it would do now", request + "/replay");
        pages.put("delivery", base + "/delivery");
        pages.put("seats", base + "/seats");
        pages.put("sessions", base + "/sessions");
        pages.put("audit", base + "/audit");
        pages.put("recovery", base + "/recovery");
        return pages;
    }

    /** Those of changes that concern very many people. */
    static Map<String, String> large(Stage stage, Crowd.Large large) {
        String base = "/console/o/" + stage.directory.orgId();
        String hold = base + "/holds/" + large.hold();
        String preview = base + "/directories/" + large.preview();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview, with a large hold", base);
        pages.put("holds, with a large one", base + "/holds");
        pages.put("large hold", hold);
        pages.put("large hold, approve", hold + "/approve");
        pages.put("large hold, reject", hold + "/reject");
        pages.put("large preview", preview + "/preview");
        pages.put("large preview, go live", preview + "/activate");
        return pages;
    }

    /** Those that are the operator's alone. */
    static Map<String, String> operator(Stage stage) {
        Map<String, String> pages = new LinkedHashMap<>();
        for (String page : new String[] {"organisations", "conflicts", "delivery", "sessions", "system"}) {
            pages.put("operator: " + page, "/console/operator/" + page);
        }
        pages.put("operator: rules", "/console/o/" + stage.directory.orgId() + "/rules");
        return pages;
    }
}
