package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.server.ApiContract.Exchanged;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** That the contract finds what is wrong. */
final class ApiContractTest {

    private static final String ROLE = "{'name':'viewer','seat':false,'description':'','builtIn':false}";

    private static Exchanged answered(String answer) {
        return new Exchanged(
                "GET",
                URI.create("http://127.0.0.1/api/v1/roles/viewer"),
                "",
                200,
                "application/json",
                answer.replace('\'', '"'));
    }

    private static Exchanged asked(String request) {
        return new Exchanged(
                "POST",
                URI.create("http://127.0.0.1/api/v1/roles"),
                request.replace('\'', '"'),
                201,
                "application/json",
                ROLE.replace('\'', '"'));
    }

    @Test
    void whatIsAsDescribedPasses() {
        assertThatCode(() -> ApiContract.check(answered(ROLE))).doesNotThrowAnyException();
        assertThatCode(() -> ApiContract.check(asked("{'name':'viewer','seat':false}")))
                .doesNotThrowAnyException();
    }

    @Test
    void anAnswerWithLessOrMoreThanIsDescribedIsFound() {
        assertThatThrownBy(() -> ApiContract.check(answered(ROLE.replace("'seat':false,", ""))))
                .hasMessageContaining("not as described");
        assertThatThrownBy(() -> ApiContract.check(answered(ROLE.replace("false,'desc", "'no','desc"))))
                .hasMessageContaining("not as described");
        assertThatThrownBy(() -> ApiContract.check(answered(ROLE.replace("{", "{'color':'red',"))))
                .hasMessageContaining("color");
    }

    @Test
    void aRequestThatSucceedsThoughItIsNotAsDescribedIsFound() {
        assertThatThrownBy(() -> ApiContract.check(asked("{'name':'viewer'}"))).hasMessageContaining("the request of");
        assertThatThrownBy(() -> ApiContract.check(asked("{'name':'viewer','seat':false,'color':'red'}")))
                .hasMessageContaining("the request of");
        assertThatThrownBy(() -> ApiContract.check(asked(""))).hasMessageContaining("no body where one is required");
    }
}
