package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * R19: on every path on which the last admin would go, they stay, the IdP is answered with success (R25), the hold says what to
 * do, and it resolves itself as soon as another admin exists.
 */
final class LastAdminApiIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final People people = new People(GATEWAY);
    private final String ada = people.user("ada");
    private final String bob = people.user("bob");
    private final String admins = people.group("Admins", ada);
    private final UUID assignment = people.assign(admins, "admin");

    private String assignments() {
        return "/directories/" + people.directory + "/role-assignments";
    }

    private JsonNode assertHeld(String effect) {
        assertThat(people.lines()).contains("ada active admin seat");
        assertThat(people.holds()).containsExactly("last_admin ada " + effect);
        JsonNode hold = people.get("/holds").path("items").path(0);
        assertThat(hold.path("fix").asText()).contains("Make another person an admin");
        assertThat(people.get("/holds/" + hold.path("id").asText())).isEqualTo(hold);
        return hold;
    }

    private void assertResolvedByAnotherAdmin(String adaThen) {
        people.invite("eve", "admin");
        assertThat(people.holds()).isEmpty();
        if (adaThen.isEmpty()) {
            assertThat(people.lines()).noneMatch(line -> line.startsWith("ada "));
        } else {
            assertThat(people.lines()).contains(adaThen);
        }
        JsonNode ended = people.get("/holds?inForce=false").path("items");
        assertThat(ended).hasSize(1);
        assertThat(ended.at("/0/state").asText()).isEqualTo("resolved");
        assertThat(ended.at("/0/fix").isNull()).isTrue();
        assertThat(people.events()).containsSubsequence("hold.opened", "hold.closed");
    }

    @Test
    void theUserIsSuspended() {
        people.active(ada, false);
        JsonNode hold = assertHeld("suspension");
        assertThat(hold.path("what").asText())
                .contains("ada@" + people.domain)
                .contains("deactivated")
                .contains("last active admin");
        assertThat(people.scim("GET", "/Users/" + ada, "").json().path("active").asBoolean())
                .as("the IdP sees what it has sent")
                .isFalse();
        assertResolvedByAnotherAdmin("ada suspended admin");
    }

    @Test
    void theUserIsDeleted() {
        people.delete("/Users/" + ada);
        assertHeld("removal");
        assertThat(people.scim("GET", "/Users/" + ada, "").status()).isEqualTo(404);
        assertResolvedByAnotherAdmin("");
    }

    @Test
    void theUserLeavesTheGroup() {
        people.drop(admins, ada);
        assertHeld("role_change");
        assertResolvedByAnotherAdmin("ada active member seat");
    }

    @Test
    void theGroupIsDeleted() {
        people.delete("/Groups/" + admins);
        assertHeld("role_change");
        assertResolvedByAnotherAdmin("ada active member seat");
    }

    @Test
    void theAssignmentGivesAnotherRole() {
        people.done("PATCH", assignments() + "/" + assignment, "{'role':'member'}");
        assertHeld("role_change");
        assertResolvedByAnotherAdmin("ada active member seat");
    }

    @Test
    void theAssignmentIsRemoved() {
        people.done("DELETE", assignments() + "/" + assignment, "");
        assertHeld("role_change");
        assertResolvedByAnotherAdmin("ada active member seat");
    }

    @Test
    void theOrderOfAssignmentsChanges() {
        UUID second = people.assign(people.group("Everybody", ada, bob), "member");
        people.done("PUT", assignments() + "/order", "{'order':['" + second + "','" + assignment + "']}");
        assertHeld("role_change");
        assertResolvedByAnotherAdmin("ada active member seat");
    }

    @Test
    void theDirectoryIsDeactivatedAndItsMembersSuspended() {
        people.done("POST", "/directories/" + people.directory + "/deactivate", "{'members':'suspend'}");
        assertHeld("suspension");
        assertResolvedByAnotherAdmin("ada suspended admin");
    }

    @Test
    void theIdPMakesSomebodyElseAnAdmin() {
        people.active(ada, false);
        people.add(admins, bob);
        assertThat(people.holds()).isEmpty();
        assertThat(people.lines()).containsExactly("ada suspended admin", "bob active admin seat");
    }

    @Test
    void theIdPTakesItBack() {
        people.active(ada, false);
        people.active(ada, true);
        assertThat(people.holds()).isEmpty();
        assertThat(people.lines()).contains("ada active admin seat");
        assertThat(people.get("/holds?inForce=false").at("/items/0/state").asText())
                .isEqualTo("withdrawn");
    }

    @Test
    void itCannotBeApprovedBecauseNobodyWouldBeLeft() {
        people.active(ada, false);
        String hold = people.get("/holds").at("/items/0/id").asText();
        for (String decision : List.of("approve", "reject")) {
            Answer refused = people.ask("POST", "/holds/" + hold + "/" + decision, "");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().path("detail").asText()).contains("Make another person an admin");
        }
    }

    @Test
    void whereTheOrganisationsPolicyAllowsItTheLastAdminGoes() {
        assertThat(people.operator("PUT", "/last-admin-protection", "{'on':false}")
                        .status())
                .isEqualTo(200);
        people.active(ada, false);
        assertThat(people.holds()).isEmpty();
        assertThat(people.lines()).contains("ada suspended admin");
    }
}
