package dev.rollcall.server.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.Plan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A comparison finds whatever differs, or it would be worth nothing at the end of a run. */
final class ComparisonTest {

    private static final ExpectedState MODEL = new ExpectedState(
            Map.of("ada", true, "bob", true, "eve", false), Map.of(Plan.ADMIN_GROUP, Set.of("ada"), "Sales", Set.of()));

    @Test
    void membersAreAsTheModelSaysInStatusAndRole() {
        assertThat(Comparison.ofMembers(
                        MODEL,
                        List.of(
                                member("ada", "active", "admin"),
                                member("bob", "active", "member"),
                                member("eve", "suspended", "member"))))
                .isEmpty();
    }

    @Test
    void everyMemberWhoIsOtherwiseIsTold() {
        assertThat(Comparison.ofMembers(
                        MODEL,
                        List.of(
                                member("ada", "active", "member"),
                                member("eve", "active", "member"),
                                member("mallory", "active", "admin"))))
                .containsExactlyInAnyOrder(
                        "member ada: active member, expected active admin",
                        "member bob: not there, expected active member",
                        "member eve: active member, expected suspended",
                        "member mallory: active admin, expected not there");
    }

    @Test
    void whatOtherRunsLeftIsNoDifference() {
        ExpectedState shown = new ExpectedState(
                Map.of("ada", true, "bob", true, "eve", false, "zoe", true),
                Map.of(Plan.ADMIN_GROUP, Set.of("ada", "zoe"), "Sales", Set.of(), "Older", Set.of()));
        assertThat(MODEL.differences(shown)).hasSize(3);
        assertThat(MODEL.differences(Comparison.among(shown, MODEL))).isEmpty();
    }

    private static JsonNode member(String email, String status, String role) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("email", email)
                .put("status", status)
                .put("role", role);
    }
}
