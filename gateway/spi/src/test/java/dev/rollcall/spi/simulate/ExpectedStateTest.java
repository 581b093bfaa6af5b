package dev.rollcall.spi.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpectedStateTest {

    private static final ExpectedState EXPECTED = new ExpectedState(
            Map.of("ada", true, "bob", false), Map.of(Plan.ADMIN_GROUP, Set.of("ada", "bob"), "Sales", Set.of("bob")));

    @Test
    void anAdminIsActive() {
        assertThat(EXPECTED.admins()).containsExactly("ada");
    }

    @Test
    void whatIsTheSameDiffersInNothing() {
        assertThat(EXPECTED.differences(EXPECTED)).isEmpty();
    }

    @Test
    void eachUserAndGroupThatIsOtherwiseIsTold() {
        ExpectedState actual = new ExpectedState(
                Map.of("bob", true, "eve", true), Map.of(Plan.ADMIN_GROUP, Set.of("ada", "eve"), "Support", Set.of()));
        assertThat(EXPECTED.differences(actual))
                .containsExactly(
                        "group Rollcall Admins: lacks 1 and has 1 too many",
                        "group Sales: is missing",
                        "group Support: is one too many",
                        "user ada: not there, expected active",
                        "user bob: active, expected deactivated",
                        "user eve: active, expected not there");
    }
}
