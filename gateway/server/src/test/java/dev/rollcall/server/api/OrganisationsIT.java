package dev.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's customers: listed, made, shown, renamed. */
final class OrganisationsIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static Api operator() {
        return Api.operator(GATEWAY);
    }

    @Test
    void aNewOrganisationIsShownWhereItIsSaidToBe() {
        Answer made = operator()
                .post("/organizations", "{'slug':'acme','name':' Acme ','plan':'enterprise','purchasedSeats':60}");
        assertThat(made.status()).isEqualTo(201);
        JsonNode acme = made.json();
        assertThat(acme.path("name").asText()).isEqualTo("Acme");
        assertThat(acme.at("/seats/purchased").asInt()).isEqualTo(60);
        assertThat(acme.at("/seats/policy").asText()).isEqualTo("expand");
        assertThat(acme.path("members").asInt()).isZero();
        assertThat(made.header("Location"))
                .isEqualTo("/api/v1/organizations/" + acme.path("id").asText());
        Answer shown = operator().get("/organizations/acme");
        assertThat(shown.json()).isEqualTo(acme);
        assertThat(shown.header("ETag")).isEqualTo(made.header("ETag"));
    }

    @Test
    void withoutAPlanItIsOnTheStandardOne() {
        JsonNode plain = operator()
                .post("/organizations", "{'slug':'plain','name':'Plain'}")
                .json();
        assertThat(plain.path("plan").asText()).isEqualTo("standard");
        assertThat(plain.at("/seats/purchased").asInt()).isZero();
    }

    @Test
    void allAreListedPageByPage() {
        for (String slug : List.of("list-a", "list-b", "list-c")) {
            operator().post("/organizations", "{'slug':'" + slug + "','name':'L'}");
        }
        List<String> slugs = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = operator().get("/organizations?limit=2" + cursor).json();
            page.path("items").forEach(one -> slugs.add(one.path("slug").asText()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!cursor.isEmpty());
        assertThat(slugs).isSorted().doesNotHaveDuplicates().contains("demo", "list-a", "list-b", "list-c");
    }

    @Test
    void anOrganisationSeesItselfAlone() {
        operator().post("/organizations", "{'slug':'unseen','name':'Unseen'}");
        JsonNode page = Api.ofDemo(GATEWAY).get("/organizations").json();
        assertThat(page.path("items").findValuesAsText("slug")).containsExactly("demo");
        assertThat(page.path("next").isNull()).isTrue();
        assertThat(Api.ofDemo(GATEWAY)
                        .post("/organizations", "{'slug':'own','name':'Own'}")
                        .status())
                .isEqualTo(403);
        assertThat(Api.ofDemo(GATEWAY)
                        .patch("/organizations/demo", "{'name':'Mine'}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void ofTwoOperatorsTheSecondIsToldThatTheNameHasChanged() {
        String before = operator()
                .post("/organizations", "{'slug':'renamed','name':'One'}")
                .header("ETag");
        assertThat(operator()
                        .request("PATCH", "/organizations/renamed")
                        .header("If-Match", before)
                        .body("{'name':'Two'}")
                        .send()
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Two");
        Answer late = operator()
                .request("PATCH", "/organizations/renamed")
                .header("If-Match", before)
                .body("{'name':'Three'}")
                .send();
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().path("type").asText()).isEqualTo("/api/v1/problems/precondition-failed");
        assertThat(operator().get("/organizations/renamed").json().path("name").asText())
                .isEqualTo("Two");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {'slug':'demo','name':'Demo'}                       | 409 | already an organisation demo
        {'slug':'Demo','name':'Demo'}                       | 400 | lower-case letters, digits and hyphens
        {'slug':'a','name':' '}                             | 400 | "name" cannot be used
        {'slug':'a','nmae':'A'}                             | 400 | did you mean "name"
        {'slug':'a','name':'A','plan':'gold'}               | 400 | standard, enterprise
        {'slug':'a','name':'A','purchasedSeats':-1}         | 400 | not below 0
        """, quoteCharacter = '`')
    void whatCannotBeMadeIsRefusedWithWhatCan(String body, int status, String told) {
        Answer refused = operator().post("/organizations", body);
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.json().path("detail").asText()).contains(told);
    }
}
