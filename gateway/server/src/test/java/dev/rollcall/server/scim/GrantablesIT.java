package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.Roles;
import dev.rollcall.core.admin.Roles.DefinedRole;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Okta Identity Governance reads before it lets provisioning be switched on (OKTA-26). */
final class GrantablesIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static String token;

    @BeforeAll
    static void issue() {
        token = GATEWAY.credential("okta");
        new Roles(
                        GATEWAY.gateway().parts().database().reads(),
                        GATEWAY.gateway().parts().time())
                .create(Actor.gateway(Actor.INSTALLATION), new DefinedRole("auditor", true, "Reads everything."))
                .await();
    }

    private static Answer get(String path) {
        return Http.get(GATEWAY.scimUrl("okta") + path).bearer(token).send();
    }

    @Test
    void rolesAreThoseThatTheOperatorHasDefinedWithTheirDescriptions() {
        JsonNode list = get("/Roles?startIndex=1&count=100").json();

        assertThat(list.path("Resources").findValuesAsText("id"))
                .containsExactly("admin", "auditor", "guest", "member");
        assertThat(get("/Roles/auditor").json().path("description").asText()).startsWith("Reads everything.");
        assertThat(get("/Roles/emperor").status()).isEqualTo(404);
    }

    @Test
    void theyArePagedLikeAnyList() {
        JsonNode second = get("/Roles?startIndex=2&count=1").json();
        assertThat(second.path("totalResults").asInt()).isEqualTo(4);
        assertThat(second.path("startIndex").asInt()).isEqualTo(2);
        assertThat(second.path("itemsPerPage").asInt()).isEqualTo(1);
        assertThat(second.path("Resources").findValuesAsText("id")).containsExactly("auditor");

        assertThat(get("/Roles?startIndex=101&count=100").json().path("Resources"))
                .isEmpty();
        assertThat(get("/Entitlements?count=0").json().path("totalResults").asInt())
                .isEqualTo(2);
        assertThat(get("/Entitlements?count=many").status()).isEqualTo(400);
    }

    @Test
    void aFilterIsRefusedRatherThanPassedOver() {
        Answer answer = get("/Roles?filter=displayName%20eq%20%22admin%22");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("scimType").asText()).isEqualTo("invalidFilter");
    }
}
