package dev.rollcall.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SCIM as a test speaks it; in bodies ' stands for ".
 *
 * @param base address of the directory
 */
record ScimClient(String base, String token) {

    static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** A userName that no other test has. */
    static String fresh() {
        return "user" + NUMBER.incrementAndGet() + "@demo.example";
    }

    Http request(String method, String path) {
        return Http.request(method, base + path).bearer(token);
    }

    Answer get(String path) {
        return request("GET", path).send();
    }

    Answer post(String path, String body) {
        return request("POST", path).body(body).send();
    }

    Answer put(String path, String body) {
        return request("PUT", path).body(body).send();
    }

    /** PATCH with these operations, comma-separated. */
    Answer patch(String path, String operations) {
        return request("PATCH", path)
                .body("{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[" + operations + "]}")
                .send();
    }

    Answer delete(String path) {
        return request("DELETE", path).send();
    }

    /** A user's body: userName and further members, such as {@code 'active':true}. */
    static String user(String userName, String... members) {
        return body(USER, "'userName':'" + userName + "'", members);
    }

    static String group(String displayName, String... members) {
        return body(GROUP, "'displayName':'" + displayName + "'", members);
    }

    private static String body(String schema, String name, String... members) {
        List<String> all = new ArrayList<>(List.of("'schemas':['" + schema + "']", name));
        all.addAll(List.of(members));
        return "{" + String.join(",", all) + "}";
    }

    /** Creates a user with a fresh name. */
    JsonNode made(String... members) {
        return made(fresh(), members);
    }

    private JsonNode made(String userName, String... members) {
        return created(post("/Users", user(userName, members)));
    }

    JsonNode madeGroup(String displayName, String... members) {
        return created(post("/Groups", group(displayName, members)));
    }

    private static JsonNode created(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    static String at(JsonNode user) {
        return "/Users/" + user.path("id").asText();
    }

    static String atGroup(JsonNode group) {
        return "/Groups/" + group.path("id").asText();
    }

    /** The ids that a filter finds among users, sorted as the server sorts. */
    List<String> find(String filter) {
        Answer answer = search("Users", filter);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return ids(answer);
    }

    static List<String> ids(Answer list) {
        List<String> ids = new ArrayList<>();
        list.json()
                .path("Resources")
                .forEach(resource -> ids.add(resource.path("id").asText()));
        return ids;
    }

    /** A list by filter; further parameters may stand behind it, such as {@code &count=1}. */
    Answer search(String endpoint, String filter, String... parameters) {
        return get("/" + endpoint + "?filter=" + encoded(filter) + String.join("", parameters));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Requires a SCIM error (RFC 7644 section 3.12) of that status and type; "" for an error without type. */
    static void assertError(Answer answer, int status, String scimType) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/scim+json");
        JsonNode error = answer.json();
        assertThat(error.at("/schemas/0").asText()).isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(error.path("status").isTextual()).as("status is a string").isTrue();
        assertThat(error.path("status").asText()).isEqualTo(Integer.toString(status));
        assertThat(error.path("scimType").asText()).as(answer.body()).isEqualTo(scimType);
        assertThat(error.path("detail").asText()).isNotBlank();
    }
}
