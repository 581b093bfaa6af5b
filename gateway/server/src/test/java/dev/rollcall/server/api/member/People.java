package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleOutcome;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organisation of its own with an active directory and a verified domain, seen from outside: an IdP that speaks SCIM and an
 * administrator who uses the API.
 */
public final class People {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    private final RunningGateway gateway;
    final String slug;
    final String domain;
    final UUID org;
    final UUID directory;
    private final String credential;
    private final String scim;

    /** Makes them, with a name that no other test has. */
    People(RunningGateway gateway) {
        this(gateway, 50);
    }

    People(RunningGateway gateway, int seats) {
        this(gateway, seats, "okta");
    }

    People(RunningGateway gateway, int seats, String provider) {
        this.gateway = gateway;
        this.slug = "org-" + UUID.randomUUID().toString().substring(0, 8);
        this.domain = slug + ".example";
        var parts = gateway.gateway().parts();
        this.org = new Organisations(parts.database().writes(), parts.time())
                .create(Actor.gateway(Actor.INSTALLATION), slug, "Company " + slug, Plan.ENTERPRISE, seats, 1)
                .await()
                .id();
        rule(new OfDomain.VerifyDomain(domain, true));
        this.directory = new Directories(parts.database().writes(), parts.time())
                .create(Actor.gateway(org), "Our IdP", provider)
                .await()
                .id();
        this.credential = parts.credentials()
                .issue(Actor.gateway(org), directory, null)
                .await()
                .token();
        rule(new ChangeState.Activate(directory));
        this.scim = gateway.url() + "/scim/v2/" + directory;
    }

    /** What is set up by way of the core. */
    final @Nullable UUID rule(RuleCommand command) {
        RuleOutcome outcome = gateway.gateway()
                .parts()
                .provisioning()
                .apply(new Actor(org, "set-up", UUID.randomUUID()), command)
                .await();
        assertThat(outcome).isInstanceOf(RuleOutcome.Done.class);
        return ((RuleOutcome.Done) outcome).subject();
    }

    UUID assign(String group, String role) {
        return UUID.fromString(done(
                        "POST",
                        "/directories/" + directory + "/role-assignments",
                        "{'groupId':'" + group + "','role':'" + role + "'}")
                .path("subject")
                .asText());
    }

    // The administrator

    Answer ask(String method, String path, String body) {
        return Http.request(method, gateway.url() + "/api/v1/organizations/" + slug + path)
                .bearer(gateway.token(new Scope.Organisation(org)))
                .body(body)
                .send();
    }

    Answer operator(String method, String path, String body) {
        return Http.request(method, gateway.url() + "/api/v1/organizations/" + slug + path)
                .bearer(gateway.token(new Scope.Operator()))
                .body(body)
                .send();
    }

    public JsonNode get(String path) {
        Answer answer = ask("GET", path, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** What an administrator does and gets done. */
    JsonNode done(String method, String path, String body) {
        Answer answer = ask(method, path, body);
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        return answer.json();
    }

    String invite(String name, String role) {
        return done("POST", "/members", "{'email':'" + address(name) + "','role':'" + role + "'}")
                .path("subject")
                .asText();
    }

    JsonNode member(String name) {
        JsonNode items = get("/members?text=" + address(name)).path("items");
        assertThat(items).as("members with the address of " + name).hasSize(1);
        return items.path(0);
    }

    /** Each member: name, status, role, and a seat where they have one. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        get("/members")
                .path("items")
                .forEach(item -> lines.add((item.path("email").asText().split("@", -1)[0] + " "
                        + item.path("status").asText() + " "
                        + item.path("role").asText("-")
                        + (item.path("seat").asBoolean() ? " seat" : ""))));
        lines.sort(null);
        return lines;
    }

    /** Holds in force: kind, name, effect. */
    public List<String> holds() {
        List<String> lines = new ArrayList<>();
        get("/holds")
                .path("items")
                .forEach(hold -> lines.add(hold.path("kind").asText() + " "
                        + hold.path("email").asText().split("@", -1)[0] + " "
                        + hold.path("effect").asText()));
        return lines;
    }

    int seatsUsed() {
        return get("").at("/seats/used").asInt();
    }

    List<String> events() {
        List<String> types = new ArrayList<>();
        get("/events?limit=1000")
                .path("items")
                .forEach(event -> types.add(event.path("type").asText()));
        return types;
    }

    String address(String name) {
        return name.contains("@") ? name : name + "@" + domain;
    }

    // The IdP

    Answer scim(String method, String path, String body) {
        return Http.request(method, scim + path).bearer(credential).body(body).send();
    }

    private String made(String path, String body) {
        Answer answer = scim("POST", path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    String user(String name) {
        return made("/Users", """
            {'schemas':['%s'],'userName':'%2$s','displayName':'%3$s','active':true,
             'emails':[{'value':'%2$s','primary':true,'type':'work'}]}
            """.formatted(USER, address(name), name.split("@", -1)[0]));
    }

    String group(String name, String... users) {
        StringBuilder members = new StringBuilder();
        for (String user : users) {
            members.append(members.isEmpty() ? "" : ",")
                    .append("{'value':'")
                    .append(user)
                    .append("'}");
        }
        return made(
                "/Groups", "{'schemas':['" + GROUP + "'],'displayName':'" + name + "','members':[" + members + "]}");
    }

    void active(String user, boolean active) {
        patch("/Users/" + user, "{'op':'replace','path':'active','value':" + active + "}");
    }

    void address(String user, String email) {
        patch(
                "/Users/" + user,
                "{'op':'replace','path':'emails','value':[{'value':'" + email + "','primary':true,'type':'work'}]}");
    }

    void add(String group, String user) {
        patch("/Groups/" + group, "{'op':'add','path':'members','value':[{'value':'" + user + "'}]}");
    }

    void drop(String group, String user) {
        // Written without the helper's quotes: a filter has its own.
        Answer answer = Http.request("PATCH", scim + "/Groups/" + group)
                .bearer(credential)
                .exactly("{\"schemas\":[\"" + PATCH
                        + "\"],\"Operations\":[{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + user
                        + "\\\"]\"}]}")
                .send();
        assertThat(answer.status()).as(answer.body()).isIn(200, 204);
    }

    void patch(String path, String operation) {
        Answer answer = scim("PATCH", path, "{'schemas':['" + PATCH + "'],'Operations':[" + operation + "]}");
        assertThat(answer.status()).as(answer.body()).isIn(200, 204);
    }

    void delete(String path) {
        assertThat(scim("DELETE", path, "").status()).isEqualTo(204);
    }
}
