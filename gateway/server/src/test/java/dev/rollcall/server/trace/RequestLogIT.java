package dev.rollcall.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.command.Actor;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What identity providers send, and what the request log tells of it; both over HTTP. */
final class RequestLogIT {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

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
        return "{'schemas':['" + USER + "'],'userName':'" + name + "@demo.example','externalId':'x-" + name
                + "','emails':[{'value':'" + name + "@demo.example','type':'work'}]}";
    }

    @Test
    @DisplayName("A write is kept with what was sent, what was answered and what it did")
    void aWriteIsKept() {
        Answer made = okta.send("POST", "/Users", user("kept"));
        assertThat(made.status()).isEqualTo(201);
        JsonNode entry = okta.entry(made);
        assertThat(entry.path("kind").asText()).isEqualTo("create_user");
        assertThat(entry.path("status").asInt()).isEqualTo(201);
        assertThat(entry.path("outcome").asText()).isEqualTo("done");
        assertThat(entry.path("about").asText()).isEqualTo("kept@demo.example");
        assertThat(entry.path("resource").asText())
                .isEqualTo(made.json().path("id").asText());
        assertThat(entry.at("/directory/id").asText())
                .isEqualTo(GATEWAY.directory("okta").id().toString());
        assertThat(entry.at("/request/body/externalId").asText()).isEqualTo("x-kept");
        assertThat(entry.at("/request/headers/Content-Type").asText()).isNotEmpty();
        assertThat(entry.at("/request/headers/Authorization").isMissingNode()).isTrue();
        assertThat(entry.at("/request/bytes").asInt()).isEqualTo(user("kept").length());
        assertThat(entry.at("/response/body")).isEqualTo(made.json());
        assertThat(entry.at("/timing/millis").asDouble())
                .isGreaterThan(entry.at("/timing/untilCommitMillis").asDouble());
        assertThat(entry.at("/effect/audit/0/action").asText()).isEqualTo("create_user");
        assertThat(entry.at("/effect/events").findValuesAsText("type")).containsExactly("member.added");
        assertThat(entry.at("/effect/ledger/0/delta").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("What was refused is kept, a read that succeeded is not")
    void refusalsAreKept() {
        Answer refused = okta.send("POST", "/Users", "{'schemas':['" + USER + "'],'title':'Nobody'}");
        assertThat(refused.status()).isEqualTo(400);
        JsonNode entry = okta.entry(refused);
        assertThat(entry.path("outcome").asText()).isEqualTo("refused");
        assertThat(entry.at("/response/body/detail").asText())
                .isEqualTo(refused.json().path("detail").asText());
        assertThat(entry.at("/effect/events")).isEmpty();

        Answer unread = okta.send("POST", "/Users", "{'schemas':");
        assertThat(okta.entry(unread).at("/request/bodyLeftOut").asBoolean()).isTrue();
        assertThat(okta.entry(okta.send("GET", "/Users/" + UUID.randomUUID(), ""))
                        .path("kind")
                        .asText())
                .isEqualTo("read_user");

        Answer read = okta.send("GET", "/Users?count=1", "");
        assertThat(okta.find("request=" + read.header("Rollcall-Request-Id"))).isEmpty();
    }

    @Test
    @DisplayName(
            "A request with an ended credential is kept under its directory; one with an unknown credential is not")
    void refusedCredentials() {
        String path = "/api/v1/organizations/demo/directories/"
                + GATEWAY.directory("entra").id() + "/credentials";
        JsonNode issued = okta.api("POST", path).json();
        okta.api("DELETE", path + "/" + issued.path("id").asText());
        Answer ended = Http.get(GATEWAY.scimUrl("entra") + "/Users?count=1")
                .bearer(issued.path("token").asText())
                .send();
        assertThat(ended.status()).isEqualTo(401);
        JsonNode entry = entra.entry(ended);
        assertThat(entry.path("outcome").asText()).isEqualTo("refused");
        assertThat(entry.toString()).doesNotContain(issued.path("token").asText());

        Answer unknown = Http.get(GATEWAY.scimUrl("entra") + "/Users?count=1")
                .bearer("nobody-knows-this")
                .send();
        assertThat(okta.find("request=" + unknown.header("Rollcall-Request-Id")))
                .isEmpty();
    }

    @Test
    @DisplayName("A quirk is kept with what it saw and what it made of it, and the command with it")
    void quirksHaveTwoSides() {
        Answer made = entra.send("POST", "/Users", user("quirk").replace("'userName'", "'active':'True','userName'"));
        JsonNode entry = entra.entry(made);
        assertThat(entry.path("quirks").toString()).contains("string-booleans");
        JsonNode fired = entry.at("/quirksFired/0");
        assertThat(fired.at("/before/active").asText()).isEqualTo("True");
        assertThat(fired.at("/before/active").isTextual()).isTrue();
        assertThat(fired.at("/after/active").isBoolean()).isTrue();
        assertThat(fired.path("before").size()).isEqualTo(1);
        assertThat(entry.at("/commands/0/command").asText()).isEqualTo("create");
        assertThat(entry.at("/commands/0/resource/active").isBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'schemas':['U'],'userName':'N@demo.example','password':'S3cret-N'}",
                "{'schemas':['U'],'userName':'N@demo.example','PassWord':'S3cret-N','displayName':'S3cret-N'}",
                "{'schemas':['U'],'userName':'N@demo.example','U:password':'S3cret-N'}",
                "{'schemas':['U'],'userName':'N@demo.example','U':{'password':'S3cret-N'}}",
                "{'schemas':['U'],'userName':'N@demo.example','password':{'value':'S3cret-N'}}",
                "{'schemas':['U'],'userName':'N@demo.example','password':['S3cret-N']}",
                "{'schemas':['U'],'userName':'N@demo.example','unknown':{'deep':[{'password':'S3cret-N'}]}}",
                "{'schemas':['U'],'userName':'N@demo.example','unknown':'{*password*:*S3cret-N*}'}"
            })
    @DisplayName("A password is never kept, however it is spelled and wherever it stands")
    void passwordsAreNeverKept(String body) {
        String name = UUID.randomUUID().toString().substring(0, 8);
        String sent = body.replace("'U", "'" + USER).replace("N", name).replace("*", "\\'");
        Answer made = okta.send("POST", "/Users", sent);
        assertThat(okta.entry(made).toString()).doesNotContain("S3cret-" + name);
        if (made.status() != 201) {
            return;
        }
        String one = "/Users/" + made.json().path("id").asText();
        for (String operation : List.of(
                "{'op':'replace','path':'password','value':'S3cret-N'}",
                "{'op':'replace','path':'" + USER + ":password','value':'S3cret-N'}",
                "{'op':'Replace','value':{'password':'S3cret-N'}}",
                "{'OP':'replace','Path':'Password','Value':'S3cret-N'}",
                "{'op':'replace','path':'password','value':{'value':'S3cret-N'}}",
                "{'op':'replace','path':'emails[password eq \\'S3cret-N\\'].value','value':'x'}")) {
            Answer patched = okta.send(
                    "PATCH",
                    one,
                    ("{'schemas':['" + PATCH + "'],'Operations':[" + operation + "]}")
                            .replace("S3cret-N", "S3cret-" + name));
            assertThat(okta.entry(patched).toString()).as(operation).doesNotContain("S3cret-" + name);
        }
        Answer asked = okta.send(
                "GET", "/Users?filter=" + encoded("password eq \"S3cret-" + name + "\"") + "&fltr=S3cret-" + name, "");
        assertThat(okta.find("request=" + asked.header("Rollcall-Request-Id")).toString())
                .doesNotContain("S3cret-" + name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("The requests about a person are found by every name that they have, also after they are gone")
    void aPersonIsFoundByEveryName() {
        String id = okta.send("POST", "/Users", user("found")).json().path("id").asText();
        okta.send(
                "PATCH",
                "/Users/" + id,
                "{'schemas':['" + PATCH + "'],'Operations':[{'op':'replace','path':'title','value':'Dr'}]}");
        Answer again = okta.send("POST", "/Users", user("found"));
        assertThat(again.status()).isEqualTo(409);
        String member = okta.api("GET", "/api/v1/organizations/demo/users/" + id + "/explanation")
                .json()
                .path("member")
                .asText();
        assertThat(member).isNotEmpty().isNotEqualTo(id);
        for (String name :
                List.of("found@demo.example", "FOUND@Demo.Example", "mailto:found@demo.example", "x-found")) {
            assertThat(kinds("person=" + encoded(name))).containsExactly("create_user", "patch_user", "create_user");
        }
        assertThat(kinds("person=" + id)).containsExactly("patch_user", "create_user");
        assertThat(kinds("person=" + member)).containsExactly("patch_user", "create_user");
        okta.send("DELETE", "/Users/" + id, "");
        assertThat(kinds("person=x-found")).containsExactly("delete_user", "create_user", "patch_user", "create_user");
        assertThat(kinds("person=nobody@demo.example")).isEmpty();
    }

    private static List<String> kinds(String query) {
        return okta.find(query).findValuesAsText("kind");
    }

    @ParameterizedTest
    @CsvSource({"status=409", "outcome=refused", "kind=create_user", "since=2020-01-01T00:00:00Z"})
    @DisplayName("Every filter narrows the list, and pages follow by cursor")
    void filtersAndPages(String filter) {
        String name = "page-" + filter.substring(0, filter.indexOf('='));
        for (int i = 0; i < 3; i++) {
            okta.send("POST", "/Users", user(name));
        }
        JsonNode all = okta.find(filter + "&person=x-" + name);
        assertThat(all.size()).isBetween(2, 3);
        assertThat(okta.find(filter + "&person=x-" + name + "&until=2020-01-01T00:00:00Z"))
                .isEmpty();
        JsonNode page = okta.page(filter + "&person=x-" + name + "&limit=1");
        assertThat(page.at("/items/0")).isEqualTo(all.get(0));
        JsonNode second = okta.page(filter + "&person=x-" + name + "&limit=1&cursor="
                + page.path("next").asText());
        assertThat(second.at("/items/0")).isEqualTo(all.get(1));
        assertThat(okta.find("directory=" + GATEWAY.directory("entra").id() + "&person=x-" + name))
                .isEmpty();
    }

    @Test
    @DisplayName("A bulk request is one entry that names its operations")
    void bulkIsOneEntry() {
        Answer bulk = okta.send("POST", "/Bulk", """
            {'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':[
             {'method':'POST','path':'/Users','bulkId':'a','data':{'schemas':['%1$s'],'userName':'bulka@demo.example','shoeSize':44}},
             {'method':'POST','path':'/Users','bulkId':'b','data':{'schemas':['%1$s'],'title':'Nobody'}}]}
            """.formatted(USER));
        assertThat(bulk.status()).isEqualTo(200);
        JsonNode entry = okta.entry(bulk);
        assertThat(entry.path("kind").asText()).isEqualTo("bulk");
        assertThat(entry.path("outcome").asText()).isEqualTo("partly_refused");
        assertThat(entry.at("/deviations/0/rule").asText()).isEqualTo("unknown-attribute");
        assertThat(entry.at("/deviations/0/operation").asText()).isEqualTo("bulkId:a");
        assertThat(kinds("person=bulka@demo.example")).containsExactly("bulk");
    }

    @Test
    @DisplayName("What is too long is cut, and the entry says so")
    void longBodiesAreCut() {
        Answer made = okta.send(
                "POST",
                "/Users",
                user("long").replace("'userName'", "'displayName':'" + "x".repeat(60_000) + "','userName'"));
        JsonNode entry = okta.entry(made);
        assertThat(entry.at("/request/body").isMissingNode()).isTrue();
        assertThat(entry.at("/request/bodyBeginning").asText()).hasSizeGreaterThan(10_000);
        assertThat(entry.at("/request/bodyLength").asInt()).isGreaterThan(50_000);
    }

    @Test
    @DisplayName("A support bundle names the version and holds the entry; another organisation sees neither")
    void bundleAndIsolation() {
        Answer made = okta.send("POST", "/Users", user("bundle"));
        String path = "/requests/" + okta.entry(made).path("id").asText();
        Answer bundle = okta.api("GET", "/api/v1/organizations/demo" + path + "/bundle");
        assertThat(bundle.header("Content-Disposition")).contains("rollcall-request-");
        assertThat(bundle.json().path("version").asText()).isNotEmpty();
        assertThat(bundle.json().path("request")).isEqualTo(okta.entry(made));
        UUID other = new Organisations(
                        GATEWAY.gateway().parts().database().writes(),
                        GATEWAY.gateway().parts().time())
                .create(Actor.gateway(Actor.INSTALLATION), "elsewhere", "Elsewhere", Plan.ENTERPRISE, 60, 0)
                .await()
                .id();
        for (String rest : List.of("", "/bundle")) {
            Answer theirs = Http.get(GATEWAY.url() + "/api/v1/organizations/elsewhere" + path + rest)
                    .bearer(GATEWAY.token(new Scope.Organisation(other)))
                    .send();
            assertThat(theirs.status()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName(
            "A quirk shows what it saw and made whole, what only changed its name too; and what it calls a password is"
                    + " shown nowhere, whatever the client calls it")
    void whatAProfileRenamesIsShownWhole() {
        String profile = "/api/v1/organizations/demo/directories/"
                + GATEWAY.directory("okta").id() + "/profile";
        okta.api("PUT", profile, """
            {'user': {'attributes': [{'to': 'userName', 'from': 'login'}, {'to': 'displayName', 'from': 'shown'},
              {'to': 'nickName', 'from': 'shown2'}, {'to': 'title', 'from': 'job', 'apply': 'trim'},
              {'to': 'password', 'from': 'kennwort'}]}}
            """);
        Answer made = okta.send("POST", "/Users", """
            {'schemas': ['%s'], 'login': 'moved@demo.example', 'shown': 'Mo Ved', 'shown2': 'Mo Ved', 'job': ' Lead ',
             'kennwort': 'never-to-be-read', 'active': true}
            """.formatted(USER));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        JsonNode entry = okta.entry(made);
        JsonNode fired = entry.at("/quirksFired/0");
        assertThat(fired.path("id").asText()).isEqualTo("profile-names");
        assertThat(fired.path("before")).isEqualTo(json("""
            {"login": "moved@demo.example", "shown": "Mo Ved", "shown2": "Mo Ved", "kennwort": "(hidden)", "job": " Lead "}
            """));
        assertThat(fired.path("after")).isEqualTo(json("""
            {"userName": "moved@demo.example", "displayName": "Mo Ved", "nickName": "Mo Ved", "password": "(hidden)",
             "title": "Lead"}
            """));
        assertThat(fired.size()).isEqualTo(3);
        assertThat(entry.toString()).doesNotContain("never-to-be-read").contains("kennwort");
        Answer brief = okta.send("POST", "/Users", """
            {'schemas': ['%s'], 'login': 'brief@demo.example', 'kennwort': 'k7!'}
            """.formatted(USER));
        assertThat(okta.entry(brief).toString()).doesNotContain("k7!").contains("brief@demo.example");
        okta.api("PUT", profile, "{}");
    }

    private static JsonNode json(String text) {
        return ScimJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
