package dev.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule commands over HTTP: carried out, forecast, refused, and bodies that cannot be read. */
final class PolicyIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static Answer put(String path, Scope scope, String body) {
        return Http.request("PUT", GATEWAY.url() + "/api/v1/organizations/" + path)
                .bearer(GATEWAY.token(scope))
                .body(body)
                .send();
    }

    private static Answer put(String path, String body) {
        return put(path, new Scope.Operator(), body);
    }

    @Test
    void aForecastSaysWhatTheCommandThenDoes() {
        String token = GATEWAY.credential("okta");
        for (String name : List.of("ada@demo.example", "bob@elsewhere.example")) {
            Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                    .bearer(token)
                    .body("""
                        {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'%1$s',
                         'emails':[{'value':'%1$s','primary':true}],'active':true}
                        """.formatted(name))
                    .send();
        }
        JsonNode forecast =
                put("demo/unverified-domains?dryRun=true", "{'on':true}").json();
        assertThat(forecast.path("dryRun").asBoolean()).isTrue();
        assertThat(forecast.at("/counts/added").asInt()).isEqualTo(1);
        assertThat(forecast.at("/seats/before").asInt()).isEqualTo(1);
        assertThat(forecast.at("/seats/after").asInt()).isEqualTo(2);
        assertThat(forecast.at("/people/0/email").asText()).isEqualTo("bob@elsewhere.example");
        assertThat(seatsUsed()).isEqualTo(1);

        JsonNode done = put("demo/unverified-domains", "{'on':true}").json();
        assertThat(done.path("counts")).isEqualTo(forecast.path("counts"));
        assertThat(done.path("seats")).isEqualTo(forecast.path("seats"));
        assertThat(done.path("dryRun").asBoolean()).isFalse();
        assertThat(seatsUsed()).isEqualTo(2);

        JsonNode back = put("demo/unverified-domains?people=0", "{'on':false}").json();
        assertThat(back.path("people")).isEmpty();
        assertThat(back.path("peopleOmitted").asInt()).isEqualTo(1);
    }

    private static int seatsUsed() {
        return Http.get(GATEWAY.url() + "/api/v1/organizations/demo")
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send()
                .json()
                .at("/seats/used")
                .asInt();
    }

    @Test
    void whatARuleRefusesIsAProblemThatSaysWhatIsAccepted() {
        Answer refused = put("demo/seat-policy", "{'policy':'overflow','overflowRole':'admin'}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.json().path("detail").asText())
                .contains("needs no seat")
                .contains("guest");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        {'polcy':'limit'}                          | did you mean "policy"?
        {'policy':'limit','zzzzzzzzzzzz':1}        | Known are: policy, overflowRole
        {'policy':'most'}                          | one of expand, limit, overflow, hold
        {}                                         | "policy" cannot be used
        []                                         | a JSON object with policy, overflowRole
        {'policy':'limit','policy':'limit'}        | Duplicate field
        """)
    void aBodyThatCannotBeReadIsRefusedWithWhatWouldBe(String body, String told) {
        Answer refused = put("demo/seat-policy", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("detail").asText()).contains(told.replaceAll("^\"|\"$", ""));
    }

    @Test
    void onlyTheOperatorSetsWhatAnOrganisationHasBought() {
        Scope own = new Scope.Organisation(GATEWAY.demo().organisation().id());
        String body = "{'plan':'enterprise','purchasedSeats':9,'enterpriseMaxSeats':0}";
        assertThat(put("demo/plan", own, body).status()).isEqualTo(403);
        assertThat(put("none/plan", own, body).status()).isEqualTo(404);
        assertThat(put("none/plan", body).status()).isEqualTo(404);
        assertThat(put("demo/plan?dryRun=true", body).status()).isEqualTo(200);
        assertThat(put("demo/plan?dryRun=perhaps", body).status()).isEqualTo(400);
    }
}
