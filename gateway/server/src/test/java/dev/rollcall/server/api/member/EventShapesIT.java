package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.directory.CredentialWarnings;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.ChangeState.Deactivate;
import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.SetDirectoryRule;
import dev.rollcall.core.command.SetTerms;
import dev.rollcall.core.model.EventType;
import dev.rollcall.delivery.feed.EventSchemas;
import dev.rollcall.server.ApiContract;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** W13: what events carry is the state after, with a reason, whatever their type; over HTTP, and over every type there is. */
final class EventShapesIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final Map<String, EventType> TYPES =
            Stream.of(EventType.values()).collect(Collectors.toMap(EventType::word, Function.identity()));

    private final People people = new People(GATEWAY);
    private final People owner = new People(GATEWAY);

    @Test
    @DisplayName(
            "W13: every type of event has the shape that is documented, and a mirror of them is the list of members")
    void everyTypeOfEventCarriesTheStateAfter() {
        settings();
        credentials();
        membersOfEveryKind();
        groups();
        anotherPersonUnderOneName();
        conflicts();
        endings();
        Map<String, String> mirror = new TreeMap<>();
        TreeSet<String> seen = new TreeSet<>();
        people.get("/events?limit=1000").path("items").forEach(event -> {
            JsonNode data = event.path("data");
            EventType type = Objects.requireNonNull(
                    TYPES.get(event.path("type").asText()), event.path("type").asText());
            seen.add(type.word());
            ApiContract.require(EventSchemas.of(type), event.toString(), type.word());
            assertThat(type.subject().always()).as(event.toString()).allMatch(data::has);
            assertThat(data.path("reason").asText()).as(event.toString()).isNotBlank();
            if (type.subject() == EventType.Subject.MEMBER) {
                mirror.put(event.path("subject").asText(), line(data));
            }
        });
        mirror.values().removeIf(line -> line.contains(" removed "));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(TYPES.keySet());
        Map<String, String> members = new TreeMap<>();
        for (JsonNode member : people.get("/members?limit=1000").path("items")) {
            if (!member.path("status").asText().equals("excluded")) {
                members.put(member.path("id").asText(), line(member));
            }
        }
        assertThat(mirror).isEqualTo(members);
    }

    private static String line(JsonNode state) {
        return state.path("email").asText() + " " + state.path("status").asText() + " "
                + state.path("role").asText() + " " + state.path("seat").asBoolean();
    }

    /** Domains, the plan, policies, roles of groups, and what is set of a directory. */
    private void settings() {
        people.rule(new OfDomain.ClaimDomain("given.example", "0".repeat(32)));
        people.rule(new OfDomain.ClaimDomain("proved.example", "0".repeat(32)));
        people.rule(new OfDomain.VerifyDomain("proved.example", false));
        people.rule(new OfDomain.NoteDomainRecord("proved.example", false));
        people.rule(new OfDomain.NoteDomainRecord("proved.example", true));
        people.rule(new OfDomain.ReleaseDomain("proved.example"));
        people.rule(new SetTerms.SetPlan(false, 10, 0));
        people.rule(new SetTerms.SetPlan(true, 50, 1));
        people.operator("PATCH", "", "{'name':'Renamed'}");
        String draft = "/directories/"
                + people.done("POST", "/directories", "{'provider':'okta','name':'Draft'}")
                        .path("id")
                        .asText();
        people.done("PATCH", draft, "{'mode':'strict'}");
        assertThat(people.ask("DELETE", draft, "").status()).isEqualTo(204);
    }

    /** A group that comes, is renamed, has members come and go, and goes. */
    private void groups() {
        String gus = people.user("gus");
        String group = people.group("First name");
        people.add(group, gus);
        people.drop(group, gus);
        people.patch("/Groups/" + group, "{'op':'replace','path':'displayName','value':'Second name'}");
        people.delete("/Groups/" + group);
    }

    /** Issued, warned of, ended by time, and by hand. */
    private void credentials() {
        String directory = "/directories/"
                + people.done("POST", "/directories", "{'provider':'okta','name':'Warned'}")
                        .path("id")
                        .asText();
        String id =
                people.done("POST", directory + "/credentials", "{}").path("id").asText();
        CredentialWarnings warnings = new CredentialWarnings(
                GATEWAY.gateway().parts().database().writes(),
                GATEWAY.gateway().parts().time());
        for (int days : new int[] {3, -1}) {
            GATEWAY.gateway()
                    .parts()
                    .database()
                    .writes()
                    .preparedQuery("UPDATE directory_credential SET expires_at = now() + make_interval(days => $2)"
                            + " WHERE credential_id = $1")
                    .execute(Tuple.of(UUID.fromString(id), days))
                    .await();
            warnings.tell().await();
        }
        String other =
                people.done("POST", directory + "/credentials", "{}").path("id").asText();
        assertThat(people.ask("DELETE", directory + "/credentials/" + other, "").status())
                .isEqualTo(204);
    }

    private void membersOfEveryKind() {
        people.invite("adopted", "member");
        people.invite("removed", "member");
        people.done("DELETE", "/members/" + people.member("removed").path("id").asText(), "");
        String adopted = people.user("adopted");
        String ada = people.user("ada");
        people.active(ada, false);
        people.active(ada, true);
        people.assign(people.group("Admins", ada), "admin");
        people.active(ada, false);
        assertThat(people.holds()).containsExactly("last_admin ada suspension");
        people.active(ada, true);
        people.address(adopted, "renamed@" + people.domain);
        people.delete("/Users/" + people.user("gone"));
        people.rule(new SetDirectoryRule.SetMassGuard(people.directory, 0, 0, Duration.ofHours(1)));
        people.active(adopted, false);
        people.active(adopted, true);
        people.rule(new SetDirectoryRule.SetMassGuard(people.directory, 20, 10, Duration.ofHours(1)));
        people.user("eve@nobodys.example");
        people.address(people.user("swap"), people.address("ada"));
        UUID rescue = people.rule(new OfMember.GrantRecovery(
                "rescue@" + people.domain, null, "lost access", Instant.now().plusSeconds(3_600)));
        people.rule(new OfMember.EndRecovery(Objects.requireNonNull(rescue), false));
    }

    /** At a provider that deletes what held an id before. */
    private void anotherPersonUnderOneName() {
        JsonNode made = people.done("POST", "/directories", "{'provider':'entra','name':'Entra'}");
        String directory = "/directories/" + made.path("id").asText();
        String token = people.done("POST", directory + "/credentials", "{}")
                .path("token")
                .asText();
        people.done("POST", directory + "/activate", "");
        String users = made.path("scimUrl").asText() + "/Users";
        for (String address : List.of("twice@" + people.domain, "twice@nobodys.example")) {
            String user = create(users, token, address, "first", true);
            send("PUT", users + "/" + user, token, body(address, "first", false));
            create(users, token, address, "second", true);
            send("DELETE", users + "/" + user, token, "");
        }
    }

    private static String create(String users, String token, String address, String externalId, boolean active) {
        return send("POST", users, token, body(address, externalId, active))
                .json()
                .path("id")
                .asText();
    }

    private static String body(String address, String externalId, boolean active) {
        return "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + address + "','externalId':'"
                + externalId + "','active':" + active + ",'emails':[{'value':'" + address
                + "','type':'work','primary':true}]}";
    }

    private static Answer send(String method, String url, String token, String body) {
        Http request = Http.request(method, url).bearer(token);
        Answer answer = (body.isEmpty() ? request : request.body(body)).send();
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return answer;
    }

    private void conflicts() {
        people.rule(new SetTerms.AllowUnverifiedDomains(true));
        owner.rule(new OfDomain.ReleaseDomain(owner.domain));
        UUID disputed = people.rule(new OfMember.Invite("boss@" + owner.domain, "Boss", "member"));
        owner.rule(new OfDomain.VerifyDomain(owner.domain, true));
        UUID member = Objects.requireNonNull(disputed);
        Eventually.assertThat(() -> assertThat(people.events()).contains("conflict.opened"));
        people.rule(new OfConflict.KeepConflict(member, "boss@" + owner.domain, null));
        people.rule(new OfConflict.ReleaseConflict(member, "boss@" + owner.domain, false));
    }

    private void endings() {
        people.rule(new ChangeState.Pause(people.directory));
        people.rule(new ChangeState.Resume(people.directory));
        String activation = people.get("/directories/" + people.directory + "/activations")
                .at("/items/0/id")
                .asText();
        people.rule(new ChangeState.Deactivate(people.directory, Deactivate.Members.KEEP));
        people.rule(new ChangeState.StartPreview(people.directory));
        people.rule(new RuleCommand.Undo(UUID.fromString(activation)));
    }
}
