package dev.rollcall.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issue 13: a recorded request is replayed as a dry run against the present state and profile. */
final class ReplayIT {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private static final String BULK = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
    private static final String DEMO = "/api/v1/organizations/demo";

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static Trace okta;
    private static Trace entra;

    @BeforeAll
    static void connect() {
        okta = new Trace(GATEWAY, "okta");
        entra = new Trace(GATEWAY, "entra");
    }

    private static String user(String name) {
        return "{'schemas':['" + USER + "'],'userName':'" + name + "@demo.example','externalId':'x-" + name + "'}";
    }

    private static String id(Answer made) {
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("id").asText();
    }

    private static Answer asked(Trace by, Answer sent, String body) {
        return by.api("POST", DEMO + "/requests/" + by.entry(sent).path("id").asText() + "/replay", body);
    }

    /** What a replay gives, once it is shown that it has written nothing at all. */
    private static JsonNode replayed(Trace by, Answer sent) {
        by.entry(sent);
        Map<String, String> before = settled();
        Answer replay = asked(by, sent, "");
        assertThat(replay.status()).as(replay.body()).isEqualTo(200);
        assertThat(tables()).isEqualTo(before);
        assertThat(replay.json().path("dryRun").asBoolean()).isTrue();
        return replay.json();
    }

    /** When all is delivered and noted that was done before, and no event waits for its place in the feed. */
    private static Map<String, String> settled() {
        Map<String, String> seen = tables();
        for (Map<String, String> next = tables();
                !next.equals(seen) || !"0 ".equals(next.get("fresh_event"));
                next = tables()) {
            seen = next;
        }
        return seen;
    }

    /** Every row of every table. Left out is what the node notes of its own traffic whatever is asked of it. */
    private static Map<String, String> tables() {
        Pool pool = GATEWAY.gateway().parts().database().writes();
        Map<String, String> rows = new TreeMap<>();
        pool.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
                .execute()
                .await()
                .forEach(table -> rows.put(table.getString("tablename"), ""));
        rows.keySet().removeIf(name -> name.startsWith("request_") || name.equals("directory_health"));
        assertThat(rows)
                .containsKeys("organization", "directory_user", "member", "seat_ledger", "event", "audit", "hold");
        rows.replaceAll((table, none) -> pool.query(
                        "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS"
                                + " all_rows FROM " + table + " t")
                .execute()
                .await()
                .iterator()
                .next()
                .getString("all_rows"));
        return rows;
    }

    private static JsonNode difference(JsonNode replay, String path) {
        for (JsonNode difference : replay.path("differences")) {
            if (difference.path("path").asText().equals(path)) {
                return difference;
            }
        }
        return replay.path("no such difference");
    }

