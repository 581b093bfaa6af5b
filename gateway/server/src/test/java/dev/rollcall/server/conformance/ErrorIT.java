package dev.rollcall.server.conformance;

import static dev.rollcall.server.conformance.ScimClient.assertError;
import static dev.rollcall.server.conformance.ScimClient.at;
import static dev.rollcall.server.conformance.ScimClient.fresh;
import static dev.rollcall.server.conformance.ScimClient.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Errors from every layer, media types, and the version in the address (RFC 7644 sections 2, 3.1, 3.12, 3.13). */
final class ErrorIT {

    @RegisterExtension
    static final TwoModes DIRECTORIES = new TwoModes();

    @FinePrint(18)
    @InBothModes
    void whoShowsNoGoodCredentialIsToldHowToShowOne(Mode mode) {
        String users = DIRECTORIES.in(mode).base() + "/Users";
        for (Http request : List.of(Http.get(users), Http.get(users).bearer("wrong"))) {
            Answer answer = request.send();
            assertError(answer, 401, "");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @FinePrint(19)
    @InBothModes
    void bothMediaTypesAreReadAndScimIsAnswered(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        for (String type : List.of(
                "application/scim+json",
                "application/json",
                "application/scim+json; charset=utf-8",
                "application/json;charset=UTF-8")) {
            Answer answer = scim.request("POST", "/Users")
                    .header("Content-Type", type)
                    .header("Accept", type)
                    .body(user(fresh()))
                    .send();
            assertThat(answer.status()).as(type).isEqualTo(201);
            assertThat(answer.header("Content-Type")).isEqualTo("application/scim+json");
        }
        Answer xml = scim.request("POST", "/Users")
                .header("Content-Type", "application/xml")
                .body("<user/>")
                .send();
        assertError(xml, 415, "");
    }

    @FinePrint(55)
    @InBothModes
    void everyErrorHasTheSameBody(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        assertError(scim.post("/Users", "{'userName':"), 400, "invalidSyntax");
        assertError(scim.post("/Users", "[]"), 400, "invalidSyntax");
        assertError(scim.get("/Users/unknown"), 404, "");
        assertError(scim.get("/Robots"), 404, "");
        assertError(scim.request("DELETE", "/Users").send(), 405, "");
        assertError(scim.post("/Users", user("x".repeat(1_100_000))), 413, "");
        assertError(Http.get(scim.base() + "/Users").send(), 401, "");
    }

    @FinePrint(56)
    @InBothModes
    void theWordsForErrorsAreTheStandards(Mode mode) {
        assertThat(Stream.of(ScimType.values()).map(ScimType::keyword))
                .containsExactlyInAnyOrder(
                        "invalidFilter",
                        "tooMany",
                        "uniqueness",
                        "mutability",
                        "invalidSyntax",
                        "invalidPath",
                        "noTarget",
                        "invalidValue",
                        "invalidVers",
                        "sensitive",
                        "invalidCursor",
                        "expiredCursor",
                        "invalidCount");
        ScimClient scim = DIRECTORIES.in(mode);
        String one = at(scim.made());
        assertError(scim.patch(one, "{'op':'replace','path':'9x!','value':'x'}"), 400, "invalidPath");
        assertError(scim.patch(one, "{'op':'replace','path':'active','value':'perhaps'}"), 400, "invalidValue");
        assertError(scim.get("/Users?sortOrder=sideways&sortBy=userName"), 400, "invalidValue");
    }

    @FinePrint(57)
    @InBothModes
    void theVersionMayBeLeftOutAndAnotherOneIsRefused(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        assertThat(scim.base()).contains("/v2/");
        for (String version : List.of("/v1/", "/v3/", "/v2.1/")) {
            String other = scim.base().replace("/v2/", version);
            assertError(Http.get(other + "/Users").bearer(scim.token()).send(), 400, "invalidVers");
        }
        JsonNode user = scim.made();
        String without = scim.base().replace("/v2/", "/");
        Answer answer = Http.get(without + at(user)).bearer(scim.token()).send();
        assertThat(answer.json()).isEqualTo(user);
        for (String path : List.of("/Users/", "//Users", "/Users/?count=1")) {
            assertThat(scim.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @FinePrint(61)
    @InBothModes
    void discoveryIsAListThatCannotBeFiltered(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        for (String path : List.of("/Schemas", "/ResourceTypes")) {
            JsonNode list = scim.get(path + "?count=1&foo=bar").json();
            assertThat(list.at("/schemas/0").asText()).isEqualTo("urn:ietf:params:scim:api:messages:2.0:ListResponse");
            assertThat(list.path("Resources").size())
                    .isGreaterThan(1)
                    .isEqualTo(list.path("totalResults").intValue());
            assertError(scim.get(path + "?filter=id%20pr"), 403, "");
        }
        assertThat(scim.get("/ServiceProviderConfig").status()).isEqualTo(200);
    }

    @FinePrint(65)
    @InBothModes
    void theSchemasAreWhole(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode user = scim.get("/Schemas/" + ScimClient.USER).json();
        assertThat(user.path("attributes")).hasSizeGreaterThan(15).allSatisfy(ErrorIT::assertWhole);
        assertThat(scim.get("/Schemas/" + ScimClient.GROUP).json().path("attributes"))
                .allSatisfy(ErrorIT::assertWhole);
        JsonNode enterprise = scim.get("/Schemas/" + ScimClient.ENTERPRISE).json();
        JsonNode manager = named(enterprise.path("attributes"), "manager");
        assertThat(named(manager.path("subAttributes"), "$ref").path("referenceTypes"))
                .extracting(JsonNode::asText)
                .containsExactly("User");
    }

    private static JsonNode named(JsonNode attributes, String name) {
        for (JsonNode attribute : attributes) {
            if (attribute.path("name").asText().equals(name)) {
                return attribute;
            }
        }
        throw new AssertionError("no attribute " + name);
    }

    private static void assertWhole(JsonNode attribute) {
        assertThat(attribute.fieldNames())
                .toIterable()
                .contains("name", "type", "multiValued", "description", "required", "mutability", "returned");
        boolean complex = attribute.path("type").asText().equals("complex");
        assertThat(attribute.has("subAttributes"))
                .as(attribute.path("name").asText())
                .isEqualTo(complex);
        if (attribute.path("type").asText().equals("reference")) {
            assertThat(attribute.path("referenceTypes")).isNotEmpty();
        }
        attribute.path("subAttributes").forEach(ErrorIT::assertWhole);
    }

    @FinePrint(17)
    @InBothModes
    void whatIsReturnedFollowsTheSchema(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode user = scim.made("'password':'secret'", "'title':'Dr'");
        assertThat(user.has("password")).as("never").isFalse();
        assertThat(user.has("title")).as("default").isTrue();
        assertThat(scim.get(at(user) + "?attributes=title").json().has("id"))
                .as("always")
                .isTrue();
        assertThat(scim.get(at(user) + "?excludedAttributes=id").json().has("id"))
                .as("always")
                .isTrue();
    }
}
