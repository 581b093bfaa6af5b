package dev.rollcall.server.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.auth.session.SignInLinks.Wish;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.server.simulate.HttpWire;
import dev.rollcall.server.simulate.Score;
import dev.rollcall.spi.simulate.Plan;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What there is to see in the console of a test: organisations and directories in every state, filled by simulated providers. */
record Stage(RunningGateway gateway, Map<String, String> tokens) {

    private static final int PATIENCE_SECONDS = 30;

    Stage(RunningGateway gateway) {
        this(gateway, new HashMap<>());
    }

    Answer api(String method, String path, String body) {
        Answer answer = Http.request(method, gateway.url() + "/api/v1" + path)
                .bearer(gateway.token(new Scope.Operator()))
                .body(body)
                .send();
        if (answer.status() >= 400) {
            throw new AssertionError(method + " " + path + " -> " + answer.body());
        }
        return answer;
    }

    JsonNode get(String path) {
        return api("GET", path, "").json();
    }

    /** An organisation of the Enterprise plan with a verified domain of its name. */
    String organisation(String slug, String name, int seats) {
        String id = api(
                        "POST",
                        "/organizations",
                        "{'slug':'" + slug + "','name':'" + name + "','plan':'enterprise','purchasedSeats':" + seats
                                + "}")
                .json()
                .path("id")
                .asText();
        api("PUT", "/organizations/" + slug + "/domains/" + slug + ".example/attestation", "");
        return id;
    }

    /** A draft. */
    String directory(String organisation, String provider, String name) {
        return api(
                        "POST",
                        "/organizations/" + organisation + "/directories",
                        "{'provider':'" + provider + "','name':'" + name + "'}")
                .json()
                .path("id")
                .asText();
    }

    /** The path of a directory in the API. */
    static String dir(String organisation, String directory) {
        return "/organizations/" + organisation + "/directories/" + directory;
    }

    /** A live Okta directory of a new organisation, with people. */
    String live(String organisation, int users) {
        organisation(organisation, "Company " + organisation, 100);
        String directory = directory(organisation, "okta", "Okta");
        for (String role : List.of("admin", "member")) {
            String group = role.equals("admin") ? "Rollcall Admins" : "Rollcall Members";
            api(
                    "POST",
                    dir(organisation, directory) + "/role-assignments",
                    "{'groupName':'" + group + "','role':'" + role + "'}");
        }
        api("POST", dir(organisation, directory) + "/activate", "");
        if (users > 0) {
            simulate(organisation, "okta", directory, users);
        }
        return directory;
    }

    /** The newest request about a user, which the log has a moment after its response. */
    JsonNode logged(String organisation, String person) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            JsonNode found = get("/organizations/" + organisation + "/requests?person=" + person);
            if (!found.path("items").isEmpty()) {
                return found.at("/items/0");
            }
        }
        throw new AssertionError("the log has no request about " + person);
    }

    /** Lets the provider send this many people to a directory of the organisation. */
    void simulate(String organisation, String provider, String directory, int users) {
        simulateWith(token(organisation, directory), provider, directory, users, organisation + ".example");
    }

    /** The same with a credential that was entered at the provider. */
    void simulateWith(String token, String provider, String directory, int users, String domain) {
        try (HttpWire wire = new HttpWire(gateway.url() + "/scim/v2/" + directory, token, 4, new Score())) {
            Adapters.of(provider).orElseThrow().simulator().orElseThrow().run(new Plan(users, 6, domain, 11, 4), wire);
        }
    }

    /** A request as a provider sends it. */
    Answer scim(String organisation, String directory, String method, String path, String body) {
        return Http.request(method, gateway.url() + "/scim/v2/" + directory + path)
                .bearer(token(organisation, directory))
                .header("Content-Type", "application/scim+json")
                .body(body)
                .send();
    }

    /** Its credential; a directory has at most two. */
    private String token(String organisation, String directory) {
        String path = "/organizations/" + organisation + "/directories/" + directory + "/credentials";
        return tokens.computeIfAbsent(
                directory,
                unseen -> api("POST", path, "{}").json().path("token").asText());
    }

    /** Signs the window in as an administrator of the organisation. */
    void signIn(Page page, String organisation, String purpose) {
        signIn(
                page,
                UUID.fromString(get("/organizations/" + organisation).path("id").asText()),
                organisation,
                purpose);
    }

    /** Signs the window in as the operator. */
    void signInOperator(Page page) {
        signIn(page, Actor.INSTALLATION, "operator", "console");
    }

    private String code(UUID id, String name, String purpose) {
        return gateway.gateway()
                .parts()
                .signInLinks()
                .issue(Actor.gateway(id), new Wish("ada@" + name + ".example", purpose, null, Duration.ofMinutes(5)))
                .await()
                .code();
    }

    /** Keeps every change of the organisation, and every forecast of one, waiting meanwhile; what is shown of it can be read. */
    <T> T whileBusy(String organisation, Supplier<T> what) {
        SqlConnection connection =
                gateway.gateway().parts().database().writes().getConnection().await();
        Transaction transaction = connection.begin().await();
        try {
            connection
                    .preparedQuery("SELECT FROM organization WHERE slug = $1 FOR UPDATE")
                    .execute(Tuple.of(organisation))
                    .await();
            return what.get();
        } finally {
            transaction.rollback().await();
            connection.close().await();
        }
    }

    void whileBusy(String organisation, Runnable what) {
        whileBusy(organisation, () -> {
            what.run();
            return what;
        });
    }

    /** The cookie of an administrator of the organisation, as it stands in the header. */
    String session(String organisation) {
        UUID id =
                UUID.fromString(get("/organizations/" + organisation).path("id").asText());
        String cookie = Http.request("POST", gateway.url() + "/console/session")
                .header("Content-Type", "application/json")
                .header("Origin", gateway.url())
                .body("{'code':'" + code(id, organisation, "console") + "'}")
                .send()
                .header("Set-Cookie");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private void signIn(Page page, UUID id, String name, String purpose) {
        page.navigate(gateway.url() + "/console/sign-in#" + code(id, name, purpose));
        page.waitForURL(url -> !url.contains("/sign-in"));
        page.waitForLoadState();
    }
}
