package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.pull.ReadProvider;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Walks an organisation's life through every route of the API that writes, and looks for what the audit tells of each request: who,
 * what, and from what or to what; and that it tells the application an event. A route that is added has to join the walk, or
 * {@link #UNTOLD} with a reason; one that is no event, {@link #SILENT}.
 */
final class WritesAreAuditedIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.PULL_ORIGIN, ReadProvider.origin());

    /** Routes whose request itself leaves no entry, and why. */
    private static final Map<String, String> UNTOLD = Map.of(
            "POST /organizations/:org/domains/:domain/check",
            "asks the DNS; the proof that it finds is told as verify_domain",
            "POST /organizations/:org/directories/:directory/profile/try",
            "reads a request and carries nothing out",
            "POST /organizations/:org/directories/:directory/profile/diff",
            "finds out what recorded requests would do and commits nothing",
            "POST /organizations/:org/directories/:directory/profile/suggest",
            "tries lines of a profile on recorded requests and commits nothing",
            "POST /organizations/:org/requests/:request/replay",
            "finds out what a request would do and commits nothing");

    /** What the requests of these routes change is no event, and why. */
    private static final Map<String, String> SILENT = Map.of(
            "/roles",
            "belongs to no organisation, and the events are an organisation's; a role in use stays, and so does its"
                    + " seat",
            "/sign-in-links",
            "lets an administrator in, who is no member by it",
            "/operator-tokens",
            "lets a program in",
            "/sessions",
            "ends what an administrator has begun",
            "/webhooks",
            "is how events are sent; its owner is written a mail when it fails",
            "/security-event-receivers",
            "is how tokens are sent, and is told in the stream itself",
            "/security-event-keys",
            "is published with the keys",
            "/mass-changes/reject",
            "is told by directory.mass_change_ended, which has the request that was held",
            "/source/check",
            "looks whether a set-up works and changes nothing that counts",
            "/syncs",
            "asks for a reading; what is read is told of whom it concerns");

    private static final String ORG = "/organizations/:org";
    private static final String DOMAIN = ORG + "/domains/:domain";
    private static final String DIRECTORY = ORG + "/directories/:directory";
    private static final String ASSIGNMENTS = DIRECTORY + "/role-assignments";

    private final String operator = GATEWAY.token(new Scope.Operator());
    private final Set<String> walked = new TreeSet<>();
    private final Set<String> untold = new TreeSet<>();
    private String directory = "";
    private String scim = "";
    private String credential = "";

    @Test
    void everyWriteLeavesAnEntryWithWhoAndWhat() {
        organisation();
        roles();
        domains();
        people();
        conflicts();
        signInLinks();
        webhooks(ORG + "/webhooks", "");
        webhooks(
                "/webhooks", ",'organization':'" + GATEWAY.demo().organisation().id() + "'");
        receivers();
        directory();
        mapping();
        life();
        heldChanges();
        end();
        reading();

        Set<String> writes = writes();
        assertThat(writes).hasSizeGreaterThan(40).containsAll(UNTOLD.keySet());
        writes.removeAll(UNTOLD.keySet());
        if (ReadProvider.adapter().isEmpty()) {
            writes.removeIf(write -> write.contains("/source") || write.contains("/syncs"));
        }
        assertThat(walked).isEqualTo(writes);
        assertThat(untold).as("writes of which no event tells").isEmpty();
    }

    private static Set<String> writes() {
        Set<String> writes = new TreeSet<>();
        Vertx vertx = Vertx.vertx();
        GATEWAY.gateway().parts().routes(vertx).getRoutes().forEach(route -> {
            Access access = route.getMetadata(Routes.ACCESS);
            if (access != null && access.writes() && route.getPath().startsWith("/api/v1/")) {
                route.methods()
                        .forEach(method ->
                                writes.add(method + " " + route.getPath().substring("/api/v1".length())));
            }
        });
        vertx.close().await();
        return writes;
    }

    private void organisation() {
        told("POST", "/organizations", "", "{'slug':'walk','name':'Walk','plan':'enterprise','purchasedSeats':60}");
        told("PATCH", ORG, "", "{'name':'Walked'}");
        told("PUT", ORG + "/plan", "", "{'plan':'enterprise','purchasedSeats':70}");
        told("PUT", ORG + "/seat-policy", "", "{'policy':'hold'}");
        told("PUT", ORG + "/unverified-domains", "", "{'on':true}");
        told("PUT", ORG + "/last-admin-protection", "", "{'on':false}");
    }

    private void roles() {
        told("POST", "/roles", "", "{'name':'walker','seat':false}");
        told("PATCH", "/roles/:role", "walker", "{'description':'Walks.'}");
        told("DELETE", "/roles/:role", "walker", "");
    }

    private void domains() {
        told("POST", ORG + "/domains", "", "{'name':'walk.example'}");
        told("PUT", DOMAIN + "/attestation", "walk.example", "");
        told("DELETE", DOMAIN, "walk.example", "");
        told("PUT", DOMAIN + "/attestation", "walk.example", "");
    }

    private void people() {
        String member = told("POST", ORG + "/members", "", "{'email':'ada@walk.example'}")
                .path("subject")
                .asText();
        told("PATCH", ORG + "/members/:member", member, "{'role':'admin'}");
        told("DELETE", ORG + "/members/:member", member, "");
        String recovery = told(
                        "POST", ORG + "/recovery-admins", "", "{'email':'eve@walk.example','reason':'Locked out.'}")
                .path("subject")
                .asText();
        told("DELETE", ORG + "/recovery-admins/:member", recovery, "");
    }

    private void conflicts() {
        String member = told("POST", ORG + "/members", "", "{'email':'fay@disputed.example'}")
                .path("subject")
                .asText();
        api("PUT", "/organizations/demo/domains/disputed.example/attestation", "");
        told("POST", "/conflicts/:conflict/keep", member, "");
        told("POST", "/conflicts/:conflict/release", member, "");
    }

    private void signInLinks() {
        String link = told("POST", ORG + "/sign-in-links", "", "").path("id").asText();
        told("DELETE", ORG + "/sign-in-links/:link", link, "");
        String token = told("POST", "/operator-tokens", "", "{'subject':'walker'}")
                .path("id")
                .asText();
        told("DELETE", "/operator-tokens/:token", token, "");
        String operators = told("POST", "/sign-in-links", "", "").path("id").asText();
        told("DELETE", "/sign-in-links/:link", operators, "");
        sessions(ORG);
        sessions("");
    }

    private void sessions(String of) {
        told("DELETE", of + "/sessions/:session", signIn(of), "");
        signIn(of);
        told("DELETE", of + "/sessions", "", "");
    }

    /** Says which session begins. */
    private String signIn(String of) {
        JsonNode link = api("POST", path(of, "") + "/sign-in-links", "").json();
        String url = link.path("url").asText();
        Answer begun = Http.request("POST", GATEWAY.url() + "/console/session")
                .header("Content-Type", "application/json")
                .header("Origin", GATEWAY.url())
                .body("{'code':'" + url.substring(url.indexOf('#') + 1) + "'}")
                .send();
        assertThat(begun.status()).as(begun.body()).isEqualTo(204);
        return link.path("id").asText();
    }

    /** No server listens at the address: an attempt that fails is told as well. */
    private void webhooks(String all, String whose) {
        String one = all + "/:webhook";
        String id = told("POST", all, "", "{'url':'https://127.0.0.1:1/'}")
                .path("id")
                .asText();
        told("PATCH", one, id, "{'description':'Walks.'}");
        told("POST", one + "/rotate", id, "");
        told("POST", one + "/test", id, "");
        told("POST", one + "/replay-event", id, "{'seq':1" + whose + "}");
        told("POST", one + "/replay", id, "{'since':'2020-01-01T00:00:00Z'" + whose + "}");
        told("DELETE", one, id, "");
    }

    private void receivers() {
        String all = ORG + "/security-event-receivers";
        String id = told("POST", all, "", "{'name':'Walk'}").path("id").asText();
        told("POST", all + "/:receiver/rotate", id, "");
        told("DELETE", all + "/:receiver", id, "");
        told("POST", "/security-event-keys/rotate", "", "");
    }

    private void directory() {
        told("POST", ORG + "/directories", "", "{'provider':'okta'}");
        JsonNode made = told("POST", ORG + "/directories", "", "{'provider':'okta','name':'Walk'}");
        scim = made.path("scimUrl").asText();
        directory = made.path("id").asText();
        told("PATCH", DIRECTORY, "", "{'name':'Walked','mode':'strict'}");
        String urn = "urn:example:walk:2.0:User";
        told("PUT", DIRECTORY + "/schemas/:urn", urn, "{'name':'Walk','attributes':[{'name':'pace'}]}");
        told("DELETE", DIRECTORY + "/schemas/:urn", urn, "");
        told("PUT", DIRECTORY + "/profile", "", "{'user':{'attributes':[{'to':'title','from':'job'}]}}");
        told("POST", DIRECTORY + "/profile/rollback", "", "{'number':1}");
        told("PATCH", DIRECTORY + "/authentication", "", "{'allowed':['token']}");
        JsonNode first = told("POST", DIRECTORY + "/credentials", "", "");
        told("DELETE", DIRECTORY + "/credentials/:credential", first.path("id").asText(), "");
        credential =
                told("POST", DIRECTORY + "/credentials", "", "").path("token").asText();
    }

    private void mapping() {
        String admins = told("POST", ASSIGNMENTS, "", "{'groupName':'Admins','role':'admin'}")
                .path("subject")
                .asText();
        String guests = told("POST", ASSIGNMENTS, "", "{'groupName':'Guests','role':'guest'}")
                .path("subject")
                .asText();
        told("PUT", ASSIGNMENTS + "/order", "", "{'order':['" + guests + "','" + admins + "']}");
        told("PATCH", ASSIGNMENTS + "/:assignment", guests, "{'role':'member'}");
        told("DELETE", ASSIGNMENTS + "/:assignment", guests, "");
        told("PUT", DIRECTORY + "/nested-groups", "", "{'on':true}");
        told("PUT", DIRECTORY + "/default-role", "", "{'role':'guest'}");
        told("PUT", DIRECTORY + "/default-role", "", "{'role':'member'}");
    }

    private void life() {
        told("POST", DIRECTORY + "/preview", "", "");
        told("POST", DIRECTORY + "/activate", "", "");
        told("POST", DIRECTORY + "/pause", "", "");
        told("POST", DIRECTORY + "/resume", "", "");
    }

    private void heldChanges() {
        told("PUT", ORG + "/plan", "", "{'plan':'enterprise','purchasedSeats':2}");
        String first = user("first");
        String second = user("second");
        user("third");
        user("fourth");
        told("POST", ORG + "/holds/:hold/approve", hold(0), "");
        told("POST", ORG + "/holds/:hold/reject", hold(0), "");

        told("PUT", DIRECTORY + "/mass-change-guard", "", "{'share':0,'minimum':0,'windowSeconds':3600}");
        suspend(first);
        told("POST", DIRECTORY + "/mass-changes/reject", "", "");
        suspend(second);
        told("POST", DIRECTORY + "/mass-changes/approve", "", "");
    }

    private void end() {
        told("PUT", ORG + "/plan", "", "{'plan':'enterprise','purchasedSeats':60}");
        String from = directory;
        directory = api("POST", "/organizations/walk/directories", "{'provider':'entra','name':'Successor'}")
                .json()
                .path("id")
                .asText();
        told("POST", DIRECTORY + "/take-over", "", "{'from':'" + from + "','others':'keep'}");
        told("POST", DIRECTORY + "/deactivate", "", "{'members':'keep'}");
        String activation = api("GET", path(DIRECTORY + "/activations", ""), "")
                .json()
                .at("/items/0/id")
                .asText();
        told("POST", DIRECTORY + "/activations/:activation/undo", activation, "");
        directory = api("GET", path(ORG + "/directories", ""), "")
                .json()
                .at("/items/0/id")
                .asText();
        told("DELETE", DIRECTORY, "", "");
    }

    private void reading() {
        if (ReadProvider.adapter().isEmpty()) {
            return;
        }
        directory = api("POST", "/organizations/walk/directories", ReadProvider.directory("Read"))
                .json()
                .path("id")
                .asText();
        told("PUT", DIRECTORY + "/source", "", ReadProvider.source());
        told("POST", DIRECTORY + "/source/check", "", "");
        told("POST", DIRECTORY + "/syncs", "", "{'kind':'preview'}");
        told("DELETE", DIRECTORY + "/source", "", "");
    }

    /** Asks for a change, and looks for the entry of this very request. */
    private JsonNode told(String method, String route, String what, String body) {
        Answer done = api(method, path(route, what), body);
        assertThat(done.status()).as(method + " " + route + ": " + done.body()).isBetween(200, 299);
        walked.add(method + " " + route);

        boolean isOfAll = Stream.of(
                        "/roles",
                        "/webhooks",
                        "/operator-tokens",
                        "/sign-in-links",
                        "/sessions",
                        "/security-event-keys")
                .anyMatch(route::startsWith);
        String audit = (isOfAll ? "" : "/organizations/walk") + "/audit?request=";
        JsonNode entries = api("GET", audit + done.header("Rollcall-Request-Id"), "")
                .json()
                .path("items");
        assertThat(entries)
                .as("what the audit tells of " + method + " " + route)
                .isNotEmpty();
        for (JsonNode entry : entries) {
            assertThat(entry.at("/actor/name").asText()).isEqualTo("test");
            assertThat(entry.at("/subject/id").asText()).isNotEmpty();
            assertThat(entry.hasNonNull("before") || entry.hasNonNull("after"))
                    .as("from what to what: " + entry)
                    .isTrue();
        }
        tellsAnEvent(method + " " + route, done.header("Rollcall-Request-Id"));
        return done.body().isEmpty() ? entries : done.json();
    }

    private void tellsAnEvent(String write, String request) {
        long events = GATEWAY.gateway()
                .parts()
                .database()
                .reads()
                .preparedQuery("SELECT count(*) FROM event WHERE request_id = $1")
                .execute(Tuple.of(UUID.fromString(request)))
                .await()
                .iterator()
                .next()
                .getLong(0);
        if (SILENT.keySet().stream().anyMatch(write::contains)) {
            assertThat(events).as("events of " + write).isZero();
        } else if (events == 0) {
            untold.add(write);
        }
    }

    private String path(String route, String what) {
        return route.replace(":org", "walk").replace(":directory", directory).replaceAll(":\\w+", what);
    }

    private Answer api(String method, String path, String body) {
        return Http.request(method, GATEWAY.url() + "/api/v1" + path)
                .bearer(operator)
                .body(body)
                .send();
    }

    private String hold(int index) {
        return api("GET", "/organizations/walk/holds?kind=seat", "")
                .json()
                .at("/items/" + index + "/id")
                .asText();
    }

    private String user(String name) {
        Answer made = Http.request("POST", scim + "/Users")
                .bearer(credential)
                .body("""
                    {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'%1$s@walk.example',
                     'emails':[{'value':'%1$s@walk.example','primary':true}],'active':true}
                    """.formatted(name))
                .send();
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("id").asText();
    }

    private void suspend(String user) {
        Answer done = Http.request("PATCH", scim + "/Users/" + user)
                .bearer(credential)
                .body("""
                    {'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
                     'Operations':[{'op':'replace','path':'active','value':false}]}
                    """)
                .send();
        assertThat(done.status()).as(done.body()).isEqualTo(200);
    }
}