    @Test
    @DisplayName(
            "A creation that was refused for a name in use is shown to pass once the name is free, and does not happen")
    void whatWasRefusedMayPassNow() {
        String first = id(okta.send("POST", "/Users", user("taken")));
        Answer refused = okta.send("POST", "/Users", user("taken"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(replayed(okta, refused).path("differences")).isEmpty();

        okta.send("DELETE", "/Users/" + first, "");
        JsonNode replay = replayed(okta, refused);
        assertThat(replay.at("/then/status").asInt()).isEqualTo(409);
        assertThat(replay.at("/now/status").asInt()).isEqualTo(201);
        assertThat(replay.at("/now/body/userName").asText()).isEqualTo("taken@demo.example");
        assertThat(replay.at("/command/action").asText()).isEqualTo("create");
        assertThat(replay.at("/impact/counts/added").asInt()).isEqualTo(1);
        assertThat(replay.at("/impact/people/0/email").asText()).isEqualTo("taken@demo.example");
        assertThat(replay.at("/impact/seats/after").asInt())
                .isEqualTo(replay.at("/impact/seats/before").asInt() + 1);
        assertThat(replay.path("events").findValuesAsText("type")).containsExactly("member.added");
        assertThat(difference(replay, "status").path("then").asInt()).isEqualTo(409);
        assertThat(difference(replay, "events").path("now").toString()).isEqualTo("[\"member.added\"]");
        assertThat(okta.find("person=x-taken").findValuesAsText("kind"))
                .containsExactly("delete_user", "create_user", "create_user");
    }

    @Test
    @DisplayName("Who comes into a mapped group is shown with the role, and the group with how many come")
    void groupsAndRoles() {
        String ada = id(entra.send("POST", "/Users", user("replay-ada")));
        String group =
                id(entra.send("POST", "/Groups", "{'schemas':['" + GROUP + "'],'displayName':'Rollcall Admins'}"));
        String add = "{'schemas':['" + PATCH + "'],'Operations':[{'op':'add','path':'members','value':[{'value':'" + ada
                + "'}]}]}";
        Answer added = entra.send("PATCH", "/Groups/" + group, add);
        assertThat(added.status()).isIn(200, 204);
        JsonNode again = replayed(entra, added);
        assertThat(again.at("/impact/people")).isEmpty();
        assertThat(again.path("groups")).isEmpty();

        String bob = id(entra.send("POST", "/Users", user("replay-bob")));
        assertThat(entra.send("PATCH", "/Groups/" + group, add.replace(ada, bob))
                        .status())
                .isEqualTo(added.status());
        entra.send("PATCH", "/Groups/" + group, add.replace("'add'", "'remove'"));
        JsonNode replay = replayed(entra, added);
        assertThat(replay.at("/impact/people/0/kind").asText()).isEqualTo("role_changed");
        assertThat(replay.at("/impact/people/0/roleAfter").asText()).isEqualTo("admin");
        assertThat(replay.at("/impact/admins/after").asInt())
                .isEqualTo(replay.at("/impact/admins/before").asInt() + 1);
        assertThat(replay.at("/groups/0/id").asText()).isEqualTo(group);
        assertThat(replay.at("/groups/0/joined").asInt()).isEqualTo(1);
        assertThat(difference(replay, "status").isMissingNode()).isTrue();
    }

    @Test
    @DisplayName("It is read as the directory reads now: a quirk that was switched off since does not fire")
    void theProfileIsTodays() {
        Answer made =
                entra.send("POST", "/Users", user("replay-quirk").replace("'userName'", "'active':'True','userName'"));
        entra.send("DELETE", "/Users/" + id(made), "");
        JsonNode before = replayed(entra, made);
        assertThat(before.path("quirksFired").findValuesAsText("id")).contains("string-booleans");
        assertThat(before.path("differences")).isEmpty();

        String directory = DEMO + "/directories/" + GATEWAY.directory("entra").id();
        assertThat(patch(directory, "{'disabledQuirks':['string-booleans']}").status())
                .isEqualTo(200);
        JsonNode after = replayed(entra, made);
        assertThat(after.path("quirksFired").findValuesAsText("id")).doesNotContain("string-booleans");
        assertThat(difference(after, "quirks").path("then").toString()).contains("string-booleans");
        assertThat(patch(directory, "{'disabledQuirks':[]}").status()).isEqualTo(200);
    }

    private static Answer patch(String path, String body) {
        return Http.request("PATCH", GATEWAY.url() + path)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .header("Content-Type", "application/json")
                .body(body)
                .send();
    }

    @Test
    @DisplayName("Deletes, replacements and reads are replayed as well; a password makes no difference")
    void everyVerb() {
        String body = user("replay-verbs").replace("'userName'", "'password':'S3cret-verbs','userName'");
        Answer made = okta.send("POST", "/Users", body);
        String one = "/Users/" + id(made);
        assertThat(difference(replayed(okta, made), "status").path("now").asInt())
                .isEqualTo(409);
        Answer put = okta.send("PUT", one, body.replace("'externalId'", "'title':'Dr','externalId'"));
        assertThat(put.status()).isEqualTo(200);
        JsonNode same = replayed(okta, put);
        assertThat(same.at("/now/status").asInt()).isEqualTo(200);
        assertThat(same.at("/now/body/title").asText()).isEqualTo("Dr");
        assertThat(difference(same, "body.title").isMissingNode()).isTrue();

        Answer nobody = okta.send("GET", "/Users/" + UUID.randomUUID(), "");
        assertThat(replayed(okta, nobody).path("differences")).isEmpty();
        Answer wrong = okta.send("GET", "/Users?fitler=x&count=1", "");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(replayed(okta, wrong).path("differences")).isEmpty();
        Answer left = okta.send("GET", "/Users?count=1&aadOptscim062020", "");
        assertThat(left.status()).isEqualTo(200);
        JsonNode listed = replayed(okta, left);
        assertThat(listed.at("/now/status").asInt()).isEqualTo(200);
        assertThat(listed.at("/now/deviations/0").asText()).isEqualTo("unknown-parameter");
        assertThat(difference(listed, "deviations").isMissingNode()).isTrue();

        Answer gone = okta.send("DELETE", one, "");
        assertThat(gone.status()).isEqualTo(204);
        JsonNode late = replayed(okta, gone);
        assertThat(late.at("/then/status").asInt()).isEqualTo(204);
        assertThat(late.at("/now/status").asInt()).isEqualTo(404);
        assertThat(difference(late, "events").path("then").toString()).isEqualTo("[\"member.removed\"]");
    }

    @Test
    @DisplayName("Of a bulk request one operation is replayed; one that hangs on another is not")
    void operationsOfBulkRequests() {
        Answer bulk = okta.send("POST", "/Bulk", """
            {'schemas':['%1$s'],'Operations':[
             {'method':'POST','path':'/Users','bulkId':'a','data':{'schemas':['%2$s'],'userName':'replay-bulk@demo.example'}},
             {'method':'POST','path':'/Groups','bulkId':'b','data':{'schemas':['%3$s'],'displayName':'Replayed','members':[{'value':'bulkId:a'}]}}]}
            """.formatted(BULK, USER, GROUP));
        assertThat(bulk.status()).isEqualTo(200);
        Answer first = asked(okta, bulk, "{'operation':1}");
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.json().path("operation").asText()).isEqualTo("bulkId:a");
        assertThat(first.json().at("/then/status").asInt()).isEqualTo(201);
        assertThat(first.json().at("/now/status").asInt()).isEqualTo(409);
        refused(asked(okta, bulk, "{'operation':2}"), "bulkId");
        refused(asked(okta, bulk, ""), "one operation at a time");
        assertThat(asked(okta, bulk, "{'operation':3}").status()).isEqualTo(400);
        assertThat(asked(okta, okta.send("POST", "/Users", user("replay-one")), "{'operation':1}")
                        .status())
                .isEqualTo(400);
    }

    private static void refused(Answer replay, String reason) {
        assertThat(replay.status()).as(replay.body()).isEqualTo(409);
        assertThat(replay.json().path("type").asText()).isEqualTo("/api/v1/problems/not-replayable");
        assertThat(replay.json().path("detail").asText()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /Users | {'schemas': | not JSON",
                "POST | /Users | LONG | too long",
                "PATCH | /Users/ONE |"
                        + " {'schemas':['P'],'Operations':[{'op':'replace','path':'password','value':'S3cret-x1'}]} |"
                        + " secret",
                "POST | /Users/ONE | {'schemas':['U'],'userName':'post-one@demo.example'} | the method that it stood for",
                "GET | /Users?cursor=abc&count=1 | '' | cursor",
                "GET | /Me | '' | /Users",
                "GET | /Roles/nothing | '' | /Users"
            })
    @DisplayName("What the log does not have whole is refused, and the reason says what is missing")
    void whatCannotBeReplayed(String method, String path, String body, String reason) {
        String one = id(okta.send("POST", "/Users", user("r" + UUID.randomUUID())));
        String sent = body.equals("LONG")
                ? user("replay-long").replace("'userName'", "'displayName':'" + "x".repeat(60_000) + "','userName'")
                : body.replace("'U'", "'" + USER + "'").replace("'P'", "'" + PATCH + "'");
        refused(asked(okta, okta.send(method, path.replace("ONE", one), sent), ""), reason);
    }

    @Test
    @DisplayName("A request whose credential had ended is not replayed; another organisation sees no replay")
    void credentialsAndIsolation() {
        String path = DEMO + "/directories/" + GATEWAY.directory("okta").id() + "/credentials";
        JsonNode issued = okta.api("POST", path).json();
        okta.api("DELETE", path + "/" + issued.path("id").asText());
        Answer ended = Http.get(GATEWAY.scimUrl("okta") + "/Users?count=1")
                .bearer(issued.path("token").asText())
                .send();
        refused(asked(okta, ended, ""), "credential");

        Answer made = okta.send("POST", "/Users", user("replay-isolated"));
        UUID other = new Organisations(
                        GATEWAY.gateway().parts().database().writes(),
                        GATEWAY.gateway().parts().time())
                .create(Actor.gateway(Actor.INSTALLATION), "replays", "Replays", Plan.ENTERPRISE, 60, 0)
                .await()
                .id();
        Answer theirs = Http.request(
                        "POST",
                        GATEWAY.url() + "/api/v1/organizations/replays/requests/"
                                + okta.entry(made).path("id").asText() + "/replay")
                .bearer(GATEWAY.token(new Scope.Organisation(other)))
                .body("")
                .send();
        assertThat(theirs.status()).isEqualTo(404);
    }
}
