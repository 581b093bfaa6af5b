package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Status, headers and body of every route of users and groups (RFC 7644 section 3). */
final class ResourceRoutesIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static String token;

    @BeforeAll
    static void issue() {
        token = GATEWAY.credential("okta");
    }

    private static Http request(String method, String path) {
        return Http.request(method, GATEWAY.scimUrl("okta") + path).bearer(token);
    }

    private static Answer get(String path) {
        return request("GET", path).send();
    }

    private static String freshName() {
        return "user" + NUMBER.incrementAndGet() + "+a@demo.example";
    }

    private static Answer postUser(String userName) {
        return request("POST", "/Users").body(user(userName, "Ada")).send();
    }

    private static String user(String userName, String givenName) {
        return """
            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'%1$s','name':{'givenName':'%2$s'},
             'emails':[{'value':'%1$s','primary':true}],'active':true}
            """.formatted(userName, givenName);
    }

    private static String patch(String operations) {
        return "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[" + operations + "]}";
    }

    private static String id(Answer answer) {
        return answer.json().path("id").asText();
    }

    @Test
    void aCreatedUserIsAnsweredWithWhereItIs() {
        Answer created = postUser(freshName());
        assertThat(created.status()).isEqualTo(201);
        JsonNode meta = created.json().path("meta");
        assertThat(created.header("Content-Type")).isEqualTo("application/scim+json");
        assertThat(created.header("Location"))
                .isEqualTo(meta.path("location").asText())
                .isEqualTo(GATEWAY.scimUrl("okta") + "/Users/" + id(created));
        assertThat(created.header("ETag"))
                .isEqualTo(meta.path("version").asText())
                .startsWith("W/");
        assertThat(get("/Users/" + id(created)).json()).isEqualTo(created.json());
    }

    @Test
    void aSecondUserOfThatNameIsAConflict() {
        String name = freshName();
        postUser(name);
        Answer again = postUser(name.toUpperCase(Locale.ROOT));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("scimType").asText()).isEqualTo("uniqueness");
    }

    @Test
    void aVersionThatIsKnownIsNotSentAgainAndAStaleOneChangesNothing() {
        Answer created = postUser(freshName());
        String path = "/Users/" + id(created);
        Answer unchanged = request("GET", path)
                .header("If-None-Match", created.header("ETag"))
                .send();
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();

        String rename = patch("{'op':'replace','path':'displayName','value':'Ada L'}");
        Answer changed = request("PATCH", path)
                .header("If-Match", created.header("ETag"))
                .body(rename)
                .send();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("displayName").asText()).isEqualTo("Ada L");
        Answer stale = request("PATCH", path)
                .header("If-Match", created.header("ETag"))
                .body(rename)
                .send();
        assertThat(stale.status()).isEqualTo(412);
    }

    @Test
    void aProjectionHoldsForEveryAnswerWithAResource() {
        Answer created = request("POST", "/Users?attributes=userName")
                .body(user(freshName(), "Ada"))
                .send();
        assertThat(created.json().has("name")).isFalse();
        assertThat(created.json().has("userName")).isTrue();
        JsonNode read =
                get("/Users/" + id(created) + "?excludedAttributes=emails").json();
        assertThat(read.has("emails")).isFalse();
        assertThat(read.has("name")).isTrue();
    }

    @Test
    void aPlusInTheQueryIsASpaceAndAnEncodedPlusAPlus() {
        String name = freshName();
        postUser(name);
        String encoded = name.replace("+", "%2B").replace("@", "%40");
        JsonNode found =
                get("/Users?filter=userName+eq+%22" + encoded + "%22&unknown=x").json();
        assertThat(found.path("totalResults").asInt()).isEqualTo(1);
        assertThat(found.at("/Resources/0/userName").asText()).isEqualTo(name);
        assertThat(get("/Users?filter=userName+eq+%22nobody%22")
                        .json()
                        .path("totalResults")
                        .asInt())
                .isZero();
    }

    @Test
    void aListHasPages() {
        for (int i = 0; i < 3; i++) {
            postUser(freshName());
        }
        JsonNode page = get("/Users?startIndex=0&count=2").json();
        assertThat(page.path("startIndex").asInt()).isEqualTo(1);
        assertThat(page.path("itemsPerPage").asInt()).isEqualTo(2);
        assertThat(page.path("Resources")).hasSize(2);
        JsonNode total = get("/Users?count=0").json();
        assertThat(total.path("totalResults").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(total.path("Resources")).isEmpty();
    }

    @Test
    void aReplacedUserIsAnsweredAndADeletedOneIsGone() {
        String name = freshName();
        String path = "/Users/" + id(postUser(name));
        Answer replaced = request("PUT", path).body(user(name, "Augusta")).send();
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().at("/name/givenName").asText()).isEqualTo("Augusta");

        Answer deleted = request("DELETE", path).send();
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(get(path).status()).isEqualTo(404);
        assertThat(request("DELETE", path).send().status()).isEqualTo(404);
        assertThat(request("PUT", path).body(user(name, "Ada")).send().status()).isEqualTo(404);
    }

    @Test
    void aPatchedGroupIsAnsweredWithoutBodyUnlessAttributesAreAskedFor() {
        String user = id(postUser(freshName()));
        Answer created = request("POST", "/Groups")
                .body(
                        "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'Quiet','members':[{'value':'"
                                + user + "'}]}")
                .send();
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().at("/members/0/value").asText()).isEqualTo(user);

        String path = "/Groups/" + id(created);
        String other = id(postUser(freshName()));
        String add = patch("{'op':'add','path':'members','value':[{'value':'" + other + "'}]}");
        Answer silent = request("PATCH", path).body(add).send();
        assertThat(silent.status()).isEqualTo(204);
        assertThat(silent.header("ETag")).isNotEqualTo(created.header("ETag"));

        Answer spoken = request("PATCH", path + "?attributes=members").body(add).send();
        assertThat(spoken.status()).isEqualTo(200);
        assertThat(spoken.json().path("members").findValuesAsText("value")).containsExactlyInAnyOrder(user, other);
        assertThat(get(path + "?excludedAttributes=members").json().has("members"))
                .isFalse();
    }

    @Test
    void aReplacedGroupIsAnsweredWithItsMembers() {
        String user = id(postUser(freshName()));
        String path = "/Groups/"
                + id(request("POST", "/Groups")
                        .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'Whole'}")
                        .send());
        Answer replaced = request("PUT", path)
                .body(
                        "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'All','members':[{'value':'"
                                + user + "'}]}")
                .send();
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().path("displayName").asText()).isEqualTo("All");
        assertThat(replaced.json().at("/members/0/value").asText()).isEqualTo(user);
        assertThat(request("DELETE", path).send().status()).isEqualTo(204);
    }

    @Test
    void quirksThatFiredAreNamed() {
        String entra = GATEWAY.credential("entra");
        Answer answer = Http.request("POST", GATEWAY.scimUrl("entra") + "/Users")
                .bearer(entra)
                .body(user(freshName(), "Ada").replace("'active':true", "'active':'True'"))
                .send();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Rollcall-Quirks")).contains("string-booleans");
    }
}
