package dev.rollcall.server.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Issue 14: what recorded requests say about a profile, over HTTP. */
final class WorkbenchIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final CustomClient client = new CustomClient(GATEWAY, "custom");

    private JsonNode asked(String below, String body) {
        LogTail.await(GATEWAY, client);
        String before = written();
        Answer answer = client.ask("POST", below, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(written()).as("what is stored afterwards").isEqualTo(before);
        return answer.json();
    }

    /** Everything that a dry run must not touch. */
    private static String written() {
        Pool pool = GATEWAY.gateway().parts().database().writes();
        StringBuilder all = new StringBuilder();
        for (String table : List.of(
                "directory_user", "directory_group", "member", "event", "audit", "seat_ledger", "directory_profile")) {
            all.append(pool.query(
                            "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS"
                                    + " rows FROM "
                                    + table + " t")
                    .execute()
                    .await()
                    .iterator()
                    .next()
                    .getString("rows"));
        }
        return all.toString();
    }

    private static JsonNode group(JsonNode diff, String difference, String kind) {
        return StreamSupport.stream(diff.path("groups").spliterator(), false)
                .filter(group -> group.path("difference").asText().equals(difference)
                        && group.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + difference + " of " + kind + " in " + diff));
    }

    @Test
    @DisplayName(
            "profile diff: recorded requests under another profile, grouped by how they differ, with examples; nothing"
                    + " is written")
    void diff() {
        assertThat(client.send("POST", "/Users", "{'login':'dora'}").status()).isEqualTo(400);
        assertThat(client.send("POST", "/Users", "{'login':'dirk'}").status()).isEqualTo(400);
        String emil = client.user("emil");
        client.done("PATCH", "/Users/" + emil, "{'Operations':[{'op':'replace','path':'title','value':'Dr'}]}");
        client.done("PUT", "/Users/" + emil, "{'userName':'emil','title':''}");
        JsonNode diff = asked(
                "/profile/diff",
                "{'profile':{'user':{'attributes':[{'to':'userName','from':['login','userName']},"
                        + "{'to':'title','apply':'upper-case'}]}}}");
        assertThat(diff.path("dryRun").asBoolean()).isTrue();
        JsonNode accepted = group(diff, "now_accepted", "create_user");
        assertThat(accepted.path("count").asInt()).isEqualTo(2);
        assertThat(accepted.at("/examples/0/then/status").asInt()).isEqualTo(400);
        assertThat(accepted.at("/examples/0/now/status").asInt()).isEqualTo(201);
        assertThat(accepted.at("/examples/0/now/impact/counts").isObject()).isTrue();
        assertThat(accepted.at("/examples/0/request/id").asText()).isNotEmpty();
        JsonNode otherwise = group(diff, "read_otherwise", "patch_user");
        assertThat(otherwise.path("count").asInt()).isEqualTo(1);
        assertThat(otherwise.at("/examples/0/differences").toString()).contains("Dr", "DR");
        assertThat(diff.path("same").asInt()).isGreaterThanOrEqualTo(2);

        JsonNode refused = asked("/profile/diff", "{'profile':{'user':{'ignore':['userName']}}}");
        assertThat(group(refused, "now_refused", "create_user").path("count").asInt())
                .isEqualTo(1);
        assertThat(client.ask("POST", "/profile/diff", "{'profile':{'usr':1}}").status())
                .isEqualTo(400);
        assertThat(client.ask("POST", "/profile/diff", "{'profile':{},'requests':1001}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("profile diff: what was done is read with the profile that was in force at that time")
    void theProfileOfThatTime() {
        client.profile("{'user':{'attributes':[{'to':'userName','from':'login'}]}}");
        client.done("POST", "/Users", "{'login':'fritz'}");
        client.profile("{'user':{'attributes':[{'to':'userName','from':'uid'}]}}");
        JsonNode same =
                asked("/profile/diff", "{'profile':{'user':{'attributes':[{'to':'userName','from':'login'}]}}}");
        assertThat(same.path("groups").findValuesAsText("kind")).doesNotContain("create_user");
        JsonNode now = asked("/profile/diff", "{'profile':{'user':{'attributes':[{'to':'userName','from':'uid'}]}}}");
        assertThat(group(now, "now_refused", "create_user").path("count").asInt())
                .isEqualTo(1);
    }

    @Test
    @DisplayName(
            "profile suggest: names, words and shapes that were received become lines, with evidence, each tried as a"
                    + " dry run")
    void suggest() {
        for (String name : new String[] {"gerd", "gabi"}) {
            assertThat(client.send(
                                    "POST",
                                    "/Users",
                                    "{'login':'" + name + "','mail':'" + name + "@demo.example','status':'A'}")
                            .status())
                    .isEqualTo(400);
        }
        String hans = client.user("hans");
        client.send("PATCH", "/Users/" + hans, "{'Operations':[{'op':'replace','path':'status','value':'L'}]}");
        client.send("POST", "/Groups", "{'label':'Sales','people':[{'userId':'" + hans + "'}]}");
        client.send("DELETE", "/Groups/" + hans, "");
        JsonNode found = asked("/profile/suggest", "");
        assertThat(found.path("complete").asBoolean()).isTrue();
        assertThat(found.path("profile").at("/user/attributes").toString())
                .contains("\"to\":\"userName\",\"from\":\"login\"")
                .contains("\"from\":\"mail\"")
                .contains("\"from\":\"status\",\"values\":{")
                .contains("\"A\":true", "\"L\":false");
        assertThat(found.path("profile").at("/group/attributes").toString())
                .contains("\"to\":\"displayName\",\"from\":\"label\"")
                .contains("\"to\":\"members\",\"from\":\"people\"", "userId");
        assertThat(found.path("profile").at("/response/deletedAgain").asText()).isEqualTo("no-content");
        JsonNode login = StreamSupport.stream(found.path("suggestions").spliterator(), false)
                .filter(one -> one.path("line").toString().contains("login"))
                .findFirst()
                .orElseThrow();
        assertThat(login.path("count").asInt()).isEqualTo(2);
        assertThat(login.at("/evidence/0/request/id").asText()).isNotEmpty();
        assertThat(login.at("/evidence/0/then/status").asInt()).isEqualTo(400);
        assertThat(login.at("/evidence/0/now/status").asInt()).isEqualTo(201);
        assertThat(found.at("/received/user").findValuesAsText("path")).contains("login", "mail", "status");
        assertThat(found.path("unexplained")).isEmpty();

        client.profile(found.path("profile").toString());
        client.done("POST", "/Users", "{'login':'gerd','mail':'gerd@demo.example','status':'A'}");
        client.done("PATCH", "/Users/" + hans, "{'Operations':[{'op':'replace','path':'status','value':'L'}]}");
        assertThat(client.get("/Users/" + hans).path("active").asBoolean(true)).isFalse();
        client.done("POST", "/Groups", "{'label':'Sales','people':[{'userId':'" + hans + "'}]}");
        client.done("DELETE", "/Groups/" + hans, "");
    }

    @Test
    @DisplayName("profile suggest: what no line can mend is reported, and a quirk of any provider is found")
    void quirksAndTheRest() {
        client.profile("{'quirks':[]}");
        String ida = client.user("ida");
        client.send("PATCH", "/Users/" + ida, "{'title':'Dr'}");
        client.send("POST", "/Users", "{'zz':'jo'}");
        JsonNode found = asked("/profile/suggest", "{'requests':50}");
        assertThat(found.path("suggestions").findValuesAsText("kind")).contains("quirk");
        assertThat(found.at("/profile/quirks").toString()).contains("patch-without-envelope");
        assertThat(found.path("unexplained").findValuesAsText("detail"))
                .anySatisfy(detail -> assertThat(detail).contains("userName"));
    }

    @Test
    @DisplayName("Another organisation has no such directory, and an auditor no such right")
    void accessIsThatOfTheDirectory() {
        for (String below : new String[] {"/diff", "/suggest"}) {
            Answer none = Http.request(
                            "POST", GATEWAY.url() + "/api/v1/organizations/demo/directories/nothing/profile" + below)
                    .bearer(GATEWAY.token(new Scope.Operator()))
                    .body("{'profile':{}}")
                    .send();
            assertThat(none.status()).isIn(400, 404);
        }
    }
}
