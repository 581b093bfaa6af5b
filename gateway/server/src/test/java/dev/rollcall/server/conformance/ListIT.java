package dev.rollcall.server.conformance;

import static dev.rollcall.server.conformance.ScimClient.assertError;
import static dev.rollcall.server.conformance.ScimClient.at;
import static dev.rollcall.server.conformance.ScimClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.server.Http.Answer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists: what they hold, in which order and on which page (RFC 7644 sections 3.4.2 and 3.9). */
final class ListIT {

    private static final String LIST_RESPONSE = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    @RegisterExtension
    static final TwoModes DIRECTORIES = new TwoModes();

    @FinePrint(22)
    @InBothModes
    void nothingFoundIsAnEmptyListAndNoError(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        for (String endpoint : List.of("Users", "Groups")) {
            Answer answer = scim.search(endpoint, "externalId eq \"nobody\"");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("totalResults").intValue()).isZero();
            assertThat(answer.json().path("totalResults").isInt()).isTrue();
        }
    }

    @FinePrint(23)
    @InBothModes
    void parametersThatNobodyKnowsAreIgnored(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode user = scim.made();
        Answer answer =
                scim.search("Users", "id eq \"" + user.path("id").asText() + "\"", "&foo=bar", "&aadOptscim062020");
        assertThat(ids(answer)).containsExactly(user.path("id").asText());
        assertThat(scim.get(at(user) + "?foo=bar").json()).isEqualTo(user);
    }

    @FinePrint(24)
    @InBothModes
    void aListNamesItsSchemaAndHoldsItsResources(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        scim.made();
        JsonNode list = scim.get("/Users").json();
        assertThat(list.path("schemas")).extracting(JsonNode::asText).containsExactly(LIST_RESPONSE);
        assertThat(list.path("totalResults").intValue()).isPositive();
        assertThat(list.path("Resources").isArray()).isTrue();
        assertThat(list.path("Resources").size())
                .isEqualTo(list.path("itemsPerPage").intValue());
    }

    @FinePrint(32)
    @InBothModes
    void sortingTakesThePrimaryOrFirstValueAndPutsWhoHasNoneLast(Mode mode) {
        ScimClient scim = DIRECTORIES.open(mode);
        String none = id(scim.made());
        String byPrimary = id(scim.made("'emails':[{'value':'z@demo.example','type':'home'},"
                + "{'value':'a@demo.example','type':'work','primary':true}]"));
        String byFirst = id(scim.made(
                "'emails':[{'value':'m@demo.example','type':'home'},{'value':'b@demo.example','type':'work'}]"));
        String upper = id(scim.made("'emails':[{'value':'N@demo.example'}]"));
        List<String> ascending = List.of(byPrimary, byFirst, upper, none);
        assertThat(ids(scim.get("/Users?sortBy=emails"))).isEqualTo(ascending);
        assertThat(ids(scim.get("/Users?sortBy=emails.value&sortOrder=ascending")))
                .isEqualTo(ascending);
        assertThat(ids(scim.get("/Users?sortBy=emails&sortOrder=descending")))
                .containsExactly(none, upper, byFirst, byPrimary);
    }

    @FinePrint(33)
    @InBothModes
    void oddPageParametersAreReadAsTheNearestThatMakeSense(Mode mode) {
        ScimClient scim = DIRECTORIES.open(mode);
        List<String> all = List.of(id(scim.made()), id(scim.made()), id(scim.made()));
        for (String start : List.of("0", "-5")) {
            JsonNode page = scim.get("/Users?startIndex=" + start + "&count=2").json();
            assertThat(page.path("startIndex").intValue()).isEqualTo(1);
            assertThat(page.path("itemsPerPage").intValue()).isEqualTo(2);
            assertThat(page.path("totalResults").intValue()).isEqualTo(3);
        }
        for (String count : List.of("0", "-1")) {
            JsonNode page = scim.get("/Users?count=" + count).json();
            assertThat(page.path("totalResults").intValue()).isEqualTo(3);
            assertThat(page.path("itemsPerPage").intValue()).isZero();
            assertThat(page.path("Resources")).isEmpty();
        }
        JsonNode last = scim.get("/Users?startIndex=3&count=2").json();
        assertThat(last.path("itemsPerPage").intValue()).isEqualTo(1);
        JsonNode behind = scim.get("/Users?startIndex=9&count=2").json();
        assertThat(behind.path("totalResults").intValue()).isEqualTo(3);
        assertThat(behind.path("itemsPerPage").intValue()).isZero();
        assertThat(ids(scim.get("/Users"))).isEqualTo(all);
    }

    @FinePrint(34)
    @InBothModes
    void theOrderIsStableSoThatAnInsertBetweenPagesHidesNobody(Mode mode) {
        ScimClient scim = DIRECTORIES.open(mode);
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            before.add(id(scim.made()));
        }
        Set<String> seen = new LinkedHashSet<>(ids(scim.get("/Users?startIndex=1&count=2")));
        String late = id(scim.made());
        seen.addAll(ids(scim.get("/Users?startIndex=3&count=2")));
        seen.addAll(ids(scim.get("/Users?startIndex=5&count=2")));
        assertThat(seen).containsAll(before).contains(late);
    }

    @FinePrint(35)
    @InBothModes
    void everyAnswerWithAResourceShowsWhatWasAskedFor(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String body = ScimClient.user(ScimClient.fresh(), "'title':'Dr'", "'nickName':'Ada'");
        String only = "?attributes=title";
        Answer created = scim.post("/Users" + only, body);
        String path = at(created.json());
        assertShows(created.json(), "title");
        assertShows(scim.get(path + only).json(), "title");
        assertShows(scim.put(path + only, body).json(), "title");
        assertShows(
                scim.patch(path + only, "{'op':'replace','path':'title','value':'Prof'}")
                        .json(),
                "title");
        JsonNode listed = scim.search("Users", "id eq \"" + id(created.json()) + "\"", "&attributes=title")
                .json()
                .at("/Resources/0");
        assertShows(listed, "title");

        JsonNode without =
                scim.get(path + "?excludedAttributes=title,id,schemas").json();
        assertThat(without.has("title")).isFalse();
        assertThat(without.has("nickName")).isTrue();
        assertThat(without.has("id")).as("always returned").isTrue();
        assertThat(without.has("schemas")).as("always returned").isTrue();
        assertError(scim.get(path + "?attributes=title&excludedAttributes=nickName"), 400, "invalidValue");
    }

    private static void assertShows(JsonNode resource, String attribute) {
        assertThat(resource.fieldNames()).toIterable().containsExactlyInAnyOrder("schemas", "id", attribute);
    }

    private static String id(JsonNode resource) {
        return resource.path("id").asText();
    }
}
