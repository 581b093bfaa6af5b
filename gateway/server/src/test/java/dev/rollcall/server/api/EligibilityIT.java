package dev.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule R1, with thresholds that are not the defaults. */
final class EligibilityIT {

    @RegisterExtension
    static final RunningGateway GATEWAY =
            new RunningGateway().with(Settings.RULE_SEATS, "60").with(Settings.RULE_MAX_SEATS, "2");

    private static Api operator() {
        return Api.operator(GATEWAY);
    }

    private static JsonNode eligibilityWith(String plan) {
        assertThat(operator().put("/organizations/other/plan", plan).status()).isEqualTo(200);
        return operator().get("/organizations/other").json().path("eligibility");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'plan':'standard','purchasedSeats':500}                          | false | not on the Enterprise plan
        {'plan':'enterprise','purchasedSeats':59}                         | false | has 59 seats
        {'plan':'enterprise','purchasedSeats':60}                         | true  | Enterprise plan with 60 seats
        {'plan':'enterprise','purchasedSeats':5,'enterpriseMaxSeats':1}   | false | has 5 seats
        {'plan':'standard','purchasedSeats':5,'enterpriseMaxSeats':2}     | true  | 2 Enterprise Max seats
        """)
    void planAndSeatsMakeAnOrganisationEligible(String plan, boolean eligible, String reason) {
        operator().post("/organizations", "{'slug':'other','name':'Other'}");
        JsonNode eligibility = eligibilityWith(plan);
        assertThat(eligibility.path("eligible").asBoolean()).isEqualTo(eligible);
        assertThat(eligibility.path("reason").asText()).contains(reason);
        if (!eligible) {
            assertThat(eligibility.path("reason").asText())
                    .contains("at least 60 seats", "at least 2 Enterprise Max seats", "buy more seats, or upgrade");
        }
        assertThat(eligibility.at("/enough/0/purchasedSeats").asInt()).isEqualTo(60);
        assertThat(eligibility.at("/enough/1/enterpriseMaxSeats").asInt()).isEqualTo(2);
    }

    @Test
    void anActivationIsRefusedUntilTheOrganisationIsEligible() {
        operator().post("/organizations", "{'slug':'small','name':'Small'}");
        operator().put("/organizations/small/plan", "{'plan':'enterprise','purchasedSeats':59}");
        operator().put("/organizations/small/domains/small.example/attestation", "");
        String directory = "/organizations/small/directories/"
                + operator()
                        .post("/organizations/small/directories", "{'provider':'okta'}")
                        .json()
                        .path("id")
                        .asText();

        for (String path : new String[] {"/activate", "/activate?dryRun=true"}) {
            Answer refused = operator().post(directory + path, "");

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
            assertThat(refused.json().path("type").asText()).endsWith("/not-eligible");
            assertThat(refused.json().path("detail").asText())
                    .contains("has 59 seats", "at least 60 seats", "buy more seats, or upgrade one to Enterprise Max");
        }
        assertThat(operator().get(directory).json().path("state").asText()).isEqualTo("draft");

        operator().put("/organizations/small/plan", "{'plan':'enterprise','purchasedSeats':60}");
        assertThat(operator().post(directory + "/activate", "").status()).isEqualTo(200);
        assertThat(operator().get(directory).json().path("state").asText()).isEqualTo("active");
    }

    @Test
    void whoeverStopsBeingEligibleKeepsTheRunningDirectoryAndIsWarned() {
        String token = GATEWAY.credential("okta");
        assertThat(operator().get("/organizations/demo").json().path("warnings"))
                .isEmpty();

        operator().put("/organizations/demo/plan", "{'plan':'standard','purchasedSeats':5000}");

        for (Api side : new Api[] {operator(), Api.ofDemo(GATEWAY)}) {
            JsonNode demo = side.get("/organizations/demo").json();
            assertThat(demo.at("/eligibility/eligible").asBoolean()).isFalse();
            assertThat(demo.at("/warnings/0/type").asText()).isEqualTo("not_eligible");
            assertThat(demo.at("/warnings/0/detail").asText())
                    .contains("Directories that are live keep running", "at least 60 seats");
        }
        assertThat(operator()
                        .get("/organizations/demo/events?limit=1000")
                        .json()
                        .path("items")
                        .findValuesAsText("type"))
                .containsOnlyOnce("organization.no_longer_eligible");
        assertThat(Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                        .bearer(token)
                        .body("""
                            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'ada@demo.example',
                             'emails':[{'value':'ada@demo.example','primary':true}],'active':true}
                            """)
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(operator()
                        .get("/organizations/demo/members")
                        .json()
                        .at("/items/0/status")
                        .asText())
                .isEqualTo("active");

        operator().put("/organizations/demo/plan", "{'plan':'enterprise','purchasedSeats':5000}");
        assertThat(operator().get("/organizations/demo").json().path("warnings"))
                .isEmpty();
    }
}
