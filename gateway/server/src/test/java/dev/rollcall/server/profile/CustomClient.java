package dev.rollcall.server.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;

/** A new directory with its client, and its administrator; everything goes over HTTP. */
final class CustomClient {

    private final RunningGateway gateway;
    private final String path;
    private final String scim;
    private final String token;

    /** Makes a draft of the demo organisation. */
    CustomClient(RunningGateway gateway, String provider) {
        this.gateway = gateway;
        Answer made = api("POST", "/directories", "{'provider':'" + provider + "'}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        this.path = "/directories/" + made.json().path("id").asText();
        this.scim = made.json().path("scimUrl").asText();
        this.token = api("POST", path + "/credentials", "").json().path("token").asText();
    }

    private Answer api(String method, String below, String body) {
        Http request = Http.request(method, gateway.url() + "/api/v1/organizations/demo" + below)
                .bearer(gateway.token(new Scope.Operator()));
        return (body.isEmpty() ? request : request.body(body)).send();
    }

    Answer ask(String method, String below, String body) {
        return api(method, path + below, body);
    }

    /** Changes what was seen as this ETag says. */
    Answer change(String method, String below, String seen, String body) {
        return Http.request(method, gateway.url() + "/api/v1/organizations/demo" + path + below)
                .bearer(gateway.token(new Scope.Operator()))
                .header("If-Match", seen)
                .body(body)
                .send();
    }

    /** Sets the profile, which must be accepted. */
    JsonNode profile(String document) {
        Answer set = ask("PUT", "/profile", document);
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        return set.json();
    }

    String token() {
        return token;
    }

    String base() {
        return scim;
    }

    /** A request of the client. */
    Http request(String method, String below) {
        return Http.request(method, scim + below).bearer(token).header("Content-Type", "application/scim+json");
    }

    Answer send(String method, String below, String body) {
        Http request = request(method, below);
        return (body.isEmpty() ? request : request.body(body)).send();
    }

    /** The same, which must succeed. */
    JsonNode done(String method, String below, String body) {
        Answer answer = send(method, below, body);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return answer.body().isEmpty() ? MissingNode.getInstance() : answer.json();
    }

    /** Makes a user of that name and returns their id. */
    String user(String name) {
        return done("POST", "/Users", "{'userName':'" + name + "','emails':[{'value':'" + name + "@demo.example'}]}")
                .path("id")
                .asText();
    }

    JsonNode get(String below) {
        return done("GET", below, "");
    }
}
