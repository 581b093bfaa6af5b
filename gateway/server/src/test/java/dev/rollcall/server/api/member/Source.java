package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;

/** One directory of the organisation and its identity provider. */
final class Source {
    private static final String USER = "'schemas':['urn:ietf:params:scim:schemas:core:2.0:User']";
    private static final String PATCH = "'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp']";

    private final People people;
    private int sent;
    final String path;
    private final String scim;
    private final String token;

    /** Another directory of the organisation, as a draft. */
    static Source second(People people) {
        return another(people, "entra", "Second");
    }

    static Source another(People people, String provider, String name) {
        String id = people.done("POST", "/directories", "{'provider':'" + provider + "','name':'" + name + "'}")
                .path("id")
                .asText();
        return new Source(people, "/directories/" + id);
    }

    Source(People people, String path) {
        this.people = people;
        this.path = path;
        this.scim = people.get(path).path("scimUrl").asText();
        this.token =
                people.done("POST", path + "/credentials", "").path("token").asText();
    }

    Answer send(String method, String below, String body) {
        return Http.request(method, scim + below).bearer(token).body(body).send();
    }

    String user(String name) {
        Answer answer = send(
                "POST",
                "/Users",
                "{" + USER + ",'userName':'" + people.address(name) + "','externalId':'x-" + ++sent + name
                        + "','displayName':'" + name + "','active':true}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    void patch(String user, String value) {
        Answer answer = send(
                "PATCH", "/Users/" + user, "{" + PATCH + ",'Operations':[{'op':'replace','value':{" + value + "}}]}");
        assertThat(answer.status()).as(answer.body()).isIn(200, 204);
    }

    void active(String user, boolean active) {
        patch(user, "'active':" + active);
    }

    void rename(String user, String name) {
        patch(user, "'userName':'" + people.address(name) + "'");
    }

    JsonNode command(String command, String body) {
        return people.done("POST", path + command, body);
    }

    void admins(String user) {
        Answer answer = send(
                "POST",
                "/Groups",
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'Admins','members':[{'value':'"
                        + user + "'}]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        people.done(
                "POST",
                path + "/role-assignments",
                "{'groupId':'" + answer.json().path("id").asText() + "','role':'admin'}");
    }
}
