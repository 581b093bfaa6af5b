package dev.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.auth.Principal.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static Organisation other;

    @BeforeAll
    static void populate() {
        other = new Organisations(
                        GATEWAY.gateway().parts().database().writes(),
                        GATEWAY.gateway().parts().time())
                .create(Actor.gateway(Actor.INSTALLATION), "other", "Other Company", Plan.ENTERPRISE, 60, 0)
                .await();
        String token = GATEWAY.credential("okta");
        for (String name : List.of("ada", "bob", "eve")) {
            assertThat(Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                            .bearer(token)
                            .body("""
                                {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'%1$s@demo.example',
                                 'emails':[{'value':'%1$s@demo.example','primary':true}],'active':true}
                                """.formatted(name))
                            .send()
                            .status())
                    .isEqualTo(201);
        }
    }

    private static Answer get(String path, Scope scope) {
        return Http.get(GATEWAY.url() + "/api/v1/organizations" + path)
                .bearer(GATEWAY.token(scope))
                .send();
    }

    private static Answer get(String path) {
        return get(path, new Scope.Operator());
    }

    @Test
    void anOrganisationIsFoundBySlugAndById() {
        JsonNode body = get("/demo").json();
        assertThat(body.path("slug").asText()).isEqualTo("demo");
        assertThat(body.at("/seats/used").asInt()).isEqualTo(3);
        assertThat(body.path("members").asInt()).isEqualTo(3);
        assertThat(get("/" + body.path("id").asText()).json()).isEqualTo(body);
    }

    @Test
    void membersComeInPagesWithTheReasonForEach() {
        List<String> emails = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("/demo/members?limit=2" + cursor).json();
            assertThat(page.path("items").size()).isBetween(1, 2);
            page.path("items").forEach(member -> {
                emails.add(member.path("email").asText());
                assertThat(member.path("role").asText()).isEqualTo("member");
                assertThat(member.path("seat").asBoolean()).isTrue();
                assertThat(member.at("/managedBy/provider").asText()).isEqualTo("okta");
                assertThat(member.path("why").asText()).isEqualTo("default role of the directory");
                assertThat(member.at("/reason/kind").asText()).isEqualTo("default_role");
            });
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!cursor.isEmpty());
        assertThat(emails).containsExactly("ada@demo.example", "bob@demo.example", "eve@demo.example");
        assertThat(get("/demo/members?status=suspended").json().path("items")).isEmpty();
    }

    @Test
    void directoriesAreShownWithTheirAddressAndWithoutSecrets() {
        JsonNode items = get("/demo/directories").json().path("items");
        assertThat(items.findValuesAsText("provider")).containsExactly("okta", "entra");
        assertThat(items.at("/0/scimUrl").asText()).isEqualTo(GATEWAY.scimUrl("okta"));
        assertThat(items.at("/0/state").asText()).isEqualTo("active");
        assertThat(items.toString()).doesNotContain("rc_");
    }

    @Test
    void eventsAndLedgerAreReadFromWhereOneIs() {
        JsonNode events = get("/demo/events").json().path("items");
        assertThat(events.size()).isGreaterThanOrEqualTo(3);
        assertThat(get("/demo/events?after=1").json().at("/items/0/seq").asInt())
                .isEqualTo(2);

        JsonNode ledger = get("/demo/ledger?cursor=2&limit=5").json().path("items");
        assertThat(ledger).hasSize(1);
        assertThat(ledger.at("/0/balance").asInt()).isEqualTo(3);
        assertThat(ledger.at("/0/delta").asInt()).isEqualTo(1);
    }

    @Test
    void anotherOrganisationDoesNotExist() {
        Scope own = new Scope.Organisation(GATEWAY.demo().organisation().id());
        assertThat(get("/demo", own).status()).isEqualTo(200);
        Answer foreign = get("/other", own);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(get("/" + other.id() + "/members", own).status()).isEqualTo(404);
        assertThat(get("/" + UUID.randomUUID(), own).status()).isEqualTo(404);
        assertThat(get("/none", own).json().path("detail").asText())
                .isEqualTo(foreign.json().path("detail").asText().replace("other", "none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer nonsense", "Bearer a.b.c", "Basic eDp5"})
    void withoutAValidTokenNothingIsShown(String authorization) {
        Http request = Http.get(GATEWAY.url() + "/api/v1/organizations/demo");
        Answer answer = (authorization.isEmpty() ? request : request.header("Authorization", authorization)).send();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void anExpiredTokenIsRefused() {
        String expired = GATEWAY.gateway()
                .parts()
                .operatorTokens()
                .issue(
                        Actor.gateway(Actor.INSTALLATION),
                        new Principal("late", new Scope.Operator()),
                        Duration.ofMinutes(-1))
                .await()
                .token();
        assertThat(Http.get(GATEWAY.url() + "/api/v1/organizations/demo")
                        .bearer(expired)
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "members?limit=0",
                "members?limit=x",
                "members?cursor=x",
                "members?status=gone",
                "events?after=-1"
            })
    void aWrongParameterIsToldWithWhatIsRight(String query) {
        Answer answer = get("/demo/" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains("give ");
    }
}
