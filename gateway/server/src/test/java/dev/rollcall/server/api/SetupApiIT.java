package dev.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.directory.Credentials;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Adapter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R4: a directory's set-up, step by step over real HTTP. */
final class SetupApiIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static String directory(Object id) {
        return GATEWAY.url() + "/api/v1/organizations/demo/directories/" + id + "/setup";
    }

    private static JsonNode setup() {
        return setup("okta");
    }

    private static JsonNode setup(String provider) {
        return Http.get(directory(GATEWAY.directory(provider).id()))
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send()
                .json();
    }

    private static List<String> done(JsonNode setup) {
        List<String> done = new ArrayList<>();
        setup.path("steps").forEach(step -> {
            if (step.path("done").asBoolean()) {
                done.add(step.path("step").asText());
            }
        });
        return done;
    }

    private static String next() {
        return setup().path("next").asText();
    }

    private static String post(String token, String resource, String body) {
        Http.Answer answer = Http.request("POST", GATEWAY.scimUrl("okta") + resource)
                .bearer(token)
                .body(body)
                .send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    @Test
    void eachStepIsTickedOffByWhatWasReceived() {
        // The demo organisation comes with its groups mapped.
        assertThat(done(setup())).containsExactly("roles_assigned");
        assertThat(next()).startsWith("Issue a credential");

        String token = GATEWAY.credential("okta");
        assertThat(done(setup())).containsExactly("credential_issued", "roles_assigned");
        assertThat(next()).contains("connection test");

        assertThat(Http.get(GATEWAY.scimUrl("okta") + "/Users?startIndex=1&count=2")
                        .bearer(token)
                        .send()
                        .status())
                .isEqualTo(200);
        awaitDone("request_received");
        assertThat(next()).startsWith("Assign users");

        String ada = post(token, "/Users", """
            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'ada@demo.example',
             'emails':[{'value':'ada@demo.example','primary':true}],'active':true}
            """);
        assertThat(done(setup())).contains("first_user").doesNotContain("first_admin");
        assertThat(next()).startsWith("Push the groups");

        post(token, "/Groups", """
            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'Rollcall Admins',
             'members':[{'value':'%s'}]}
            """.formatted(ada));
        assertThat(done(setup())).hasSize(6);
        assertThat(setup().path("next").isNull()).isTrue();

        revokeAll();
        assertThat(done(setup())).doesNotContain("credential_issued");
        assertThat(next()).startsWith("Every credential is revoked or expired");
    }

    @Test
    @DisplayName("Issue 16: a directory that is read waits for no credential and no request")
    void aDirectoryThatIsReadHasStepsOfItsOwn() {
        for (Adapter adapter : Adapters.all()) {
            if (adapter.source().isPresent()) {
                String id = Http.request("POST", GATEWAY.url() + "/api/v1/organizations/demo/directories")
                        .bearer(GATEWAY.token(new Scope.Operator()))
                        .body("{'provider':'" + adapter.provider() + "','name':'Read'}")
                        .send()
                        .json()
                        .path("id")
                        .asText();
                JsonNode setup = Http.get(directory(id))
                        .bearer(GATEWAY.token(new Scope.Operator()))
                        .send()
                        .json();
                assertThat(setup.path("steps").findValuesAsText("step"))
                        .containsExactly("first_user", "first_group", "roles_assigned", "first_admin");
                assertThat(setup.path("next").asText()).startsWith("Enter how the directory is to be read");
            }
        }
    }

    @Test
    void theGuideIsFilledInForTheDirectoryAndItsStepsAreTickedOff() {
        JsonNode guide = setup("entra").path("guide");
        assertThat(step(guide, "connect").path("copies").findValuesAsText("text"))
                .containsExactly(GATEWAY.scimUrl("entra"));
        assertThat(step(guide, "choose-people").path("instructions").get(0).asText())
                .contains("\"Rollcall Admins\" and \"Rollcall Members\"");
        assertThat(step(guide, "assign-roles").path("done").asBoolean()).isTrue();
        assertThat(step(guide, "connect").path("milestone").asText()).isEqualTo("request_received");
        assertThat(step(guide, "connect").path("done").asBoolean(true)).isFalse();
        assertThat(step(guide, "make-application").path("done").isNull()).isTrue();
        assertThat(guide.path("pitfalls").findValuesAsText("setting")).anyMatch(text -> text.contains("mailNickname"));
    }

    private static JsonNode step(JsonNode guide, String id) {
        for (JsonNode step : guide.path("steps")) {
            if (step.path("id").asText().equals(id)) {
                return step;
            }
        }
        throw new AssertionError("no step " + id + " in " + guide);
    }

    /** The use of a credential is noted beside the request. */
    private static void awaitDone(String step) {
        long until = System.nanoTime() + 10_000_000_000L;
        while (!done(setup()).contains(step)) {
            assertThat(System.nanoTime()).as("never done: " + step).isLessThan(until);
            LockSupport.parkNanos(50_000_000L);
        }
    }

    private static void revokeAll() {
        Directory directory = GATEWAY.directory("okta");
        Credentials credentials = GATEWAY.gateway().parts().credentials();
        credentials
                .list(directory.orgId(), directory.id())
                .await()
                .forEach(one -> credentials
                        .revoke(Actor.gateway(directory.orgId()), directory.id(), one.id())
                        .await());
    }

    @Test
    void aDirectoryThatIsNotThereHasNone() {
        Http.Answer answer = Http.get(directory(UUID.randomUUID()))
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send();
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("detail").asText()).contains("has no directory");
    }
}
