package dev.rollcall.server.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.util.ArrayList;
import java.util.List;

/** A directory as an administrator makes one, and its IdP; everything goes over HTTP. */
final class NewDirectory {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";

    private final RunningGateway gateway;
    private final String organisation;
    private final String path;
    private final String scim;
    private final String token;

    /** Makes a draft of the demo organisation. */
    NewDirectory(RunningGateway gateway, String provider) {
        this.gateway = gateway;
        this.organisation = gateway.url() + "/api/v1/organizations/demo";
        Answer made = api("POST", "/directories", "{'provider':'" + provider + "'}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        this.path = "/directories/" + made.json().path("id").asText();
        this.scim = made.json().path("scimUrl").asText();
        this.token = api("POST", path + "/credentials", "").json().path("token").asText();
    }

    /** A request to the organisation's part of the API. */
    Answer api(String method, String below, String body) {
        Http request = Http.request(method, organisation + below).bearer(gateway.token(new Scope.Operator()));
        return (body.isEmpty() ? request : request.body(body)).send();
    }

    JsonNode get(String below) {
        return ok(api("GET", path + below, ""));
    }

    Answer ask(String method, String below, String body) {
        return api(method, path + below, body);
    }

    /** What a command says that it would do, and does then; both must be the same. */
    JsonNode foreseen(String method, String below, String body) {
        List<String> before = members();
        JsonNode forecast = ok(ask(method, below + "?dryRun=true", body));
        assertThat(members()).as("a dry run changes nothing").isEqualTo(before);
        JsonNode done = done(method, below, body);
        for (String part : List.of("counts", "seats", "admins", "peopleOmitted")) {
            assertThat(done.path(part)).isEqualTo(forecast.path(part));
        }
        assertThat(people(done)).isEqualTo(people(forecast));
        return done;
    }

    JsonNode done(String method, String below, String body) {
        return ok(ask(method, below, body));
    }

    /** Its URL in the API. */
    String address() {
        return organisation + path;
    }

    String state() {
        return get("").path("state").asText();
    }

    /** What happens to whom, as text. */
    static List<String> people(JsonNode impact) {
        List<String> people = new ArrayList<>();
        impact.path("people")
                .forEach(line -> people.add(line.path("kind").asText() + " "
                        + line.path("email").asText() + " "
                        + line.path("roleBefore").asText() + " "
                        + line.path("roleAfter").asText() + " "
                        + line.path("reason").asText()));
        return people.stream().sorted().toList();
    }

    /** The organisation's members as text, by address. */
    List<String> members() {
        List<String> members = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = ok(api("GET", "/members?limit=1000" + cursor, ""));
            page.path("items")
                    .forEach(member -> members.add(member.path("email").asText() + " "
                            + member.path("role").asText() + " "
                            + member.path("status").asText() + " "
                            + (member.path("seat").asBoolean() ? "seat" : "no seat") + " "
                            + member.path("managedBy").path("name").asText("by hand")));
            cursor = "&cursor=" + page.path("next").asText();
        } while (!cursor.equals("&cursor=null"));
        return members.stream().sorted().toList();
    }

    /** The sum of the ledger's entries that are booked on an activation. */
    int ledgerOf(String activation) {
        int sum = 0;
        String page = "/ledger?limit=1000";
        while (true) {
            JsonNode ledger = ok(api("GET", page, ""));
            for (JsonNode entry : ledger.path("items")) {
                if (entry.path("activation").asText().equals(activation)) {
                    sum += entry.path("delta").asInt();
                }
            }
            if (!ledger.hasNonNull("next")) {
                return sum;
            }
            page = "/ledger?limit=1000&cursor=" + ledger.path("next").asText();
        }
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return answer.json();
    }

    /** An administrator invites a person of the demo's domain. */
    String invite(String name) {
        return ok(api("POST", "/members", "{'email':'" + name + "@demo.example'}"))
                .path("subject")
                .asText();
    }

    /** An administrator removes whomever no directory manages. */
    void removeByHand(String name) {
        String id =
                ok(api("GET", "/members?text=" + name, "")).at("/items/0/id").asText();
        ok(api("DELETE", "/members/" + id, ""));
    }

    /** The IdP creates a user of the demo's domain. */
    String user(String name) {
        return userOf(name + "@demo.example");
    }

    String userOf(String address) {
        return created("/Users", """
            {'schemas':['%1$s'],'userName':'%2$s','emails':[{'value':'%2$s','primary':true}],'active':true}
            """.formatted(USER, address));
    }

    /** The IdP pushes a group. */
    String group(String name, String... members) {
        List<String> refs = List.of(members).stream()
                .map(member -> "{'value':'" + member + "'}")
                .toList();
        return created("/Groups", """
            {'schemas':['%s'],'displayName':'%s','members':[%s]}
            """.formatted(GROUP, name, String.join(",", refs)));
    }

    private String created(String type, String body) {
        Answer answer = scim("POST", type, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    /** The IdP suspends a user, or brings them back. */
    void active(String user, boolean active) {
        assertThat(scim("PATCH", "/Users/" + user, """
            {'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
             'Operations':[{'op':'replace','value':{'active':%s}}]}
            """.formatted(active)).status())
                .isEqualTo(200);
    }

    /** Any request of the IdP. */
    Answer scim(String method, String below, String body) {
        Http request = Http.request(method, scim + below).bearer(token);
        return (body.isEmpty() ? request : request.body(body)).send();
    }
}
